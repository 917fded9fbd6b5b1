// An article of more letters is long: it is prepared before anybody presses, and its paragraphs out of
// sight are laid out when they come into it.
export const LONG = 60000;
// So many more paragraphs are told to be laid out late at a time, as to be told of one takes a browser
// longer than to lay it out; but in no more times than so many, as each takes longer in a longer article.
export const SOME = 50;
export const TIMES = 16;
// Milliseconds in one go, so that the page scrolls meanwhile.
export const SLICE = 5;

// An article of more letters is long: it is prepared before anybody presses, and its paragraphs out of
// sight are laid out when they come into it.
export const LONG = 60000;

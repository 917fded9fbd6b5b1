// Reads the article aloud, sentence by sentence, with voices of the device, each part of the text with
// one of its language; the sentence and the word that are being read are marked without a change to
// the page.
import { edgeOf } from "./place.js";

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, caption, pre, blockquote, div";

const voicesOf = async () => {
  const there = speechSynthesis.getVoices();
  if (there.length) {
    return there;
  }
  // Some browsers tell of their voices a little later.
  return new Promise((resolve) => {
    const answer = () => resolve(speechSynthesis.getVoices());
    speechSynthesis.addEventListener("voiceschanged", answer, { once: true });
    setTimeout(answer, 1000);
  });
};

const mainOf = (tag) => tag.toLowerCase().split(/[-_]/)[0];
const langOf = (root) => (root.host ?? root).closest("[lang]")?.lang || "vi";
// Portals leave the language of their template on their pages (lang="en-US"): what is written in
// letters that Vietnamese alone has is Vietnamese. In its prose more than a third of the words are.
const languageOf = (root) => {
  const words = root.textContent.match(/\p{L}+/gu) ?? [];
  const own = words.filter((word) => /[ăđơưạ-ỹ]/i.test(word.normalize())).length;
  return own > words.length / 5 ? "vi" : langOf(root);
};
// The voice for a language: of its country, the one that the device prefers, or any.
const voiceFor = (voices, lang) => {
  const fit = voices.filter((one) => mainOf(one.lang) === mainOf(lang));
  const isSame = (one) => one.lang.replace("_", "-").toLowerCase() === lang.toLowerCase();
  return fit.find(isSame) ?? fit.find((one) => one.default) ?? fit[0];
};

const isRead = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");

// Each block's text, and its text nodes with the place where each begins in it.
const blocksOf = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const blocks = [];
  let last;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    // A line of the source is not one that a reader sees, and none ends a sentence.
    const text = node.nodeName === "BR" ? " " : (node.data ?? "").replace(/\s/g, " ");
    if (text.trim()) {
      if (!isRead(node.parentElement)) {
        continue;
      }
      const element = node.parentElement.closest(BLOCKS) ?? document.body;
      // What two pages share, in the text over pictures, is one: a line that goes on ends with a space.
      const goesOn = last?.text.endsWith(" ") && last.element.closest(".page") !== element.closest(".page");
      if (last?.element !== element && !goesOn) {
        blocks.push((last = { text: "", pieces: [] }));
      }
      last.element = element;
      last.pieces.push({ node, start: last.text.length });
    }
    if (last) {
      last.text += text;
    }
  }
  return blocks;
};

// A block's parts that one voice reads: where each begins and ends.
const partsOf = ({ text, pieces }, root, voiceOf) => {
  const parts = [];
  for (const { node, start } of pieces) {
    const element = node.parentElement.closest("[lang]");
    const voice = voiceOf(element && element !== root && root.contains(element) ? element.lang : null);
    const last = parts.at(-1);
    if (last?.voice !== voice) {
      if (last) {
        last.to = start;
      }
      parts.push({ voice, from: last ? start : 0, to: text.length });
    }
  }
  return parts;
};

const sentencesOf = (root, voiceOf) => {
  const split = new Intl.Segmenter("vi", { granularity: "sentence" });
  return blocksOf(root).flatMap((block) =>
    partsOf(block, root, voiceOf).flatMap(({ voice, from, to }) =>
      [...split.segment(block.text.slice(from, to))]
        .filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment))
        .map(({ segment, index }) => ({ ...block, voice, text: segment, index: from + index })),
    ),
  );
};

const rangeIn = ({ pieces, index }, from, to) => {
  const place = (at) => {
    const { node, start } = pieces.findLast((one) => one.start <= index + at);
    return [node, Math.min(index + at - start, node.length)];
  };
  const range = document.createRange();
  range.setStart(...place(from));
  range.setEnd(...place(to));
  return range;
};
const whole = (sentence) => rangeIn(sentence, 0, sentence.text.length);
// The block is asked first: what is far out of sight need not be laid out.
const isInView = (sentence, root) =>
  [sentence.element, whole(sentence)].every((one) => edgeOf(one, "bottom", root.host ?? root) > 0);

// Where a sentence is among those of another text: the same words, as often said before.
const placeAmong = (others, sentences, at) => {
  const wordsOf = ({ text }) => text.replace(/\s/g, "");
  const isSame = (one) => wordsOf(one) === wordsOf(sentences[at]);
  const before = sentences.slice(0, at).filter(isSame).length;
  return others.indexOf(others.filter(isSame)[before]);
};

const mark = (name, range) => {
  if (globalThis.Highlight) {
    CSS.highlights.set(`readable-${name}`, new Highlight(...(range ? [range] : [])));
  }
};

let stop = null;
// A browser may go on reading a page that was left.
addEventListener("pagehide", () => stop?.());

// Reads from the first sentence in view to the end.
const read = (textOf, voiceOf, tell) => {
  let root = textOf();
  let sentences = sentencesOf(root, voiceOf);
  let at = Math.max(sentences.findIndex((one) => isInView(one, root)), 0);

  const end = () => {
    stop = null;
    speechSynthesis.cancel();
    mark("sentence");
    mark("word");
    tell(false);
  };
  // The sentence that is read, in the text that is shown now: pictures of each size have their own.
  const current = () => {
    const shown = textOf();
    if (sentences[at] && (shown !== root || !sentences[at].pieces[0].node.isConnected)) {
      const others = sentencesOf(shown, voiceOf);
      at = placeAmong(others, sentences, at);
      [root, sentences] = [shown, others];
    }
    return sentences[at];
  };
  const say = () => {
    const sentence = current();
    if (!sentence) {
      end();
      return;
    }
    const said = new SpeechSynthesisUtterance(sentence.text);
    said.voice = sentence.voice;
    said.lang = sentence.voice.lang;
    const listen = (name, heard) => said.addEventListener(name, (event) => stop === end && heard(event));
    listen("boundary", ({ charIndex, charLength, name }) => {
      const now = current();
      if (name === "word" && now) {
        const length = charLength || now.text.slice(charIndex).search(/\s|$/);
        mark("sentence", whole(now));
        mark("word", rangeIn(now, charIndex, charIndex + length));
      }
    });
    listen("end", () => {
      at += current() ? 1 : 0;
      say();
    });
    listen("error", end);
    const range = whole(sentence);
    mark("sentence", range);
    const edge = (side) => edgeOf(range, side, root.host ?? root);
    if (edge("top") < 0 || edge("bottom") > innerHeight) {
      range.startContainer.parentElement.scrollIntoView({ block: "center" });
    }
    speechSynthesis.speak(said);
  };
  stop = end;
  tell(true);
  say();
};

// Begins, or stops. `textOf()` is the element, or the tree over pictures, whose text is shown;
// `tell(speaking, language)` hears of it, and of the language that the device has no voice for.
export const speak = async (textOf, tell) => {
  if (stop) {
    stop();
    return;
  }
  const lang = languageOf(textOf());
  const voices = globalThis.speechSynthesis ? await voicesOf() : [];
  const voice = voiceFor(voices, lang);
  if (!voice) {
    tell(false, mainOf(lang));
  } else if (!stop) {
    // What is in a language without a voice is read by that of the text around it.
    read(textOf, (other) => (other && voiceFor(voices, other)) || voice, tell);
  }
};

// Reads the article aloud, sentence by sentence, with a voice of the device; the sentence and the
// word that are being read are marked without a change to the page.
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

const placeIn = (nodes, offset) => {
  for (const node of nodes) {
    if (offset <= node.length) {
      return [node, offset];
    }
    offset -= node.length;
  }
  const last = nodes.at(-1);
  return [last, last.length];
};

const rangeIn = (nodes, start, end) => {
  const range = document.createRange();
  range.setStart(...placeIn(nodes, start));
  range.setEnd(...placeIn(nodes, end));
  return range;
};

// The sentences from the first one in view to the end, each with the text nodes of its block.
function* sentencesFrom(article) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const blocks = new Map();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const block = node.parentElement.closest(BLOCKS) ?? article;
    if (node.parentElement.closest("script, style, [hidden], [aria-hidden=true]") === null) {
      blocks.set(block, [...(blocks.get(block) ?? []), node]);
    }
  }
  const split = new Intl.Segmenter("vi", { granularity: "sentence" });
  for (const [block, nodes] of blocks) {
    if (block.getBoundingClientRect().bottom > 0) {
      for (const { segment, index } of split.segment(nodes.map((node) => node.data).join(""))) {
        if (segment.trim()) {
          yield { text: segment, index, nodes };
        }
      }
    }
  }
}

const mark = (name, range) => {
  if (globalThis.Highlight) {
    CSS.highlights.set(`readable-${name}`, new Highlight(...(range ? [range] : [])));
  }
};

let speaking = false;

// Begins, or stops. `tell(speaking, problem)` hears of it.
export const speak = async (article, tell) => {
  const stop = () => {
    speaking = false;
    mark("sentence", null);
    mark("word", null);
    tell(false);
  };
  if (speaking) {
    speechSynthesis.cancel();
    stop();
    return;
  }
  const lang = (article.closest("[lang]")?.lang || "vi").split("-")[0];
  const voice = globalThis.speechSynthesis && (await voicesOf()).find((one) => one.lang.startsWith(lang));
  if (!voice) {
    tell(false, "no_voice");
    return;
  }
  const sentences = sentencesFrom(article);
  const next = () => {
    const { value, done } = sentences.next();
    if (done || !speaking) {
      stop();
      return;
    }
    const { text, index, nodes } = value;
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    said.addEventListener("boundary", ({ charIndex, charLength, name }) => {
      if (name === "word") {
        mark("word", rangeIn(nodes, index + charIndex, index + charIndex + (charLength || 1)));
      }
    });
    said.addEventListener("end", next);
    said.addEventListener("error", stop);
    const range = rangeIn(nodes, index, index + text.length);
    mark("sentence", range);
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) {
      range.startContainer.parentElement.scrollIntoView({ block: "center" });
    }
    speechSynthesis.speak(said);
  };
  speaking = true;
  tell(true);
  next();
};

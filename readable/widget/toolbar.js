// <readable-toolbar for="ID">: larger and smaller text for the article with that id.
// Nothing happens at import: define.js gives the element its name.
import { SCALE, addressOf, choose, dress, follow, isChosen, isScaled, link, restore, root, scaleNow } from "./choice.js";
import { LADDER, WORDS } from "./data.js";

const bars = new Set();
// Each article of the page, with what fits it to its size: once that is there, where it is the
// portal's own.
const articles = new Map();
let fitted;
let wanted = "article.js";

// Answers what is to be called when the text has its new size. Till article.js is there, which
// knows the very line, what grows above the pressed button, or above the window, moves nothing: a
// share of the article, as if it were all alike.
let holdPlace = (article, button = root) => {
  const { top, height } = article.getBoundingClientRect();
  const above = Math.max(button.getBoundingClientRect().top, 0) - top;
  const scroller = document.scrollingElement ?? root;
  const before = scroller.scrollHeight;
  return () => (scroller.scrollTop += (scroller.scrollHeight - before) * Math.min(Math.max(above / height, 0), 1));
};
export const holdWith = (exact) => (holdPlace = exact);

// What no rule of the style sheet can know of a portal's article is only asked for when a size is
// chosen, or is about to be.
const prepare = async () => {
  const asked = wanted;
  const address = addressOf(asked);
  if (!asked || !address) {
    return;
  }
  wanted = "";
  const wait = link("expect", "#readable");
  const paint = () => wait.remove();
  document.addEventListener("readystatechange", paint);
  try {
    ({ fitted, holdPlace } = await import(address));
    change(() => {
      articles.clear();
      settle();
    });
  } catch {
    // Without it text grows all the same. A browser that failed to get a file asks for no other
    // than of another name.
    wanted = asked + "#";
  }
  paint();
};

const show = () => {
  if (isScaled()) {
    prepare();
  }
  // An article is measured: after what else is written, so that a browser lays out once.
  bars.forEach((bar) => bar.show());
  articles.forEach((fit) => fit?.());
};
// While the page is read, bars and articles come in pieces; later, other scripts bring them.
const settle = () => bars.forEach((bar) => bar.settle());

// Whatever changes the size: the line that is read stays in its place.
const change = (how, button) => {
  // A portal may have put another article in the place of one.
  articles.forEach((fit, article) => article.isConnected || articles.delete(article));
  const [first = root] = articles.keys();
  const back = holdPlace(first, button);
  how();
  show();
  back();
};

// The choice of the reader, before anything is painted.
export const begin = () => {
  restore();
  show();
};

// A page may have been made at a size between two.
const next = () => LADDER.find((scale) => scale > scaleNow());
const previous = () => LADDER.findLast((scale) => scale < scaleNow());

export class ReadableToolbar extends HTMLElement {
  static observedAttributes = ["controls", "for", "lang"];
  #parts;
  #timer;

  connectedCallback() {
    if (!bars.size) {
      begin();
      if (root.hasAttribute("data-readable-ruler") && addressOf("")) {
        import(addressOf("options.js"));
      }
      follow(change);
      new MutationObserver(settle).observe(document, { childList: true, subtree: true });
      addEventListener("DOMContentLoaded", settle);
      new MutationObserver(show).observe(root, { attributeFilter: [SCALE] });
    }
    bars.add(this);
    ["pointerenter", "focusin"].forEach((moment) => this.addEventListener(moment, prepare));
    settle();
  }

  disconnectedCallback() {
    bars.delete(this);
  }

  attributeChangedCallback() {
    if (this.#parts) {
      this.build();
      settle();
    }
  }

  // What is there by now: the article, and all that the server wrote into the bar.
  settle() {
    const article = document.getElementById(this.getAttribute("for"));
    if (article && !articles.has(article)) {
      if (article.matches(".readable, :has(.readable)")) {
        // An article made by this library scales by itself.
        articles.set(article, () => {});
      } else {
        article.classList.add("readable-zoom");
        articles.set(article, fitted?.(article, change));
      }
    }
    if (!this.#parts && (this.nextSibling || document.readyState !== "loading")) {
      this.build();
    }
  }

  larger() {
    this.#step(next());
  }

  smaller() {
    this.#step(previous());
  }

  reset() {
    if (isChosen()) {
      this.choose("scale");
    }
  }

  // A field of the choice; without a value it is taken back.
  choose(field, value) {
    const tell = (name) =>
      this.dispatchEvent(new CustomEvent(name, { detail: { field, value }, bubbles: true, cancelable: true }));
    if (tell("readable-before-change")) {
      change(() => choose(field, value, this.hasAttribute("cookie")), this);
      this.#say();
      tell("readable-change");
    }
  }

  word(name) {
    return this.words?.[name] ?? WORDS[name][+(this.lang === "en")];
  }

  #step(scale) {
    if (scale) {
      this.choose("scale", scale);
    } else {
      this.#say();
    }
  }

  // Once, when the last press is a moment ago.
  #say() {
    const { status, size } = this.#parts;
    status.textContent = "";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (status.textContent = size.textContent), 150);
  }

  // The bar says what the attribute of <html> says.
  show() {
    if (!this.#parts) {
      return;
    }
    const { size, ...buttons } = this.#parts;
    const ends = { larger: next(), smaller: previous(), reset: isChosen() };
    let text = `${this.word("size")} ${scaleNow()}\u00a0%`;
    for (const part in ends) {
      const ended = `${!ends[part]}`;
      if (buttons[part] && buttons[part].ariaDisabled !== ended) {
        buttons[part].ariaDisabled = ended;
      }
      text += ends[part] || part === "reset" ? "" : `, ${this.word(part === "larger" ? "largest" : "smallest")}`;
    }
    size.textContent = text;
  }

  async build() {
    this.lang ||= this.closest("[lang|=en]") ? "en" : "vi";
    this.role = "group";
    this.ariaLabel = this.word("size");
    const controls = this.getAttribute("controls") || "smaller larger reset";
    const parts = (this.#parts = {});
    for (const part of ["smaller", "size", "larger", "reset", "options", "status"]) {
      // What is no control of the bar is one of the options.
      const wanted = part === "options" ? controls.replace(/smaller|larger|reset|\s/g, "") : controls.includes(part);
      if (!this[part] || wanted) {
        const element = (parts[part] = document.createElement(this[part] ? "button" : "span"));
        element.part = part;
        if (this[part]) {
          element.type = "button";
          element.textContent = this.word(part);
          element.addEventListener("click", () => this[part]());
        }
      }
    }
    parts.status.role = "status";
    if (parts.options) {
      parts.options.ariaExpanded = "false";
    }
    this.replaceChildren(...Object.values(parts));
    this.show();
    const labels = this.getAttribute("labels");
    if (labels && !this.words) {
      // In another language, what is not in the file stays as it is.
      this.words = {};
      this.words = await (await fetch(labels)).json();
      this.build();
    }
  }

  // They come when they are asked for.
  async options() {
    dress();
    (await import(addressOf("options.js"))).toggle(this, this.#parts.options);
  }
}

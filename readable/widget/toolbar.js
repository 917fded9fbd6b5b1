// <readable-toolbar for="ID">: larger and smaller text for the article with that id.
// Nothing happens at import: define.js gives the element its name.
import { SCALE, addressOf, choose, dress, follow, isChosen, isScaled, restore, root, scaleNow } from "./choice.js";
import { LADDER, WORDS } from "./data.js";
import { holdPlace } from "./place.js";

const bars = new Set();
// Each article of the page, with what fits it to its size: once that is there, where it is the
// portal's own.
const articles = new Map();
let fitted;
let asked;

// What no rule of the style sheet can know of a portal's article is only asked for when a size is
// chosen, or is about to be.
const prepare = () => {
  const address = addressOf("article.js");
  if (asked || !address) {
    return;
  }
  asked = true;
  // Nothing is painted before it is there, if the page is still read and the browser can wait.
  const wait = Object.assign(document.createElement("link"), { rel: "expect", href: "#readable", blocking: "render" });
  const paint = () => wait.remove();
  if (document.readyState === "loading") {
    document.head.append(wait);
    document.addEventListener("readystatechange", paint);
  }
  import(address)
    .then((module) => {
      ({ fitted } = module);
      change(() => articles.forEach((fit, article) => fit ?? articles.set(article, fitted(article, change))));
    })
    // Without it text grows all the same.
    .catch(() => {})
    .then(paint);
};

const show = () => {
  if (isScaled()) {
    prepare();
  }
  articles.forEach((fit) => fit?.());
  bars.forEach((bar) => bar.show());
};
// While the page is read, bars and articles come in pieces; later, other scripts bring them.
const settle = () => bars.forEach((bar) => bar.settle());

// Whatever changes the size: the line that is read stays in its place.
const change = (how, button) => {
  // A portal may have put another article in the place of one.
  articles.forEach((fit, article) => article.isConnected || articles.delete(article));
  const [back] = [...articles.keys()].map((article) => holdPlace(article, button));
  how();
  show();
  back?.();
};

// The choice of the reader, before anything is painted.
export const begin = () => {
  restore();
  show();
};

export class ReadableToolbar extends HTMLElement {
  static observedAttributes = ["controls", "for", "lang"];
  #parts;
  #timer;

  connectedCallback() {
    if (!bars.size) {
      begin();
      if (root.hasAttribute("data-readable-ruler") && addressOf("")) {
        import(addressOf("options.js")).then(({ lay }) => lay(true));
      }
      follow(change);
      new MutationObserver(settle).observe(document, { childList: true, subtree: true });
      document.addEventListener("DOMContentLoaded", settle);
      new MutationObserver(show).observe(root, { attributeFilter: [SCALE] });
    }
    bars.add(this);
    this.addEventListener("pointerover", prepare);
    this.addEventListener("focusin", prepare);
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
    this.#step(1);
  }

  smaller() {
    this.#step(-1);
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
    return this.words?.[name] ?? WORDS[name][this.lang === "en" ? 1 : 0];
  }

  #next(direction) {
    // A page may have been made at a size between two.
    return LADDER[direction > 0 ? "find" : "findLast"]((step) => (step - scaleNow()) * direction > 0);
  }

  #step(direction) {
    if (this.#next(direction)) {
      this.choose("scale", this.#next(direction));
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
    const { size, ...buttons } = this.#parts ?? {};
    const ends = { larger: this.#next(1), smaller: this.#next(-1), reset: isChosen() };
    let text = `${this.word("size")} ${scaleNow()}\u00a0%`;
    for (const part in ends) {
      const ended = `${!ends[part]}`;
      if (buttons[part] && buttons[part].ariaDisabled !== ended) {
        buttons[part].ariaDisabled = ended;
      }
      text += ends[part] || part === "reset" ? "" : `, ${this.word(part === "larger" ? "largest" : "smallest")}`;
    }
    if (size) {
      size.textContent = text;
    }
  }

  build() {
    this.lang ||= this.closest("[lang|=en]") ? "en" : "vi";
    this.role = "group";
    this.ariaLabel = this.word("size");
    const controls = this.getAttribute("controls") || "smaller larger reset";
    const parts = (this.#parts = {});
    for (const part of ["smaller", "size", "larger", "reset", "options", "status"]) {
      // What is no control of the bar is one of the options.
      const wanted = part === "options" ? /\b(?!smaller|larger|reset)[a-z]/.test(controls) : controls.includes(part);
      if (!this[part] || wanted) {
        const element = (parts[part] = document.createElement(this[part] ? "button" : "span"));
        element.setAttribute("part", part);
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
    const labels = this.getAttribute("labels");
    if (labels && !this.words) {
      // In another language, what is not in the file stays as it is.
      this.words = {};
      fetch(labels).then((answer) => answer.json()).then((words) => {
        this.words = words;
        this.build();
      });
    }
    this.replaceChildren(...Object.values(parts));
    this.show();
  }

  // They come when they are asked for.
  async options() {
    dress();
    (await import(addressOf("options.js"))).toggle(this, this.#parts.options);
  }
}

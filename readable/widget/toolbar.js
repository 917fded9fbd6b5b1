// <readable-toolbar for="ID">: larger and smaller text for the article with that id.
// Nothing happens at import: define.js gives the element its name.
import { SCALE, addressOf, choose, dress, isChosen, scaleChosen, looks, restore, root, scaleNow } from "./choice.js";
import { LADDER, WORDS } from "./data.js";
import { LONG } from "./long.js";

const bars = new Set();
// What fits the portal's own articles to their size: once that is there.
let fit;
let asked;
let failed = "";
let timer;

// Answers what is to be called when the text has its new size. Till article.js is there, which
// knows the very line, what grows above the pressed button, or above the window, moves nothing: a
// share of the article, as if it were all alike.
let hold = (article, button = root) => {
  const { top, height } = article.getBoundingClientRect();
  const at = Math.max(button.getBoundingClientRect().top, 0, top);
  const before = root.scrollHeight;
  return () =>
    // At once, where a portal has pages scroll smoothly.
    scrollBy({ top: (root.scrollHeight - before) * Math.min((at - top) / height, 1), behavior: "instant" });
};
export const holdWith = (exact) => (hold = exact);

// What no rule of the style sheet can know of a portal's article is only asked for when a size is
// chosen, or is about to be.
const prepare = async () => {
  // Of its own name each time: a browser that failed to get a file does not ask for it again. A page
  // of its own has none.
  const address = addressOf("article.js" + failed);
  if (address === asked) {
    return;
  }
  asked = address;
  // What would move is not seen before that: for three seconds at most, and where there is a bar. A rule
  // hides the body, and leaves the ground of the page. To assistive technology all of it is there
  // meanwhile, and no attribute says it.
  let veil;
  if (scaleChosen() && document.readyState === "loading") {
    veil = root.animate({ "--readable-seen": [0, 0] }, 3000);
    addEventListener("readystatechange", () => bars.size || veil.cancel(), true);
  }
  try {
    ({ fit, hold } = await import(address));
    change();
  } catch {
    // Without it text grows all the same.
    failed += "#";
  }
  veil?.cancel();
};

// While the page is read, bars and articles come in pieces; later, other scripts bring them.
const show = () => {
  if (!failed && (scaleChosen() || looks)) {
    prepare();
  }
  // An article is measured: after what else is written, so that a browser lays out once.
  bars.forEach((bar) => bar.show());
  fit?.(bars, change);
};

// Whatever changes the size: the line that is read stays in its place.
const change = (how, button) => {
  const [bar] = bars;
  const back = hold(bar?.article ?? root, button);
  how?.();
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

  async connectedCallback() {
    if (!bars.size) {
      begin();
      const watch = new MutationObserver(show);
      watch.observe(document, { childList: true, subtree: true, attributeFilter: [SCALE] });
      // Another tab, or a page that comes back as it was left.
      const look = () => {
        restore(change, this.hasAttribute("cookie"));
        show();
      };
      ["readystatechange", "visibilitychange", "pageshow", "storage"].forEach((moment) => addEventListener(moment, look, true));
      // A long article takes a while to be prepared: before the page has loaded, so that no request comes
      // after; or where the bar came later, when a hand is on the page.
      const early = () => this.article?.textContent.length > LONG && prepare();
      ["readystatechange", "pointerover", "keydown"].forEach((moment) => addEventListener(moment, early, { once: true, capture: true }));
    }
    bars.add(this);
    // Before any handler that a portal has on every button.
    ["click", "pointerenter", "focusin"].forEach((moment) => this.addEventListener(moment, this, true));
    this.show();
    const labels = this.getAttribute("labels");
    if (labels) {
      // In another language, what is not in the file stays as it is.
      this.words = await (await fetch(labels)).json();
      this.attributeChangedCallback();
    }
  }

  disconnectedCallback() {
    bars.delete(this);
  }

  attributeChangedCallback() {
    if (this.#parts) {
      this.build();
    }
  }

  get article() {
    return document.getElementById(this.getAttribute("for"));
  }

  handleEvent({ type, target }) {
    prepare();
    if (type === "click" && target.type === "button") {
      this[target.part]?.();
    }
  }

  // What is there by now: the article, and all that the server wrote into the bar, which says what the
  // attribute of <html> says.
  show() {
    // An article made by this library scales by itself.
    const { article } = this;
    if (article?.matches(":not(.readable-zoom, .readable, :has(.readable))")) {
      article.classList.add("readable-zoom");
    }
    if (!this.#parts) {
      if (this.nextSibling || document.readyState !== "loading") {
        this.build();
      }
      return;
    }
    const { size } = this.#parts;
    const isEnd = (part, leads) => (this.#parts[part].ariaDisabled = leads ? null : true);
    let text = `${this.word("size")} ${scaleNow()}\u00a0%`;
    if (isEnd("larger", next())) {
      text += ", " + this.word("largest");
    }
    if (isEnd("smaller", previous())) {
      text += ", " + this.word("smallest");
    }
    isEnd("reset", isChosen());
    // Who watches the page hears of nothing where nothing changed.
    if (size.textContent !== text) {
      size.textContent = text;
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
      this.dispatchEvent(new CustomEvent("readable-" + name, { detail: { field, value }, bubbles: true, cancelable: true }));
    if (tell("before-change")) {
      change(() => choose(field, value, this.hasAttribute("cookie")), this);
      this.#say();
      tell("change");
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
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = size.textContent), 150);
  }

  build() {
    this.lang ||= this.closest("[lang|=en]") ? "en" : "vi";
    this.role = "group";
    this.ariaLabel = this.word("size");
    let controls = this.getAttribute("controls") || "smaller larger reset";
    const parts = (this.#parts = {});
    this.replaceChildren();
    for (const part of ["smaller", "size", "larger", "reset", "options", "status"]) {
      const isButton = part in this;
      const element = (parts[part] = document.createElement(isButton ? "button" : "span"));
      element.part = part;
      if (isButton) {
        element.type = "button";
        element.textContent = this.word(part);
      }
      // What is left at last is no control of the bar, but one of the options.
      if (!isButton || (part === "options" ? controls.trim() : controls.includes(part))) {
        this.append(element);
      }
      controls = controls.replace(part, "");
    }
    parts.status.role = "status";
    parts.options.ariaExpanded = "false";
    this.show();
  }

  // They come when they are asked for.
  async options() {
    dress();
    (await import(addressOf("options.js"))).toggle(this, this.#parts.options);
  }
}

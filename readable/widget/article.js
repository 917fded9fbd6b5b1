// A portal's own article, whatever its style sheet says: the text is scaled by `zoom`, which a rule
// of toolbar.css sets from the attribute of <html>. Here is what no rule can know; it comes when a
// size was chosen.
export { hold } from "./place.js";
import { RULES } from "./article-data.js";
import { SCALE, scaleChosen, root } from "./choice.js";
import { LONG, SLICE, SOME, TIMES } from "./long.js";
import { INDENTS, roomIn, widthOf } from "./room.js";

const BOX = [
  "top",
  "min-width",
  "width",
  "max-width",
  "flex-basis",
  "left",
  ...INDENTS,
  "margin-top",
  "margin-bottom",
  "padding-bottom",
  "padding-top",
];
const INHERITED = ["line-height", "letter-spacing", "word-spacing", "text-indent"];

// It was chosen on an earlier page.
if (root.hasAttribute("data-readable-ruler")) {
  import("./options.js");
}

const SCALED = `[${SCALE}] `;
const written = (looks) => looks.map((one) => one.join(":") + "!important;").join("");
// Lengths as they were, in a box that is zoomed.
const back = (looks) => written(looks).replace(/-?[\d.]+px/g, "calc($&/var(--readable-zoom,1))");

// The least line height, in em, in which no mark and no tail sticks out of its line.
const leastOf = (font) => {
  const brush = document.createElement("canvas").getContext("2d");
  brush.font = font;
  const ink = brush.measureText("ẪỖỲựgj");
  const middle = (ink.fontBoundingBoxAscent - ink.fontBoundingBoxDescent) / 2;
  return Math.max(ink.actualBoundingBoxAscent - middle, ink.actualBoundingBoxDescent + middle) / 50 + 0.02;
};

// Safari knows no idle moments: there it is done next.
const whenIdle = (work) => (self.requestIdleCallback ?? setTimeout)(work, { timeout: 2000 });

// What each article needs whenever the attribute of <html> has changed. One made by this library
// scales by itself. `hold` does what it is given, and what is read stays in its place.
const fits = new WeakMap();
export const fit = (bars, hold) => {
  for (const { article } of bars) {
    if (fits.has(article)) {
      fits.get(article)();
    } else if (article?.matches(":not(.readable,:has(.readable))")) {
      fits.set(article, fitted(article, hold));
    }
  }
};

const fitted = (element, hold) => {
  const computed = getComputedStyle(element);
  const sheet = new CSSStyleSheet();
  const late = new CSSStyleSheet();
  let [meet, learn, clear, make, print] = roomIn(element);
  const name = "#" + CSS.escape(element.id);
  let pinned;
  let found = [];
  let least;
  let fittedTo;
  // How many children an element has at most, where paragraphs are to be laid out late; some of them.
  let most;
  let some;
  // The look that has begun, the next moment for it, and whether another was asked for since.
  let begun;
  let due;
  let again;

  // While nothing else is to be done: some paragraphs more, till it is all of them.
  const spare = (upTo) => {
    const width = widthOf(element);
    const first = (many) => `${name} p:nth-child(-n+${many}):not(table p)`;
    late.replaceSync(
      first(upTo) + "{content-visibility:auto!important;overflow-clip-margin:1em!important}" +
      // Those that are next, too: how high they are is remembered when they are painted.
      first(upTo + some) + "{contain-intrinsic-block-size:auto 6em!important}",
    );
    // Where the text makes the column, all of it has to be laid out.
    if (widthOf(element) !== width) {
      late.replaceSync("");
    } else if (upTo < most) {
      requestAnimationFrame(() => whenIdle(() => late.cssRules.length && spare(upTo + some)));
    }
  };

  const mark = (scaled) => {
    found.forEach((one) => one.toggleAttribute("data-readable-least", scaled));
  };

  // Whenever the attribute of <html> has changed.
  const fit = (anew) => {
    // WebKit does not tell when fonts have come: it is asked.
    if (document.fonts.status === "loading") {
      document.fonts.ready.then(later);
    }
    const scaled = scaleChosen();
    if (scaled === fittedTo && !anew) {
      return;
    }
    if (scaled && !pinned) {
      pin();
      return;
    }
    clear();
    mark(scaled);
    fittedTo = scaled;
    if (scaled) {
      make(scaled > 100);
    }
  };

  // For one rule, and not for a whole layer, a browser leaves the rest of the page as it is.
  const put = (at, which, rules) => {
    const [layer] = sheet.cssRules;
    layer.deleteRule(at);
    layer.insertRule(`:where(${which}){${rules}}`, at);
  };
  // What the portal gave in pixels grows with the text: the article would leave its place. In another
  // window the portal's style sheet may say something else.
  const pin = () => {
    const read = (names) => names.map((name) => [name, computed[name]]);
    const { offsetHeight } = element;
    // A trial is of the box alone: what is in it is not laid out anew, and widens nothing.
    let pins = [];
    const boxAt = (zoom) =>
      put(
        1,
        name,
        `contain-intrinsic-block-size:${offsetHeight}px;content-visibility:hidden!important;overflow:clip!important;` +
        `--readable-zoom:${zoom}!important;` + back(pins),
      );
    boxAt(1);
    learn();
    const box = read(BOX).filter(([, value]) => value.match(/[1-9]/));
    const lengths = read(INHERITED);
    boxAt(2);
    // A length in pixels says the same at any zoom.
    pins = box.filter(([name, value]) => value === computed[name]);
    // In Safari what comes from the page around does not grow, unless the article itself says it.
    const inherited = lengths.filter(([name, value]) => value !== computed[name]);
    // A share of what is around is half as many of its own pixels then. Anything else is reckoned of both; if it
    // is the width, what was left for the margins is known only after that.
    boxAt(2);
    box.forEach(([name, value]) => {
      if (Math.round(parseFloat(computed[name]) * 2 - parseFloat(value))) {
        pins.push([name, value]);
        boxAt(2);
      }
    });
    put(1, SCALED + name, `--readable-least:${least};` + back(pins) + written(inherited));
    // What is in the box counts as hidden till somebody asks: asked here, no other script is told so. And
    // WebKit forgets which fonts are on their way when rules change, till it lays out.
    widthOf(element);
    pinned = true;
    fit(true);
  };

  // The elements whose lines the portal set too tight, one after the other.
  const look = function* () {
    const needs = {};
    least = 0;
    // Whether all elements of a name are too tight: one rule serves them.
    const alike = {};
    write([]);
    mark(false);
    clear();
    [meet, learn, clear, make, print] = roomIn(element);
    // Their heights are guesses till then: a browser has to hold the page still when it learns them.
    let long = element.textContent.length > LONG && "overflowAnchor" in computed;
    let many = 0;
    const tight = [];
    for (const one of [element, ...element.getElementsByTagName("*")]) {
      const looks = getComputedStyle(one);
      const font = `${looks.fontWeight} 100px ${looks.fontFamily}`;
      // Text flows around what floats, past the paragraph that holds it.
      long &&= one === element || looks.float === "none";
      many = Math.max(many, one.childElementCount);
      if ([...one.childNodes].some((node) => node.data?.trim())) {
        const need = (needs[font] ??= leastOf(font));
        least = Math.max(least, need);
        const isTight = !(parseFloat(looks.lineHeight) >= need * parseFloat(looks.fontSize));
        alike[one.localName] = isTight && alike[one.localName] !== false;
        if (isTight) {
          tight.push(one);
        }
      }
      meet(one, looks);
      yield;
    }
    write(Object.keys(alike).filter((name) => alike[name]));
    found = tight.filter((one) => one === element || !alike[one.localName]);
    pin();
    // The first to read it waits for another process: not the reader.
    try {
      document.cookie;
    } catch {
      // Denied, as it will be then.
    }
    most = long && many;
    some = Math.max(SOME, Math.ceil(most / TIMES));
    if (most) {
      whenIdle(() => most && !late.cssRules.length && spare(0));
    } else {
      late.replaceSync("");
    }
  };
  // Some of it in each idle moment, while nothing is seen of it; all at once where a size is chosen.
  const lookOn = () => {
    due = 0;
    if (!begun || scaleChosen()) {
      begun = look();
      again = false;
    }
    if (scaleChosen()) {
      hold(() => goOn(Infinity));
    } else {
      goOn(SLICE);
    }
    if (begun || again) {
      due = whenIdle(lookOn);
    }
  };
  const goOn = (time) => {
    const end = performance.now() + time;
    do {
      if (begun.next().done) {
        begun = null;
      }
    } while (begun && performance.now() < end);
  };
  const later = () => {
    again = true;
    due ||= whenIdle(lookOn);
  };

  // One rule for all elements of the names whose lines are too tight.
  const write = (names) => put(0, `${SCALED}${name} :is(${names})`, `line-height:${least}!important`);

  sheet.replaceSync(
    `@layer readable-toolbar{a{}a{}${name}[data-readable-word]{overflow-wrap:anywhere!important}` +
    // How wide it is on a screen says nothing of paper.
    `@media print{${SCALED}${name}{width:auto!important}}${RULES}}`,
  );
  document.adoptedStyleSheets.push(sheet, late);
  // Before anything of it is painted.
  if (scaleChosen()) {
    begun = look();
    goOn(Infinity);
  } else {
    later();
  }
  new MutationObserver(later).observe(element, { childList: true, subtree: true });
  document.fonts.addEventListener("loadingdone", later);
  addEventListener("resize", pin);
  addEventListener("beforeprint", () => fittedTo > 100 && print());
  addEventListener("afterprint", fit);
  return fit;
};

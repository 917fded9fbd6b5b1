// A portal's own article, whatever its style sheet says: the text is scaled by `zoom`, which a rule
// of toolbar.css sets from the attribute of <html>. Here is what no rule can know; it comes when a
// size was chosen.
export { holdPlace } from "./place.js";
import { RULES } from "./article-data.js";
import { SCALE, isScaled, root, scaleNow } from "./choice.js";

const SIDES = ["left", "right", "top", "bottom"].flatMap((side) => [`margin-${side}`, `padding-${side}`]);
const BOX = ["width", "min-width", "max-width", ...SIDES];
const INHERITED = ["line-height", "letter-spacing", "word-spacing", "text-indent"];
// From this length on, paragraphs that are out of sight are laid out when they come into it.
const LONG = 60000;
let brush;

// The least line height, in em, in which no mark and no tail sticks out of its line.
const leastOf = (font) => {
  brush ??= document.createElement("canvas").getContext("2d");
  brush.font = font;
  const ink = brush.measureText("ẪỖỮỲợựgj");
  const middle = (ink.fontBoundingBoxAscent - ink.fontBoundingBoxDescent) / 2;
  return Math.max(ink.actualBoundingBoxAscent - middle, ink.actualBoundingBoxDescent + middle) / 50 + 0.02;
};

const widthOf = (one) => one.getBoundingClientRect().width;
// An attribute that says nothing was not there before.
const tidy = (one) =>
  ["class", "style"].forEach((name) => one.getAttribute(name) === "" && one.removeAttribute(name));

// `hold` does what it is given, and what is read stays in its place.
export const fitted = (element, hold) => {
  const { classList, style } = element;
  const computed = getComputedStyle(element);
  const sheet = new CSSStyleSheet();
  let pins;
  let inherited = [];
  let found = [];
  let least;
  let long;
  let marked;
  let fittedTo;

  // Whenever the attribute of <html> has changed.
  const fit = (anew) => {
    const scaled = isScaled() && scaleNow();
    if (scaled === fittedTo && !anew) {
      return;
    }
    if (scaled && !pins) {
      pin();
      return;
    }
    fittedTo = scaled;
    const wide = element.getElementsByClassName("readable-wide");
    [...wide].forEach((one) => one.classList.remove("readable-wide"));
    classList.remove("readable-tight");
    classList.toggle("readable-long", scaled && long);
    if (!scaled !== !marked) {
      marked = scaled;
      found.forEach((one) => one.classList.toggle("readable-lines", scaled));
    }
    style.setProperty("--readable-least", scaled ? least : "");
    // What the portal gave in pixels grows with the text: the article would leave its place.
    pins?.forEach(([name, value]) => style.setProperty(name, scaled ? (value / scaled) * 100 + "px" : "", "important"));
    inherited.forEach(([name, value]) => style.setProperty(name, scaled ? value : ""));
    if (!scaled) {
      [element, ...found].forEach(tidy);
    }
    // Where something is wider than the article, it gives way; a table moves in a box of its own.
    if (scaled > 100 && [element, document.scrollingElement ?? root].some((one) => one.scrollWidth > one.clientWidth + 1)) {
      classList.add("readable-tight");
      for (const table of element.getElementsByTagName("table")) {
        table.classList.toggle("readable-wide", widthOf(table) > widthOf(table.parentElement) + 1);
      }
    }
  };

  // In another window the portal's style sheet may say something else.
  const pin = () => {
    const read = (names) => names.map((name) => [name, computed[name]]);
    [...(pins ?? []), ...inherited].forEach(([name]) => style.removeProperty(name));
    classList.remove("readable-zoom");
    const box = read(BOX);
    const lengths = read(INHERITED);
    classList.add("readable-zoom", "readable-trial");
    // A length in pixels says the same at any zoom.
    pins = box.map(([name, value]) => [name, value === computed[name] && parseFloat(value)]).filter((one) => one[1]);
    // In Safari what comes from the page around does not grow, unless the article itself says it.
    inherited = lengths.filter(([name, value]) => value !== computed[name]);
    classList.remove("readable-trial");
    fit(true);
  };

  // The rules, and one for all elements of the names whose lines are too tight.
  const write = (names) =>
    sheet.replaceSync(
      `@layer readable-toolbar{${RULES}:where(:root[${SCALE}] #${CSS.escape(element.id)}) :is(${names}){line-height:var(--readable-least)!important}}`,
    );

  // The elements whose lines the portal set too tight: looked for while nothing else is to be done.
  const look = () => {
    const needs = {};
    const width = widthOf(element);
    const texts = { true: new Set(), false: new Set() };
    write([]);
    found.forEach((one) => one.classList.remove("readable-lines"));
    marked = false;
    // Their heights are guesses till then: a browser has to hold the page still when it learns them.
    long = element.textContent.length > LONG && CSS.supports("overflow-anchor", "auto");
    found = [element, ...element.getElementsByTagName("*")].filter((one) => {
      const { fontFamily, fontSize, fontWeight, lineHeight, float } = getComputedStyle(one);
      const font = `${fontWeight} 100px ${fontFamily}`;
      // Text flows around what floats, past the paragraph that holds it.
      long &&= one === element || float === "none";
      if ([...one.childNodes].some((node) => node.data?.trim())) {
        const tight = !(parseFloat(lineHeight) >= (needs[font] ??= leastOf(font)) * parseFloat(fontSize));
        texts[tight].add(one.localName);
        return tight;
      }
    });
    // Where all elements of a name are too tight, one rule serves them.
    const names = [...texts.true].filter((name) => !texts.false.has(name));
    write(names);
    found = found.filter((one) => one === element || !names.includes(one.localName));
    least = Math.max(...Object.values(needs));
    // Where the text makes the column, all of it has to be laid out.
    classList.toggle("readable-long", long);
    long &&= widthOf(element) === width;
    pin();
  };
  // Safari knows no idle moments: there it is done next.
  const later = () => (globalThis.requestIdleCallback ?? setTimeout)(() => hold(look), { timeout: 2000 });

  write([]);
  document.adoptedStyleSheets.push(sheet);
  fit();
  later();
  new MutationObserver(later).observe(element, { childList: true, subtree: true });
  document.fonts.addEventListener("loadingdone", later);
  addEventListener("resize", pin);
  return fit;
};

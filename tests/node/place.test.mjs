// The first line in view stays: geometry alone, with lines 20 px high from the article's top on.
import assert from "node:assert/strict";
import test from "node:test";
import { hold } from "../../readable/widget/place.js";

const HEIGHT = 20;

// A window 600 px high, scrolled so far, over an article of 1000 lines that begins at `above`.
// `isOld` is Safari: boxes are told in lengths of the article's own.
const open = ({ scrolled, above = 500, bar = 0, isOld = false }) => {
  const page = { zoom: 1 };
  const scroller = {
    scrollTop: scrolled,
    parentElement: null,
    scrollBy({ top }) { this.scrollTop += top; },
  };
  const told = (y) => (isOld ? (y + scroller.scrollTop) / page.zoom - scroller.scrollTop : y);
  const boxFrom = (y, height) => ({ left: 30, top: told(y), bottom: told(y + height), height });
  const topOf = (line) => above - scroller.scrollTop + line * HEIGHT * page.zoom;
  const article = {
    scrollTop: 0,
    parentElement: scroller,
    contains: (one) => one === article || one?.line !== undefined,
    getBoundingClientRect: () => boxFrom(topOf(0), 1000 * HEIGHT * page.zoom),
    ...(isOld ? {} : { currentCSSZoom: 1 }),
  };
  const letterAt = (y) => ({ line: Math.floor((y - topOf(0)) / HEIGHT / page.zoom) });
  const rangeOf = (node) => ({
    startContainer: node,
    setStart(other) { this.startContainer = other; },
    getBoundingClientRect() { return boxFrom(topOf(this.startContainer.line), HEIGHT * page.zoom); },
  });
  const over = { contains: () => false, getBoundingClientRect: () => ({ bottom: bar }) };
  Object.assign(globalThis, {
    innerHeight: 600,
    scrollX: 0,
    getComputedStyle: () => ({ zoom: String(page.zoom) }),
    document: {
      elementFromPoint: (x, y) => (y < bar ? over : article),
      createRange: () => rangeOf(),
      ...(isOld
        ? { caretRangeFromPoint: (x, y) => rangeOf(letterAt(y)) }
        : { caretPositionFromPoint: (x, y) => ({ offsetNode: letterAt(y), offset: 0 }) }),
    },
  });
  Object.defineProperty(globalThis, "scrollY", { configurable: true, get: () => scroller.scrollTop });
  return { page, article, scroller, topOf };
};

const step = ({ page, article }, zoom, button) => {
  const back = hold(article, button);
  page.zoom = zoom;
  back();
};

for (const isOld of [false, true]) {
  test(`the first whole line in view stays where it was${isOld ? ", in Safari too" : ""}`, () => {
    // The article's top is 700 px above the window's, and so is line 35.
    const opened = open({ scrolled: 1200, isOld });
    assert.equal(opened.topOf(35), 0);
    for (const zoom of [1.5, 4, 1]) {
      step(opened, zoom);
      assert.equal(opened.topOf(35), 0);
    }
    assert.equal(opened.scroller.scrollTop, 1200);
  });
}

test("what a bar of the portal covers is not in view", () => {
  const opened = open({ scrolled: 1200, bar: 50 });
  step(opened, 2);
  assert.equal(opened.topOf(38), 60);
});

test("nothing scrolls while the article has not been scrolled into", () => {
  const opened = open({ scrolled: 300 });
  step(opened, 2);
  assert.equal(opened.scroller.scrollTop, 300);
});

test("a button below the article comes back under the pointer", () => {
  const opened = open({ scrolled: 20300 });
  const button = { currentCSSZoom: 1, getBoundingClientRect: () => ({ top: opened.topOf(1000) }) };
  const before = opened.topOf(1000);
  step(opened, 2, button);
  assert.equal(opened.topOf(1000), before);
});

test("where the browser itself scrolled, a button out of sight is not what is held", () => {
  const opened = open({ scrolled: 1200 });
  const button = { currentCSSZoom: 1, getBoundingClientRect: () => ({ top: 400 - opened.scroller.scrollTop }) };
  const back = hold(opened.article, button);
  opened.page.zoom = 2;
  opened.scroller.scrollTop = 1500;
  back();
  assert.equal(opened.topOf(35), 0);
});

// Keeps the words and units whole that data-joins tells of: Vietnamese writes "tổ chức", one word,
// with a space, and a browser would end a line there. The text stays as it is, to be copied, found
// and read aloud; around a word comes a <span>, which lets go where the word is wider than its
// column.
(() => {
  "use strict";
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const [WORD, UNIT, WHOLE] = [1, 2, 3];
  // Longer units are let go: a column of large print is hardly wider.
  const LONGEST = 32;
  // Where a date, a number or a name of signs is parted when it is wider than its column.
  const SEAM = /(?<=\d[.,/–-])(?=\d)|(?<=[\p{L}\d][/–-])(?=\p{L})/u;
  const isLongToken = (token) => token.length >= 8 && SEAM.test(token);

  const decode = (joins) =>
    [...joins].flatMap((letter) => {
      const three = ALPHABET.indexOf(letter);
      return [three >> 4, (three >> 2) & 3, three & 3];
    });

  // The places of a paragraph that stay whole: units, and in them words.
  const findWholes = (text, codes) => {
    const wholes = [];
    const add = (start, end) => {
      if (end - start <= LONGEST) {
        wholes.push({ start, end });
      }
    };
    let unit = null;
    let word = null;
    // What formats the page's source may have put line ends in the place of spaces.
    [...text.matchAll(/[^ \t\n\r\f]+/g)].forEach(({ 0: token, index: offset }, place) => {
      const code = codes[place] ?? 0;
      const end = offset + token.length;
      unit ??= { start: offset, joined: false };
      word ??= offset;
      if (code !== WORD) {
        if (word !== offset || code === WHOLE || isLongToken(token)) {
          add(word, end);
        }
        word = null;
      }
      if (code === UNIT) {
        unit.joined = true;
      }
      if (code !== WORD && code !== UNIT) {
        if (unit.joined) {
          add(unit.start, end);
        }
        unit = null;
      }
    });
    // Those that hold others come first.
    return wholes.sort((one, other) => one.start - other.start || other.end - one.end);
  };

  // A text, from one offset to another, with a span around each place in it.
  const wrap = (text, from, to, places) => {
    const parts = [];
    let at = from;
    for (let place = 0; place < places.length; ) {
      const { start, end, spans } = places[place];
      let next = place + 1;
      while (next < places.length && places[next].start < end) {
        next += 1;
      }
      const span = document.createElement("span");
      span.className = "readable-whole";
      span.append(...wrap(text, start, end, places.slice(place + 1, next)));
      spans.push(span);
      parts.push(text.slice(at, start), span);
      at = end;
      place = next;
    }
    parts.push(text.slice(at, to));
    return parts.filter((part) => part !== "");
  };

  // The texts of a block, but not those of the lists in it.
  const textsOf = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest("[data-joins], ul, ol") === block) {
        nodes.push(walker.currentNode);
      }
    }
    return nodes;
  };

  // Each place that stays whole, with its spans: one, or one for each element that it is in.
  const mark = (block) => {
    const nodes = textsOf(block);
    const text = nodes.map((node) => node.data).join("");
    const wholes = findWholes(text, decode(block.dataset.joins));
    wholes.forEach((whole) => Object.assign(whole, { block, spans: [] }));
    let from = 0;
    for (const node of nodes) {
      const { data, length } = node;
      const places = wholes
        .map(({ start, end, spans }) => ({
          start: Math.max(start - from, 0),
          end: Math.min(end - from, length),
          spans,
        }))
        .filter(({ start, end }) => start < end);
      if (places.length) {
        node.replaceWith(...wrap(data, 0, length, places));
      }
      from += length;
    }
    wholes.forEach(({ spans }) => spans.forEach(addSeams));
    block.removeAttribute("data-joins");
    return wholes;
  };

  // The style sheet shows a <wbr> only where the number is wider than its column.
  const addSeams = (span) => {
    const parts = span.childElementCount ? [] : span.textContent.split(SEAM);
    if (parts.length > 1) {
      const seams = parts.slice(1).flatMap((part) => [document.createElement("wbr"), part]);
      span.replaceChildren(parts[0], ...seams);
    }
  };

  const elementsAround = (span, block) => {
    const found = [];
    for (let one = span.parentElement; one !== block; one = one.parentElement) {
      if (!one.classList.contains("readable-whole")) {
        found.push(one);
      }
    }
    return found;
  };

  // A table tells of all its cells.
  const share = (table) => {
    const joins = table.dataset.joins.split(".");
    const cells = [...table.rows].flatMap((row) => [...row.cells]);
    joins.forEach((some, place) => some && cells[place].setAttribute("data-joins", some));
    table.removeAttribute("data-joins");
  };

  const prepare = (article) => {
    article.querySelectorAll("table[data-joins]").forEach(share);
    const blocks = [...article.querySelectorAll("[data-joins]")];
    if (!blocks.length) {
      return;
    }
    const wholes = blocks.flatMap(mark);
    for (const whole of wholes) {
      whole.table = whole.block.closest(".readable-scroll");
      whole.around = whole.spans.flatMap((span) => elementsAround(span, whole.block));
    }
    const tables = [...new Set(wholes.map(({ table }) => table))].filter(Boolean);

    const roomOf = (element) => {
      // A heading that stands in a line has no width of its own.
      const block = element.clientWidth ? element : (element.parentElement ?? element);
      const style = getComputedStyle(block);
      return block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    };

    // What elements around its spans, such as <mark>, add at their sides.
    const sidesOf = (around) =>
      around.reduce((sum, element) => {
        const style = getComputedStyle(element);
        const sides = ["padding-left", "padding-right", "border-left-width", "border-right-width"];
        return sides.reduce((all, side) => all + parseFloat(style.getPropertyValue(side)), sum);
      }, 0);

    // How wide it is in one line, when it may be in several: a space at the end of one has no width.
    const widthOf = ({ spans, around }, parted) => {
      let width = around.length && sidesOf(around);
      if (!parted && spans.length === 1) {
        // As most are.
        return width + spans[0].getBoundingClientRect().width;
      }
      let lines = 0;
      for (const span of spans) {
        for (const piece of span.getClientRects()) {
          width += piece.width;
          lines += 1;
        }
      }
      const size = parted && lines > 1 && parseFloat(getComputedStyle(spans[0]).fontSize);
      return width + (size ? (lines - 1) * 0.3 * size : 0);
    };
    const letGo = ({ spans }, goes) =>
      spans.forEach((span) => span.classList.toggle("readable-wide", goes));

    // Those of the wholes that are wider than their column let go. All is read first and then all
    // written.
    const settle = (some, parted) => {
      const rooms = new Map();
      const goes = some.map((whole) => {
        const { block } = whole;
        rooms.has(block) || rooms.set(block, roomOf(block));
        return widthOf(whole, parted) > rooms.get(block) + (parted ? 0 : 0.5);
      });
      some.forEach((whole, place) => letGo(whole, goes[place]));
    };

    let size;
    const sizeNow = () => {
      const { width, height } = article.getBoundingClientRect();
      return `${width} ${height}`;
    };

    // Whatever the size, the font, the spacing, or a style sheet of the reader's own. A table that
    // is too wide with all held, holds what makes no column wider than it is without.
    const fit = () => {
      wholes.forEach((whole) => letGo(whole, false));
      const tight = new Set(tables.filter((table) => table.scrollWidth > table.clientWidth));
      settle(wholes.filter(({ table }) => !tight.has(table)));
      if (tight.size) {
        const crowded = wholes.filter(({ table }) => tight.has(table));
        crowded.forEach((whole) => letGo(whole, true));
        settle(crowded, true);
      }
      size = sizeNow();
    };

    fit();
    document.fonts?.addEventListener("loadingdone", fit);
    // Not when it was this that changed the size.
    new ResizeObserver(() => size !== sizeNow() && fit()).observe(article);
    const attributes = new MutationObserver(fit);
    attributes.observe(article, { attributes: true });
    attributes.observe(document.documentElement, { attributes: true });
  };

  const start = () => document.querySelectorAll("article.readable").forEach(prepare);
  start();
  document.addEventListener("DOMContentLoaded", start);
  // An article that another script brings later. While the page is read, paragraphs are in pieces.
  new MutationObserver((records) => {
    if (document.readyState !== "loading" && records.some(({ addedNodes }) => addedNodes.length)) {
      start();
    }
  }).observe(document, { childList: true, subtree: true });
})();

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
        if (word !== offset || code === WHOLE) {
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

  // A text, from one offset of its paragraph to another, with a span around each place in it.
  const wrap = (text, from, to, wholes) => {
    const parts = [];
    let at = from;
    for (let place = 0; place < wholes.length; ) {
      const { start, end } = wholes[place];
      let next = place + 1;
      while (next < wholes.length && wholes[next].start < end) {
        next += 1;
      }
      const span = document.createElement("span");
      span.className = "readable-whole";
      span.append(...wrap(text, start, end, wholes.slice(place + 1, next)));
      parts.push(text.slice(at, start), span);
      at = end;
      place = next;
    }
    parts.push(text.slice(at, to));
    return parts.filter((part) => part !== "");
  };

  const textsOf = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest("[data-joins]") === block) {
        nodes.push(walker.currentNode);
      }
    }
    return nodes;
  };

  const mark = (block) => {
    const nodes = textsOf(block);
    const text = nodes.map((node) => node.data).join("");
    const wholes = findWholes(text, decode(block.dataset.joins));
    let from = 0;
    for (const node of nodes) {
      const to = from + node.length;
      // A place that another element begins or ends in is left to the browser.
      const inside = wholes.filter(({ start, end }) => start >= from && end <= to);
      if (inside.length) {
        const shifted = inside.map(({ start, end }) => ({ start: start - from, end: end - from }));
        node.replaceWith(...wrap(node.data, 0, node.length, shifted));
      }
      from = to;
    }
    block.removeAttribute("data-joins");
  };

  const prepare = (article) => {
    const blocks = [...article.querySelectorAll("[data-joins]")];
    if (!blocks.length) {
      return;
    }
    blocks.forEach(mark);
    const held = blocks
      .map((block) => ({
        block,
        wholes: [...block.querySelectorAll(".readable-whole")],
      }))
      .filter(({ wholes }) => wholes.length);

    const roomOf = (block) => {
      const style = getComputedStyle(block);
      return block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    };

    // What elements around a place, such as <mark>, add at its sides.
    const sidesOf = (span, block) => {
      let sides = 0;
      for (let around = span.parentElement; around !== block; around = around.parentElement) {
        if (!around.classList.contains("readable-whole")) {
          const style = getComputedStyle(around);
          for (const side of ["Left", "Right"]) {
            sides += parseFloat(style[`padding${side}`]) + parseFloat(style[`border${side}Width`]);
          }
        }
      }
      return sides;
    };

    // Whatever the size, the font, the spacing, or a style sheet of the reader's own: what is wider
    // than its column lets go. All is read first and then all written.
    const fit = () => {
      held.forEach(({ wholes }) =>
        wholes.forEach((span) => span.classList.remove("readable-wide")),
      );
      const wide = held.flatMap(({ block, wholes }) => {
        const room = roomOf(block) + 0.5;
        return wholes.filter(
          (span) => span.getBoundingClientRect().width + sidesOf(span, block) > room,
        );
      });
      wide.forEach((span) => span.classList.add("readable-wide"));
    };

    fit();
    document.fonts?.addEventListener("loadingdone", fit);
    new ResizeObserver(fit).observe(article);
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

// Ends lines where data-joins says that they end best: Vietnamese writes "tổ chức", one word, with
// a space, and a browser would end a line there. The same words and the same costs are weighed as
// for a picture of the article (readable/optimum.py), with the widths that the browser has. The
// text stays as it is, to be copied, found and read aloud: what does not wrap is the paragraph, and
// around the word that ends a line comes a <span> that does.
(() => {
  "use strict";
  const COSTS = {};
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const [KEPT, NEVER] = [3, Infinity];
  // Worse than this to part: more likely inside a word or a unit than not.
  const HELD = 0.5;
  // As in readable/optimum.py.
  const [TOLERANCE, MOST_BEGINNINGS, SHORT, EARLIER] = [1e-6, 64, 0.4, 1e-5];
  // Where what is wider than its column is best parted, and where a number is that has to be; as in
  // readable/linebreak.py.
  const JOINERS = "[/?&=#_;@+~|.,:\\-\\u2010\\u2012\\u2013]";
  const JOINT = new RegExp(`(?<!^|${JOINERS})${JOINERS}+(?!${JOINERS}) *(?=[\\p{L}\\p{N}%])`, "gu");
  // A scheme keeps its host, and a number its points as long as it can.
  const isJoint = ({ 0: joint, index, input }) =>
    !joint.endsWith("//") && !(/^[.,:]$/.test(joint) && /^\p{Nd}.\p{Nd}$/u.test(input.slice(index - 1, index + 2)));
  const IN_NUMBER = /(?<=\p{Nd})[.,:](?=\p{Nd})/gu;
  // As in readable/layout/flow.py.
  const [WIDEST_MARKER_EM, LEAST_COLUMN_EM] = [3, 2];
  // What a word may be as wide as on paper, whose width no script is told: a page of A5 has room.
  const PAPER_PX = 480;
  // Characters that are worked through in one go, when they are out of sight.
  const SLICE = 20000;

  // ---- what data-joins says ----

  const reader = (joins) => {
    let at = 0;
    return (count) => {
      let value = 0;
      for (; count; count -= 1, at += 1) {
        const six = ALPHABET.indexOf(joins[Math.floor(at / 6)] ?? "A");
        value = 2 * value + ((six >> (5 - (at % 6))) & 1);
      }
      return value;
    };
  };

  const coreEnd = (text, start, next) => start + text.slice(start, next).trimEnd().length;

  // What stands between two places where a line may end: from `start` to `stop` in the text, and
  // the space after it to `next`; how bad it is that a line ends there, and whether one has to.
  const boxesOf = (text, joins) => {
    const read = reader(joins);
    // In place of the last level, which has a code of its own.
    const told = [...COSTS.levels.slice(0, -1), KEPT, NEVER];
    const tokens = [...text.matchAll(/[^ \n]+/g)];
    const boxes = [];
    let start = tokens[0]?.index;
    const add = (next, parting, forced) => {
      boxes.push({ start, stop: coreEnd(text, start, next), next, parting, forced });
      start = next;
    };
    tokens.forEach(({ 0: token, index }, place) => {
      let inside = index;
      for (;;) {
        const code = read(1) && 1 + read(1);
        const level = code === 2 && read(4);
        if (level === 0) {
          inside += read(6);
          add(inside, COSTS.levels[read(4)], false);
          continue;
        }
        const end = index + token.length;
        const next = tokens[place + 1]?.index ?? text.length;
        const forced = text.slice(end, next).includes("\n");
        const parting = code === 2 ? told[level] : code;
        if (forced || parting !== NEVER || next === text.length) {
          add(next, parting, forced);
        }
        break;
      }
    });
    return boxes;
  };

  // ---- where lines end, over numbers only: a port of readable/optimum.py ----

  const firstFit = (boxes, measure) => {
    const ends = [];
    let [start, length] = [0, 0];
    boxes.forEach(({ width, space, forced }, place) => {
      if (place > start && length + width > measure + TOLERANCE) {
        ends.push(place);
        [start, length] = [place, 0];
      }
      length += width + space;
      if (forced || place === boxes.length - 1) {
        ends.push(place + 1);
        [start, length] = [place + 1, 0];
      }
    });
    return ends;
  };

  const totalFit = (boxes, measure, costs) => {
    const ends = [];
    let start = 0;
    boxes.forEach(({ forced }, place) => {
      if (forced || place === boxes.length - 1) {
        ends.push(...fitOf(boxes.slice(start, place + 1), measure, costs).map((end) => start + end));
        start = place + 1;
      }
    });
    return ends;
  };

  const fitOf = (boxes, measure, [parting, lineAlone, ragged, runt, levelsLast, dense, unit]) => {
    // The more of its places are held, the cheaper is a line.
    const held = boxes.filter((box) => box.parting > HELD).length / boxes.length;
    const line = held > dense ? lineAlone * (dense / held) ** 5 : lineAlone;
    const partings = boxes.map((box) => box.parting * (COSTS.units.includes(box.parting) ? unit : 1));
    const scale = measure > 0 ? Math.sqrt(ragged) / measure : 1;
    const full = measure * scale;
    const limit = full + TOLERANCE * scale;
    const allBegins = [0];
    const allEnds = boxes.map(({ width, space }, place) => {
      allBegins.push(allBegins[place] + width * scale + space * scale);
      return allBegins[place] + width * scale;
    });
    const places = placesOf(partings, allBegins, allEnds, full, parting, line + ragged * SHORT ** 2);
    const ends = places.map((place) => allEnds[place - 1]);
    const begins = [0, ...places.map((place) => allBegins[place])];
    const count = places.length;
    const prices = places.map((place, at) => line + parting * partings[place - 1] + EARLIER * ends[at]);
    prices[count - 1] = line;
    const bases = [0];
    const previous = [0];
    let first = 0;
    for (let at = 0; at < (levelsLast ? count : count - 1); at += 1) {
      while (ends[at] - begins[first] > limit && first < at) {
        first += 1;
      }
      const next = begins[at + 1];
      let cost = Infinity;
      let from = first;
      if (ends[at] - begins[first] > limit) {
        // What is wider than its column stands alone.
        cost = bases[first] - begins[first] ** 2;
      } else {
        const room = full - ends[at];
        for (let way = first; way < Math.min(first + MOST_BEGINNINGS, at + 1); way += 1) {
          const one = bases[way] + 2 * room * begins[way];
          if (one < cost) {
            [cost, from] = [one, way];
          }
        }
        cost += room * room;
      }
      // As ends grow, a later way gains on an earlier one: once it is as cheap, that is out.
      first = from;
      previous.push(from);
      bases.push(cost + prices[at] + next * next);
    }
    if (!levelsLast) {
      const end = ends[count - 1];
      while (end - begins[first] > limit && first < count - 1) {
        first += 1;
      }
      const isRunt =
        count > 1 &&
        places[count - 2] === boxes.length - 1 &&
        boxes.at(-2).space > 0 &&
        end - begins[count - 1] <= full * SHORT;
      let [cost, from] = [Infinity, first];
      for (let way = first; way < count; way += 1) {
        const one = bases[way] - begins[way] ** 2 + (isRunt && way === count - 1 ? runt : 0);
        if (one < cost) {
          [cost, from] = [one, way];
        }
      }
      previous.push(from);
    }
    const lines = [];
    for (let reached = count; reached; reached = previous[reached]) {
      lines.unshift(places[reached - 1]);
    }
    return lines;
  };

  // How many boxes stand before each place where a line may end; a short word is not parted.
  const placesOf = (partings, begins, ends, full, price, dearest) => {
    const isSure = partings.slice(0, -1).map((parting) => parting * price >= dearest);
    const leftOut = new Set();
    let first = 0;
    isSure.forEach((sure, place) => {
      if (!sure) {
        first = place + 1;
      } else if (!isSure[place + 1] && ends[place + 1] - begins[first] <= full * SHORT) {
        for (let joined = first; joined <= place; joined += 1) {
          leftOut.add(joined + 1);
        }
      }
    });
    return ends.map((_, index) => index + 1).filter((place) => !leftOut.has(place));
  };

  // ---- how wide text is ----

  const brush = document.createElement("canvas").getContext("2d");
  let widths = new Map();

  // Letters are measured so large that no size is rounded: as wide as in a picture, and once for
  // all sizes. Where a system sets them in whole pixels, that is not how wide they are shown.
  const LARGE_PX = 1000;

  // What is shown in one font, with how wide each of its words is; all lengths in parts of `size`.
  const faceOf = ({ fontStyle, fontWeight, fontSize, fontFamily, letterSpacing, wordSpacing }, size, asShown) => {
    const own = parseFloat(fontSize);
    const measured = asShown ? own : LARGE_PX;
    const font = `${fontStyle} ${fontWeight} ${measured}px ${fontFamily}`;
    widths.has(font) || widths.set(font, new Map());
    return {
      font,
      known: widths.get(font),
      scale: own / measured / size,
      letter: (parseFloat(letterSpacing) || 0) / size,
      word: (parseFloat(wordSpacing) || 0) / size,
    };
  };
  const isLike = ({ known, scale, letter, word }, other) =>
    known === other.known &&
    [scale / other.scale - 1, letter - other.letter, word - other.word].every((one) => Math.abs(one) < 1e-6);

  const textWidth = (text, { font, known, scale, letter, word }) => {
    let width = known.get(text);
    if (width === undefined) {
      brush.font = font;
      // Of several spaces only one is shown.
      width = brush.measureText(text.replace(/ +/g, " ")).width;
      known.set(text, width);
    }
    width *= scale;
    if (letter) {
      width += letter * [...text].length;
    }
    return word ? width + word * (text.match(/ +|\u00a0/g)?.length ?? 0) : width;
  };

  // Whether it is text of the line and nothing more: no picture, no reading, no room at its sides.
  const SIDES = ["Left", "Right"].flatMap((side) => [`margin${side}`, `padding${side}`, `border${side}Width`]);
  const isPlain = (style) => style.display === "inline" && SIDES.every((side) => !parseFloat(style[side]));

  // Firefox before 125 knows no clusters.
  const lettersOf = (text) =>
    Intl.Segmenter ? [...new Intl.Segmenter("vi").segment(text)].map(({ segment }) => segment) : [...text];

  // ---- a paragraph and its text ----

  // What a line ends in, or may end in.
  const END = "readable-break";

  class Block {
    marks = [];

    constructor(element) {
      this.element = element;
      this.joins = element.dataset.joins;
      this.table = element.closest(".readable-scroll");
      element.removeAttribute("data-joins");
    }

    // The texts, but not those of the lists in it, and where each begins.
    read() {
      const kinds = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
      const own = ({ localName }) =>
        localName === "ul" || localName === "ol" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
      const walker = document.createTreeWalker(this.element, kinds, own);
      this.nodes = [];
      this.inner = [];
      let text = "";
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.nodeType === Node.TEXT_NODE) {
          this.nodes.push({ node, from: text.length });
          // What formats the page's source may have put line ends in the place of spaces.
          text += node.data.replace(/[\t\n\r\f]/g, " ");
        } else if (node.localName === "br") {
          text += "\n";
        } else if (node.className !== END && node.localName !== "wbr") {
          this.inner.push(node);
        }
      }
      if (text !== this.text) {
        this.text = text;
        this.boxes = boxesOf(text, this.joins);
      }
    }

    // What is read of it before anything is written: how wide its column and its boxes are, in em.
    measure(asShown) {
      this.read();
      const { element } = this;
      const style = (this.style = getComputedStyle(element));
      const size = (this.size = parseFloat(style.fontSize));
      // A heading that stands in a line has no width of its own.
      const column = element.clientWidth ? element : element.parentElement;
      const around = column === element ? style : getComputedStyle(column);
      this.room = (column.clientWidth - parseFloat(around.paddingLeft) - parseFloat(around.paddingRight)) / size;
      const hasMarker = style.display === "list-item" && style.listStylePosition === "inside";
      const inner = this.inner.map((one) => getComputedStyle(one));
      this.isPlain = column === element && !hasMarker && inner.every(isPlain);
      // A browser parts long foreign words at their syllables.
      this.hyphenates = [style, ...inner].some(({ hyphens }) => hyphens === "auto");
      const before = [...(this.faces?.values() ?? [])];
      this.faces = new Map(
        [element, ...this.inner].map((one, at) => [one, faceOf(at ? inner[at - 1] : style, size, asShown)]),
      );
      const faces = [...this.faces.values()];
      // At another size most often the same.
      if (this.sized !== this.boxes || faces.length !== before.length || !faces.every((one, at) => isLike(one, before[at]))) {
        this.sized = this.boxes;
        for (const box of this.boxes) {
          box.width = this.widthOf(box.start, box.stop);
          box.space = this.widthOf(box.stop, box.next);
        }
      }
    }

    nodeAt(offset) {
      let [low, high] = [0, this.nodes.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const { node, from } = this.nodes[middle];
        [low, high] = from + node.length <= offset ? [middle + 1, high] : [low, middle];
      }
      return low;
    }

    widthOf(start, stop) {
      let width = 0;
      for (let at = this.nodeAt(start); at < this.nodes.length && this.nodes[at].from < stop; at += 1) {
        const { node, from } = this.nodes[at];
        const text = this.text.slice(Math.max(start, from), Math.min(stop, from + node.length));
        const parent = node.parentElement;
        width += textWidth(text, this.faces.get(parent.className === END ? parent.parentElement : parent));
      }
      return width;
    }

    // The boxes, those wider than the column in several.
    fitted(room) {
      if (room <= 0 || !this.boxes.some(({ width }) => width > room)) {
        return this.boxes;
      }
      return this.boxes.flatMap((box) => {
        let { start } = box;
        const places = box.width > room ? this.cuts(box, room) : [];
        const parts = places.map((next) => {
          const stop = coreEnd(this.text, start, next);
          const [width, space] = [this.widthOf(start, stop), this.widthOf(stop, next)];
          const part = { start, stop, next, parting: 0, forced: false, width, space };
          start = next;
          return part;
        });
        return [...parts, parts.length ? { ...box, start, width: this.widthOf(start, box.stop) } : box];
      });
    }

    // Where a box is parted: at its no-break spaces first, then at its joints, in its numbers, and
    // last between its letters.
    cuts({ start, stop }, room) {
      const inside = this.text.slice(start, stop);
      const part = (from, to, ways) => {
        if (this.widthOf(from, to) <= room) {
          return [to];
        }
        if (!ways.length) {
          return this.letters(from, to, room);
        }
        const places = [...inside.matchAll(ways[0])]
          .filter((found) => ways[0] !== JOINT || isJoint(found))
          .map((found) => start + found.index + found[0].length)
          .filter((place) => from < place && place < to);
        return [...places, to].flatMap((place, at) => part(places[at - 1] ?? from, place, ways.slice(1)));
      };
      return part(start, stop, [/\s+(?=\S)/gu, JOINT, IN_NUMBER]).slice(0, -1);
    }

    letters(from, to, room) {
      const places = [];
      let width = 0;
      let head = from;
      let at = from;
      for (const letter of lettersOf(this.text.slice(from, to))) {
        const own = this.widthOf(at, at + letter.length);
        if (at > head && width + own > room) {
          places.push(at);
          [head, width] = [at, 0];
        }
        width += own;
        at += letter.length;
      }
      return [...places, to];
    }

    // The boxes that end a line.
    lines(ways, narrow, breaking) {
      const { style, room } = this;
      if (!this.boxes.length || (this.hyphenates && this.boxes.some(({ width }) => width > room))) {
        return null;
      }
      const [first, ...others] = this.fitted(room);
      const boxes = [{ ...first, width: first.width + (parseFloat(style.textIndent) || 0) / this.size }, ...others];
      const costs = ways[breaking === "balanced" && room < narrow ? "careful" : breaking];
      const kind = /^h\d/.test(this.element.localName) ? 1 : style.textAlign === "justify" ? 2 : 0;
      const ends = costs ? totalFit(boxes, room, costs[kind]) : firstFit(boxes, room);
      return ends.slice(0, -1).map((end) => boxes[end - 1]);
    }

    // The boxes that may end a line, so that words and units stay whole as far as they are not wider
    // than the column.
    frees(room) {
      const boxes = this.fitted(room);
      const free = new Set();
      const split = (from, to) => {
        const width = boxes.slice(from, to).reduce((sum, box) => sum + box.width + box.space, 0);
        const partings = boxes.slice(from, to - 1).map(({ parting }) => parting);
        const least = Math.min(...partings);
        if (to - from < 2 || (least > HELD && width - boxes[to - 1].space <= room)) {
          return;
        }
        let start = from;
        for (let at = from; at < to; at += 1) {
          if (at === to - 1 || boxes[at].parting === least || (least <= HELD && boxes[at].parting <= HELD)) {
            at < to - 1 && free.add(at);
            split(start, at + 1);
            start = at + 1;
          }
        }
      };
      split(0, boxes.length);
      return [...free].sort((one, other) => one - other).map((at) => boxes[at]);
    }

    // Lines end behind these boxes, and nowhere else.
    hold(boxes, kind) {
      this.release();
      if (!boxes || this.room <= 0) {
        return;
      }
      boxes.filter(({ forced }) => !forced).reverse().forEach((box) => this.mark(box));
      this.element.classList.add(kind);
      this.kind = kind;
    }

    // A line may end behind a space in an element that wraps, or at a <wbr> in one.
    mark({ next }) {
      const { node, from } = this.nodes[this.nodeAt(next - 1)];
      const mark = document.createElement("span");
      mark.className = END;
      if (next - from < node.length) {
        node.splitText(next - from);
      }
      if (this.text[next - 1] === " ") {
        // All of it: only the first of several spaces is shown.
        const before = this.text.slice(from, next).trimEnd().length;
        const space = before ? node.splitText(before) : node;
        space.replaceWith(mark);
        mark.append(space);
      } else {
        mark.append(document.createElement("wbr"));
        node.after(mark);
      }
      this.marks.push(mark);
    }

    release() {
      const parents = new Set();
      for (const mark of this.marks) {
        parents.add(mark.parentNode);
        mark.replaceWith(...[...mark.childNodes].filter(({ localName }) => localName !== "wbr"));
      }
      parents.forEach((parent) => parent?.normalize());
      if (this.marks.length) {
        this.marks = [];
        this.read();
      }
      this.kind && this.element.classList.remove(this.kind);
      this.kind = null;
    }

    // Whether it is wider than its column for all that, as with a font that changes the widths of
    // its letters.
    get overflows() {
      return this.kind && this.element.scrollWidth > this.element.clientWidth + 1;
    }

    get length() {
      return this.element.textContent.length;
    }
  }

  // All is read first and then all written.
  const hold = (blocks, kind, find, asShown) => {
    blocks.forEach((block) => block.measure(asShown));
    const found = blocks.map(find);
    blocks.forEach((block, place) => block.hold(found[place], kind));
  };
  const holdWords = (blocks, roomOf) => hold(blocks, "readable-held", (block) => block.frees(roomOf(block)));

  // ---- an article ----

  // A table tells of all its cells.
  const share = (table) => {
    const joins = table.dataset.joins.split(".");
    const cells = [...table.rows].flatMap((row) => [...row.cells]);
    joins.forEach((some, place) => some && cells[place].setAttribute("data-joins", some));
    table.removeAttribute("data-joins");
  };

  // Markers that the author typed hang before the lines of their entries, as in a picture. In em:
  // at another size they hang so from the first.
  const markersOf = (list) => {
    const style = getComputedStyle(list);
    const size = parseFloat(style.fontSize);
    const face = faceOf(style, size);
    const own = [...list.children].map(({ textContent }) => {
      const marker = /^\s*(\S+) /.exec(textContent)?.[1];
      const width = marker ? textWidth(marker, face) + textWidth(" ", face) : 0;
      return width <= WIDEST_MARKER_EM ? width : 0;
    });
    const widest = Math.max(...own);
    const hasRoom = list.clientWidth >= (widest + LEAST_COLUMN_EM) * size;
    return { widest: hasRoom ? widest : 0, own: own.map((width) => (hasRoom ? width : 0)) };
  };

  const hangMarkers = (article) => {
    const lists = [...article.querySelectorAll(".readable-typed")];
    const found = lists.map(markersOf);
    const set = (style, name, width) => {
      const em = `${width.toFixed(4)}em`;
      if (style.getPropertyValue(name) !== em) {
        style.setProperty(name, em);
      }
    };
    lists.forEach((list, at) =>
      [...list.children].forEach(({ style }, place) => {
        set(style, "--readable-widest-marker", found[at].widest);
        set(style, "--readable-own-marker", found[at].own[place]);
      }),
    );
  };

  const prepare = (article) => {
    article.querySelectorAll("table[data-joins]").forEach(share);
    const found = [...article.querySelectorAll("[data-joins]")].map((element) => new Block(element));
    if (!found.length) {
      return;
    }
    let blocks = found;
    const { ways, narrow } = COSTS;
    const breaking = article.dataset.breaking ?? "balanced";

    const layParagraphs = (some) => {
      const set = (which, asShown) =>
        hold(which, "readable-set", (block) => (block.isPlain ? block.lines(ways, narrow, breaking) : null), asShown);
      set(some);
      holdWords(some.filter(({ isPlain }) => !isPlain), ({ room }) => room);
      const wide = some.filter(({ overflows }) => overflows);
      set(wide, true);
      wide.filter(({ overflows }) => overflows).forEach((block) => block.release());
    };

    // A table that is too wide with all words held, holds what makes no column wider than it is
    // without.
    const layTables = (cells) => {
      holdWords(cells, () => Infinity);
      const tables = [...new Set(cells.map(({ table }) => table))];
      const tight = new Set(tables.filter((table) => table.scrollWidth > table.clientWidth));
      const crowded = cells.filter(({ table }) => tight.has(table));
      crowded.forEach((cell) => cell.release());
      holdWords(crowded, ({ room }) => room);
    };

    // What stands at the top of the window stays there.
    const holdPlace = () => {
      let scroller = article;
      while (scroller && !scroller.scrollTop) {
        scroller = scroller.parentElement;
      }
      const block =
        scroller && blocks.find(({ element, text }) => text && element.getBoundingClientRect().bottom > 0);
      if (!block) {
        return () => {};
      }
      const letter = document.createRange();
      block.read();
      const topOf = (offset) => {
        // A <br> is no letter: what follows it is, or what stands before.
        const { node, from } = block.nodes[Math.min(block.nodeAt(offset), block.nodes.length - 1)];
        const at = Math.min(Math.max(offset - from, 0), node.length - 1);
        letter.setStart(node, at);
        letter.setEnd(node, at + 1);
        return letter.getBoundingClientRect().top;
      };
      let [low, high] = [0, block.text.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        [low, high] = topOf(middle) < 0 ? [middle + 1, high] : [low, middle];
      }
      const before = topOf(low);
      return () => {
        block.read();
        scroller.scrollTop += topOf(low) - before;
      };
    };

    let later;
    let isOnPaper = false;
    // Whatever the size, the font, the spacing, or a style sheet of the reader's own: at once what
    // is in sight and what stands above it, the rest soon.
    const fit = () => {
      if (isOnPaper) {
        return;
      }
      clearTimeout(later);
      blocks = blocks.filter(({ element }) => element.isConnected);
      const back = holdPlace();
      hangMarkers(article);
      const isLong = article.textContent.length > SLICE;
      const below = blocks.findIndex(({ element }) => element.getBoundingClientRect().top > 2 * innerHeight);
      const first = isLong && below >= 0 ? below : blocks.length;
      const rest = blocks.slice(first);
      rest.forEach(({ kind, element }) => kind && element.classList.remove(kind));
      lay(blocks.slice(0, first));
      back();
      const go = () => {
        let count = 0;
        const next = rest.findIndex((block) => (count += block.length) > SLICE);
        lay(rest.splice(0, next < 0 ? rest.length : next + 1));
        rest.length && soon();
      };
      const soon = () => {
        later = setTimeout(go);
      };
      rest.length && soon();
      size = sizeNow();
      document.fonts?.status === "loading" && document.fonts.ready.then(() => setTimeout(() => tells || renew()));
    };
    // Whether the browser tells when fonts have come: WebKit does not, and is asked. Till then another
    // font was measured.
    let tells = false;
    const renew = () => {
      widths = new Map();
      fit();
    };

    const lay = (some) => {
      layParagraphs(some.filter(({ table }) => !table));
      layTables(some.filter(({ table }) => table));
      changes.takeRecords();
    };

    let size;
    const probe = document.createElement("span");
    probe.className = "readable-probe";
    probe.ariaHidden = "true";
    article.append(probe);
    const sizeNow = () => `${article.clientWidth} ${probe.getBoundingClientRect().width}`;

    // What others write into a paragraph, as a translation, its lines were not made for.
    const changes = new MutationObserver((records) => {
      const others = new Set(blocks.filter(({ element }) => records.some(({ target }) => element.contains(target))));
      others.forEach((block) => block.release());
      blocks = blocks.filter((block) => !others.has(block));
      changes.takeRecords();
    });
    changes.observe(article, { childList: true, characterData: true, subtree: true });

    fit();
    document.fonts?.addEventListener("loadingdone", () => {
      tells = true;
      renew();
    });
    const resized = new ResizeObserver(() => size !== sizeNow() && fit());
    resized.observe(article);
    // It is as wide as the font and the spacing make it.
    resized.observe(probe);
    const attributes = new MutationObserver(fit);
    attributes.observe(article, { attributes: true });
    attributes.observe(document.documentElement, { attributes: true });
    // A style sheet that comes later may say anything.
    document.addEventListener("load", ({ target }) => target.matches?.("style, link") && fit(), true);
    // What was folded had no width.
    article.addEventListener("toggle", fit, true);
    addEventListener("beforeprint", () => {
      clearTimeout(later);
      isOnPaper = true;
      holdWords(blocks, ({ size }) => PAPER_PX / size);
      const isWide = ({ boxes, size }) => boxes.some(({ width }) => width * size > PAPER_PX);
      blocks.filter(isWide).forEach((block) => block.release());
      changes.takeRecords();
    });
    addEventListener("afterprint", () => {
      isOnPaper = false;
      fit();
    });
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

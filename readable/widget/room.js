// The room of an article's text: what would take too much of it gives way, and nothing in the article
// widens the page, in a window and on paper.
import { root } from "./choice.js";

export const INDENTS = ["padding-left", "padding-right", "margin-left", "margin-right"];

export const widthOf = (one) => one.getBoundingClientRect().width;
const lengthOf = (one, name) => parseFloat(getComputedStyle(one)[name]);

export const roomIn = (element) => {
  const tables = element.getElementsByTagName("table");
  // Blocks with anything at their sides; what has columns; what text flows around; what lies over something;
  // what cuts off; and what was given an attribute, and which.
  const boxes = [];
  const rows = [];
  const floats = [];
  const lying = [];
  const cutting = [];
  const given = [];
  // What is so of the page, whatever the article contains: how wide its column is, and how far the page
  // moves sideways.
  let own;
  let base;

  // A few letters a line.
  const isColumn = (one) => isNarrow(one) && one.clientHeight > 2 * one.clientWidth && one.innerText;
  // What is folded away, or only for those who listen, is no higher than a line.
  const isOpen = (one) => one.clientHeight > 9 && one.innerText;
  const isDeep = (one) => INDENTS.some((side) => lengthOf(one, side) * 20 > one.parentElement.clientWidth);
  // Less than eight em, as two letters are as wide as an em, and some lines: a button is as narrow as its word.
  // A box of no width at all is narrow, too: it is what its indents left.
  const isNarrow = (one, em = lengthOf(one, "font-size")) =>
    one.clientHeight > 4 * em && one.clientWidth - lengthOf(one, "padding-left") - lengthOf(one, "padding-right") < 8 * em;
  // How far what is around can be moved sideways, all together.
  const over = (one) => one && one.scrollWidth - one.clientWidth + over(one.parentElement);
  const isWide = (one) => one.scrollWidth > one.clientWidth + 1;
  const take = (one, name) => one.removeAttribute("data-readable-" + name);
  // A caption that is higher than its picture.
  const isOut = (one) => isLow(one) || one.offsetTop < 0 || one.offsetTop + one.offsetHeight > one.offsetParent?.clientHeight;
  const isLow = (one) => one.scrollHeight > one.clientHeight + 1;

  const isWidened = () => over(element) > base || (own * 3 > root.clientWidth && widthOf(element) > own + 1);
  const clear = () => {
    while (given[0]) {
      take(...given.pop());
    }
  };
  const give = (name, ...ones) =>
    ones.forEach((one) => {
      one.setAttribute("data-readable-" + name, "");
      given.push([one, name]);
    });

  const make = (isLarger) => {
    if (isLarger) {
      // What widens the page, or the column of the article, gives way; a table moves in a box of its own.
      // Indents are asked again each time: what had room in a widened column may have none in its own.
      // What reached to the edge of the window, by a margin of less than nothing, would reach beyond it. Columns of
      // one width have another where a word is wider.
      give("cells", ...tables);
      give("auto", ...[...tables].filter((one) => [...one.rows].some((row) => [...row.cells].some(isWide))));
      give("margin", ...boxes.filter((one) => widthOf(one) > widthOf(element) + 1));
      ease();
      if (isWidened()) {
        give("word", element);
        give("table", ...tables);
        ease();
        if (isWidened()) {
          give("width", element);
          // Columns of a grid may have a least width; what lies over something may stick out.
          give("block", ...rows.filter(isWide));
          give("static", ...lying);
        }
        ease();
        [...tables].forEach((one) => isWide(one) || take(one, "table"));
      }
    }
    const low = cutting.filter((one) => isLow(one) && isOpen(one));
    give("cut", ...low);
    // Where it does not help, the box keeps its height: what lies in it has none of its own.
    low.forEach((one) => isLow(one) && take(one, "cut"));
  };

  const ease = () => {
    const narrow = rows.filter((one) => [...one.children].some(isColumn));
    give(
      "line",
      ...narrow.flatMap((one) => [...one.children].filter(isOpen)),
      // Beside what floats, no more than a syllable has room.
      ...floats.filter((one) => isColumn(one) || element.clientWidth - one.offsetWidth < 6 * lengthOf(element, "font-size")),
    );
    give("block", ...narrow);
    give("static", ...lying.filter(isOut));
    if (boxes.some((one) => isNarrow(one) && isDeep(one))) {
      draw();
    }
  };

  // What is at the sides is no more than a share of what is around it. A sign of the portal's own stands in
  // the padding.
  const draw = () => {
    const deep = boxes.filter((one) => isDeep(one) && /none|" "/.test(getComputedStyle(one, "::before").content));
    give("inside", element);
    give("static", ...lying);
    give("padding", ...deep);
  };
  // To be asked while nothing of the article is laid out.
  const learn = () => {
    base = over(element.parentElement) + 5;
    own = widthOf(element);
  };

  // Paper is narrower than many a window, and on it nothing is moved.
  const print = () => {
    draw();
    give("block", ...rows);
    give("cut", ...cutting.filter(isOpen));
    give("word", element);
    give("width", element);
  };

  // All elements in turn, the article first.
  const meet = (one, looks) => {
    if (one !== element) {
      // A block, a flow-root, a flex or a list-item.
      if (/^[bfl]/.test(looks.display) && INDENTS.some((side) => parseFloat(looks[side]))) {
        boxes.push(one);
      }
      if (/flex|grid/.test(looks.display) || looks.columnCount > 1) {
        rows.push(one);
      }
      // Left or right.
      if (/t/.test(looks.float)) {
        floats.push(one);
      }
      // Absolute: text that is seen, and not far from the page for those who listen.
      if (/^a/.test(looks.position) && one.offsetLeft + one.offsetTop > -999 && isOpen(one)) {
        lying.push(one);
      }
      // Hidden or clip; or what would stand on the next, of a height that was chosen: not every browser tells.
      const { overflowY } = looks;
      if (/^[hc]/.test(overflowY) || (/^v/.test(overflowY) && one.computedStyleMap?.().get("height").unit)) {
        cutting.push(one);
      }
    }
  };
  // In this order, as names would be the longer half of it.
  return [meet, learn, clear, make, print];
};

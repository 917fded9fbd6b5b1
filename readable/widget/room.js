// The room of an article's text: what would take too much of it gives way, and nothing in the article
// widens the page, in a window and on paper.
import { root } from "./choice.js";

const PADDINGS = ["padding-left", "padding-right"];
export const INDENTS = [...PADDINGS, "margin-left", "margin-right"];

export const widthOf = (one) => one.getBoundingClientRect().width;
// An attribute that says nothing was not there before.
export const tidy = (one) => one.className || one.removeAttribute("class");
const lengthOf = (one, ...names) => {
  const looks = getComputedStyle(one);
  return names.reduce((all, name) => all + parseFloat(looks[name]), 0);
};

export const roomIn = (element) => {
  const tables = element.getElementsByTagName("table");
  // Blocks with anything at their sides; what has columns; what lies over something; what cuts off; and
  // what was given a class, and which.
  let boxes = [];
  let rows = [];
  let lying = [];
  let cutting = [];
  let given = [];
  // What is so of the page, whatever the article contains: how wide its column is, and how far the page
  // moves sideways.
  let own;
  let base;

  const isLow = (one) => one.scrollHeight > one.clientHeight + 1;
  const isWide = (one) => one.scrollWidth > one.clientWidth + 1;
  const isDeep = (one) => INDENTS.some((side) => lengthOf(one, side) * 20 > one.parentElement.clientWidth);
  // Less than eight em, as two letters are as wide as an em. A box of no width at all is narrow, too: it is
  // what its indents left.
  const isNarrow = (one) =>
    one.offsetParent && one.clientWidth - lengthOf(one, ...PADDINGS) < 8 * lengthOf(one, "font-size");
  // A caption that is higher than its picture.
  const isOut = (one) => one.offsetTop < 0 || one.offsetTop + one.offsetHeight > one.offsetParent?.clientHeight;
  // What is folded away, or only for those who listen, is no higher than a line.
  const isOpen = (one) => one.clientHeight > 9 && one.innerText;
  // A few letters a line.
  const isColumn = (one) => isNarrow(one) && one.clientHeight > 2 * one.clientWidth && one.innerText;
  // How far what is around can be moved sideways, all together.
  const over = (one) => (one ? one.scrollWidth - one.clientWidth + over(one.parentElement) : 0);
  const isWidened = () => over(element) > base || (own * 3 > root.clientWidth && widthOf(element) - own > 1);

  const take = (one, name) => {
    one.classList.remove("readable-" + name);
    tidy(one);
  };
  const clear = () => {
    given.forEach((pair) => take(...pair));
    given = [];
  };
  const give = (name, ...ones) =>
    ones.forEach((one) => {
      one.classList.add("readable-" + name);
      given.push([one, name]);
    });

  // All elements in turn, the article first.
  const meet = (one, looks) => {
    if (one === element) {
      clear();
      boxes = [];
      rows = [];
      lying = [];
      cutting = [];
    } else {
      // A block, a flow-root, a flex or a list-item.
      if (/^[bfl]/.test(looks.display) && INDENTS.some((side) => parseFloat(looks[side]))) {
        boxes.push(one);
      }
      if (/flex|grid/.test(looks.display)) {
        rows.push(one);
      }
      // Absolute: text that is seen, and not far from the page for those who listen.
      if (/^a/.test(looks.position) && one.offsetLeft + one.offsetTop > -999 && one.innerText) {
        lying.push(one);
      }
      // Hidden or clip; or what would stand on the next, of a height that was chosen: not every browser tells.
      const { overflowY } = looks;
      if (/^[hc]/.test(overflowY) || (overflowY === "visible" && one.computedStyleMap?.().get("height").unit)) {
        cutting.push(one);
      }
    }
  };
  // To be asked while nothing of the article is laid out.
  const learn = () => {
    base = over(element.parentElement) + 5;
    own = widthOf(element);
  };

  // What is at the sides is no more than a share of what is around it. A sign of the portal's own stands in
  // the padding.
  const draw = () => {
    const deep = boxes.filter((one) => isDeep(one) && getComputedStyle(one, "::before").content === "none");
    give("near", element);
    give("still", ...lying);
    give("deep", ...deep);
  };
  const ease = () => {
    give("stack", ...rows.filter((one) => [...one.children].some(isColumn)));
    give("still", ...lying.filter(isOut));
    if (boxes.some((one) => isNarrow(one) && isDeep(one))) {
      draw();
    }
  };

  // What widens the page, or the column of the article, gives way; a table moves in a box of its own.
  // Indents are asked again each time: what had room in a widened column may have none in its own.
  const fitIn = () => {
    // What reached to the edge of the window, by a margin of less than nothing, would reach beyond it.
    give("margin", ...boxes.filter((one) => widthOf(one) > widthOf(element) + 1));
    ease();
    if (isWidened()) {
      give("tight", element);
      give("wide", ...tables);
      ease();
      if (isWidened()) {
        give("free", element);
        // Columns of a grid may have a least width.
        give("stack", ...rows.filter(isWide));
      }
      ease();
      [...tables].forEach((one) => isWide(one) || take(one, "wide"));
    }
  };

  const make = (isLarger) => {
    if (isLarger) {
      fitIn();
    }
    const low = cutting.filter((one) => isLow(one) && isOpen(one));
    give("cut", ...low);
    // Where it does not help, the box keeps its height: what lies in it has none of its own.
    low.forEach((one) => isLow(one) && take(one, "cut"));
  };

  // Paper is narrower than many a window, and on it nothing is moved.
  const print = () => {
    draw();
    give("stack", ...rows);
    give("cut", ...cutting.filter(isOpen));
    give("tight", element);
    give("free", element);
  };

  // In this order, as names would be the longer half of it.
  return [meet, learn, clear, make, print];
};

// The room of an article's text: what would take too much of it gives way, and nothing in the article
// widens the page, in a window and on paper.
import { root } from "./choice.js";

// Two letters are as wide as an em: so many are left in a line beside its indents.
const LEAST_EM = 8;
const PADDINGS = ["padding-left", "padding-right"];
export const INDENTS = [...PADDINGS, "margin-left", "margin-right"];

export const widthOf = (one) => one.getBoundingClientRect().width;
// An attribute that says nothing was not there before.
export const tidy = (one) => one.className === "" && one.removeAttribute("class");
const lengthOf = (one, names) => {
  const looks = getComputedStyle(one);
  return names.reduce((all, name) => all + parseFloat(looks[name]), 0);
};

export const roomIn = (element) => {
  const tables = element.getElementsByTagName("table");
  // Blocks with anything at their sides; what was given a class, and which.
  let boxes = [];
  let given = [];
  // What is so of the page, whatever the article contains: how wide its column is, and how far the page
  // moves sideways.
  let own;
  let base;

  const give = (name, ...ones) =>
    ones.forEach((one) => {
      one.classList.add("readable-" + name);
      given.push([one, name]);
    });
  const take = ([one, name]) => {
    one.classList.remove("readable-" + name);
    tidy(one);
  };
  const clear = () => {
    given.forEach(take);
    given = [];
  };
  // All elements in turn, the article first.
  const meet = (one, looks) => {
    if (one === element) {
      clear();
      boxes = [];
    } else if (/^[bfl]/.test(looks.display) && INDENTS.some((side) => parseFloat(looks[side]))) {
      // A block, a flow-root, a flex or a list-item.
      boxes.push(one);
    }
  };

  // What is at the sides is no more than a share of what is around it.
  const draw = () => {
    const deep = INDENTS.map((side) =>
      boxes.filter(
        (one) =>
          lengthOf(one, [side]) * 20 > one.parentElement.clientWidth &&
          // A sign of the portal's own stands in the padding.
          (side !== "padding-left" || getComputedStyle(one, "::before").content === "none"),
      ),
    );
    give("near", element);
    INDENTS.forEach((side, at) => give(side, ...deep[at]));
  };
  // A box of no width at all is one, too: it is what its indents left.
  const isNarrow = (one) =>
    one.getClientRects().length &&
    one.clientWidth - lengthOf(one, PADDINGS) < LEAST_EM * lengthOf(one, ["font-size"]) &&
    lengthOf(one, INDENTS) * 9 > one.parentElement.clientWidth;

  // How far what is around can be moved sideways, all together.
  const over = (one) => (one ? one.scrollWidth - one.clientWidth + over(one.parentElement) : 0);
  // To be asked while nothing of the article is laid out.
  const learn = () => {
    base = over(element.parentElement) + 5;
    own = widthOf(element);
  };
  const isWidened = () => over(element) > base || (own * 3 > root.clientWidth && widthOf(element) - own > 1);

  const ease = () => boxes.some(isNarrow) && draw();

  // What widens the page, or the column of the article, gives way; a table moves in a box of its own.
  // Indents are asked again each time: what had room in a widened column may have none in its own.
  const make = () => {
    // What reached to the edge of the window, by a margin of less than nothing, would reach beyond it.
    give("margin", ...boxes.filter((one) => widthOf(one) > widthOf(element) + 1));
    ease();
    if (isWidened()) {
      give("tight", element);
      give("wide", ...tables);
      ease();
      if (isWidened()) {
        give("free", element);
      }
      ease();
      given.filter(([one, name]) => name === "wide" && one.scrollWidth <= one.clientWidth + 1).forEach(take);
    }
  };

  // Paper is narrower than many a window, and on it nothing is moved.
  const print = () => {
    draw();
    give("tight", element);
    give("free", element);
  };

  // In this order, as names would be the longer half of it.
  return [meet, learn, clear, make, print, give];
};

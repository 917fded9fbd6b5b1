// A band of a few lines follows the pointer, the finger and the focus; the rest is dimmed.
import { edgeOf } from "./place.js";

let ruler = null;

const move = (y) => ruler?.style.setProperty("--readable-at", `${y}px`);
const withPointer = ({ clientY }) => move(clientY);
const withFocus = ({ target }) => {
  const edge = (side) => edgeOf(target, side, target.closest(".readable-zoom") ?? target);
  move((edge("top") + edge("bottom")) / 2);
};

export const lay = (wanted) => {
  if (wanted && !ruler) {
    ruler = document.createElement("div");
    ruler.className = "readable-ruler";
    ruler.ariaHidden = "true";
    document.body.append(ruler);
    move(innerHeight / 2);
    addEventListener("pointermove", withPointer, { passive: true });
    addEventListener("focusin", withFocus);
  } else if (!wanted && ruler) {
    ruler.remove();
    ruler = null;
    removeEventListener("pointermove", withPointer);
    removeEventListener("focusin", withFocus);
  }
};

// What the reader chose. It is kept as a query string, in the words of Python's
// Preferences.to_query(), and on the page it is what the attributes of <html> say: they alone.
import { LADDER } from "./data.js";

export const root = document.documentElement;
export const SCALE = "data-readable-scale";
// 0 where none was chosen.
export const scaleChosen = () => +root.getAttribute(SCALE);
export const scaleNow = () => scaleChosen() || 100;

export const attempt = (work) => {
  try {
    return work();
  } catch {
    // Storage or cookies are denied, or full: the choice holds for this page.
    return null;
  }
};
// To read it a browser asks another process, which takes longer than all else here.
export const cookie = () => attempt(() => document.cookie.match(/(^| )readable=([^;]*)/)?.[2]);
let last;

let applied = [];
// The size that the page was made with, where the reader had chosen none.
let own;
export const isChosen = () => root.getAttribute(SCALE) != own;

// The files are beside the style sheet. A page that has it inside has all that it needs.
export const addressOf = (name) => document.querySelector("[href*='toolbar.css']")?.href.replace("toolbar.css", name);
export let looks;
// What the options ask for is in a style sheet of its own. Nothing is painted before it is there, if
// the page is still read and the browser can wait.
export const dress = () => {
  const href = addressOf("options.css");
  looks ??=
    href &&
    document.head.appendChild(
      Object.assign(document.createElement("link"), { rel: "stylesheet", href, blocking: "render" }),
    );
};

const nameOf = (field) => "data-readable-" + field.replace(/_/g, "-");

// Puts a choice on <html>. Where it says nothing of a field, the page is as it was made.
const apply = (query) => {
  last = query;
  applied.forEach((name) => root.removeAttribute(name));
  applied = [];
  new URLSearchParams(query).forEach((value, field) => {
    const name = nameOf(field);
    if (name === SCALE ? LADDER.includes(+value) : value && !/\W/.test(field)) {
      // 2.0 is written 2 in an attribute.
      root.setAttribute(name, isNaN(value) ? value : +value);
      applied.push(name);
      if (name !== SCALE) {
        dress();
      }
    }
  });
  if (own && !scaleChosen()) {
    root.setAttribute(SCALE, own);
  }
};

// Puts on <html> what was kept: first before anything is painted, and then what another tab or a
// server has kept since. A server that reads the cookie writes it, too, and the size into its pages: it
// is the newer one. `change` does what it is given.
export const restore = (change = attempt, served = scaleChosen()) => {
  const stored = attempt(() => localStorage.readable ?? "");
  // Where nothing can be kept, what holds for this page.
  const kept = (served ? null : stored) ?? cookie() ?? stored ?? last ?? "";
  if (last == null && !kept.includes("scale")) {
    own = root.getAttribute(SCALE);
  }
  if (kept !== last) {
    change(() => apply(kept));
  }
};

// The choice with one field changed, and kept. Without a value it is taken back, and without a
// field all are.
export const choose = (field, value, withCookie) => {
  const chosen = new URLSearchParams(field ? last : "");
  if (value) {
    chosen.set(field, value);
  } else {
    chosen.delete(field);
  }
  applied.push(nameOf(field ?? "scale"));
  apply(`${chosen}`);
  const kept = attempt(() => (localStorage.readable = last));
  if (kept == null || withCookie || cookie() != null) {
    attempt(() => (document.cookie = `readable=${last};Max-Age=31536000;Path=/;SameSite=Lax`));
  }
};

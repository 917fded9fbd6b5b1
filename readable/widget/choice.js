// What the reader chose. It is kept as a query string, in the words of Python's
// Preferences.to_query(), and on the page it is what the attributes of <html> say: they alone.
import { LADDER } from "./data.js";

const KEY = "readable";
export const root = document.documentElement;
export const SCALE = "data-readable-scale";
export const isScaled = () => root.hasAttribute(SCALE);
export const scaleNow = () => +root.getAttribute(SCALE) || 100;

const attempt = (work) => {
  try {
    return work();
  } catch {
    // Storage or cookies are denied, or full: the choice holds for this page.
    return null;
  }
};
const cookie = () => attempt(() => document.cookie.match(/(^| )readable=([^;]*)/)?.[2]);
let last;
// "" for nothing; where nothing can be kept, what holds for this page. A server that reads the
// cookie writes it, too: it is the newer one.
const read = () => cookie() ?? attempt(() => localStorage.getItem(KEY) ?? "") ?? last ?? "";

let applied = [];
// The size that the page was made with, where the reader had chosen none.
let own;
export const isChosen = () => root.getAttribute(SCALE) != own;

// The files are beside the style sheet. A page that has it inside has all that it needs.
export const addressOf = (name) => document.querySelector("[href*='toolbar.css']")?.href.replace("toolbar.css", name);
// Nothing is painted before it is there, if the page is still read and the browser can wait.
export const link = (rel, href) =>
  document.head.appendChild(Object.assign(document.createElement("link"), { rel, href, blocking: "render" }));
let looks;
// What the options ask for is in a style sheet of its own.
export const dress = () => {
  const href = addressOf("options.css");
  looks ??= href && link("stylesheet", href);
};

// Puts a choice on <html>. Where it says nothing of a field, the page is as it was made.
const apply = (query) => {
  last = query;
  const chosen = new URLSearchParams(query);
  const fields = [...chosen.keys()];
  for (const field of [...applied, ...fields]) {
    const name = "data-readable-" + field.replace(/_/g, "-");
    const given = chosen.get(field);
    if (!given || (name === SCALE && !LADDER.includes(+given))) {
      root.removeAttribute(name);
    } else if (/^[a-z_]+$/.test(field)) {
      if (name !== SCALE) {
        dress();
      }
      // 2.0 is written 2 in an attribute.
      root.setAttribute(name, isNaN(given) ? given : +given);
    }
  }
  applied = fields;
  if (own && !root.hasAttribute(SCALE)) {
    root.setAttribute(SCALE, own);
  }
};

// Before anything is painted, and once: to read a cookie a browser asks another process.
export const restore = () => {
  if (last == null) {
    const kept = read();
    own = /scale/.test(kept) ? null : root.getAttribute(SCALE);
    apply(kept);
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
  applied.push(field ?? "scale");
  apply(`${chosen}`);
  const denied = attempt(() => localStorage.setItem(KEY, last)) === null;
  if (withCookie || denied || cookie() != null) {
    attempt(() => (document.cookie = `${KEY}=${last};Max-Age=31536000;Path=/;SameSite=Lax`));
  }
};

// Another tab, or a page that comes back as it was left.
export const follow = (change) => {
  const look = () => {
    const kept = read();
    if (kept !== last) {
      change(() => apply(kept));
    }
  };
  ["storage", "pageshow", "visibilitychange"].forEach((moment) => addEventListener(moment, look));
};

// As much of a page as the pure parts of the toolbar ask for.
const WIDGET = new URL("../../readable/widget/", import.meta.url);
let pages = 0;

class Element {
  attributes = new Map();
  getAttribute = (name) => this.attributes.get(name) ?? null;
  hasAttribute = (name) => this.attributes.has(name);
  setAttribute = (name, value) => this.attributes.set(name, String(value));
  removeAttribute = (name) => this.attributes.delete(name);
}

// A page that was just opened: `stored` is what localStorage holds (null: it is denied), `cookie`
// what the reader's cookies are, `sheet` the address of the toolbar's style sheet. Answers the parts
// of choice.js as that page has them, and what became of all of it.
export const open = async ({ stored = {}, cookie = "", sheet = "https://tin.example/readable/toolbar.css", made = {} } = {}) => {
  const root = new Element();
  Object.entries(made).forEach(([name, value]) => root.setAttribute(name, value));
  const heard = {};
  const head = { files: [], appendChild: (link) => head.files.push(link.href) && link };
  globalThis.document = {
    documentElement: root,
    head,
    cookie,
    createElement: () => ({}),
    querySelector: () => (sheet ? { href: sheet } : null),
  };
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      if (!stored) {
        throw new Error("denied");
      }
      return stored;
    },
  });
  globalThis.addEventListener = (name, listener) => (heard[name] = listener);
  pages += 1;
  const choice = await import(new URL(`choice.js?${pages}`, WIDGET));
  const said = () => Object.fromEntries([...root.attributes].sort());
  return { ...choice, said, heard, head, stored, document: globalThis.document };
};

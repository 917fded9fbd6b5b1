// What opens under «Tuỳ chọn đọc». It is asked for when a reader opens it, and says nothing of its
// own: every choice is a field of the same choice as the size, and an attribute of <html>.
import { CONTROLS, FONTS, LABELS, STEPS, THEMES } from "./options-data.js";
import { showPictures, textOf } from "./pictures.js";
import { lay } from "./ruler.js";
import { speak } from "./speech.js";

const root = document.documentElement;
const panels = new WeakMap();
const nameOf = (field) => "data-readable-" + field.replace(/_/g, "-");
// It was chosen on an earlier page.
lay(root.hasAttribute(nameOf("ruler")));

const make = (name, attributes, ...content) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...content);
  return element;
};

// Within a sentence; what is no language is said as it stands on the page.
const languageName = (lang, within) => {
  try {
    return new Intl.DisplayNames(within, { type: "language" }).of(lang).replace(/^Tiếng/, "tiếng");
  } catch {
    return lang;
  }
};

const fill = (bar) => {
  const at = bar.lang === "en" ? 1 : 0;
  const label = (name) => bar.words?.[name] ?? LABELS[name][at];
  const controls = bar.getAttribute("controls").trim().split(/\s+/);
  // It is why these options are there, perhaps.
  controls
    .filter((name) => !CONTROLS.includes(name))
    .forEach((name) => console.warn(`<readable-toolbar controls>: no such control: ${name}`));
  const all = controls.includes("options");
  const wants = (name) => all || controls.includes(name);
  const article = document.getElementById(bar.getAttribute("for"));
  const undo = [];

  // One of several, the first of which leaves the page as it is.
  const choices = (field, options) => {
    const inputs = [["", label("as_page")], ...options].map(([value, text, ...looks]) => {
      const input = make("input", { type: "radio", name: `readable-${field}`, value });
      input.addEventListener("change", () => bar.choose(field, value));
      const shown = make("label", {}, input, text);
      if (looks.length) {
        shown.style.setProperty("--readable-swatch", looks[0]);
        shown.style.setProperty("--readable-swatch-ground", looks[1]);
        shown.setAttribute("part", "swatch");
      }
      return [input, shown];
    });
    const show = () => {
      const value = root.getAttribute(nameOf(field)) ?? "";
      inputs.forEach(([input]) => (input.checked = input.value === value));
    };
    show();
    undo.push(show);
    const group = make("fieldset", {}, make("legend", {}, label(field)), ...inputs.map(([, shown]) => shown));
    return group;
  };

  const box = (field, how) => {
    const input = make("input", { type: "checkbox" });
    const show = () => {
      input.checked = root.hasAttribute(nameOf(field));
      how?.(input.checked);
    };
    input.addEventListener("change", () => {
      bar.choose(field, input.checked ? "on" : null);
      show();
    });
    show();
    undo.push(show);
    return make("label", {}, input, label(field));
  };

  const status = make("p", { role: "status", part: "message" });
  const button = (name, press) => {
    const one = make("button", { type: "button" }, label(name));
    one.addEventListener("click", () => press(one));
    return one;
  };

  const steps = (field, text) => STEPS[field].map((step) => [String(step), text(step)]);
  const number = (step) => (at ? String(step) : String(step).replace(".", ","));
  const percent = (step) => `${Math.round(step * 100)}\u00a0%`;
  const fields = {
    font: () => choices("font", Object.entries(FONTS).map(([key, words]) => [key, words[at]])),
    theme: () =>
      choices("theme", [
        ["system", label("system")],
        ...Object.entries(THEMES).map(([key, theme]) => [key, theme[at], theme[2], theme[3]]),
      ]),
    line_height: () => choices("line_height", steps("line_height", number)),
    letter_spacing_em: () => choices("letter_spacing_em", steps("letter_spacing_em", percent)),
    word_spacing_em: () => choices("word_spacing_em", steps("word_spacing_em", percent)),
    paragraph_spacing_em: () => choices("paragraph_spacing_em", steps("paragraph_spacing_em", number)),
    measure: () => choices("measure", steps("measure", (step) => `${step} ${label("characters")}`)),
  };
  const short = { letter_spacing_em: "spacing", word_spacing_em: "spacing", paragraph_spacing_em: "spacing" };
  const groups = Object.keys(fields).filter((field) => wants(short[field] ?? field)).map((field) => fields[field]());

  const others = make("div", { part: "others" });
  if (wants("links")) {
    others.append(box("links"));
  }
  if (wants("ruler")) {
    others.append(box("ruler", lay));
  }
  if (wants("speech")) {
    others.append(button("speech", (one) => speak(() => textOf(bar, article), (speaking, lacking) => {
      one.textContent = label(speaking ? "silence" : "speech");
      status.textContent = lacking ? label("no_voice").replace("{language}", languageName(lacking, bar.lang)) : "";
    })));
  }
  if (bar.hasAttribute("pictures") && wants("pictures")) {
    others.append(button("pictures", (one) => showPictures(bar, article, (shown, problem) => {
      one.textContent = label(shown ? "text" : "pictures");
      status.textContent = problem ? label("no_pictures") : "";
    })));
  }
  if (wants("print")) {
    others.append(button("print", () => print()));
  }
  others.append(button("plain", () => {
    bar.choose(null);
    undo.forEach((show) => show());
  }));
  new MutationObserver(() => undo.forEach((show) => show())).observe(root, { attributes: true });
  return make("div", { part: "panel", role: "group", "aria-label": label("options") }, ...groups, others, status);
};

export const toggle = (bar, button) => {
  if (!panels.has(bar)) {
    panels.set(bar, fill(bar));
  }
  const panel = panels.get(bar);
  const open = !panel.isConnected;
  button.setAttribute("aria-expanded", open);
  if (open) {
    button.after(panel);
  } else {
    panel.remove();
  }
};

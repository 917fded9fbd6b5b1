// Gives the element its name, once.
import { ReadableToolbar } from "./toolbar.js";

if (!customElements.get("readable-toolbar")) {
  customElements.define("readable-toolbar", ReadableToolbar);
}

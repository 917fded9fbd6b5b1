// What choice.js makes of choices, for tests/test_widget.py. From standard input, an array of kept
// queries and of [field, value]; for each the attributes of <html>, and what is kept then.
import { readFileSync } from "node:fs";
import { open } from "./page.mjs";

const told = [];
for (const choice of JSON.parse(readFileSync(0, "utf8"))) {
  const isKept = typeof choice === "string";
  const page = await open({ stored: isKept ? { readable: choice } : {} });
  page.restore();
  if (!isKept) {
    page.choose(...choice);
  }
  told.push([page.said(), page.stored.readable]);
}
console.log(JSON.stringify(told));

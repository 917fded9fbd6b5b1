// The classic script for the head of a page of its own, which has no files beside it: what keeps the
// line that is read is there from the start.
import "./define.js";
import { hold } from "./place.js";
import { begin, holdWith } from "./toolbar.js";

holdWith(hold);
begin();

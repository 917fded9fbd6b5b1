// The classic script for the head of a page: the choice before anything is painted, and the element.
import "./define.js";
import { begin } from "./toolbar.js";

begin();

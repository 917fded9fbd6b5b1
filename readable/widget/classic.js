// The classic script for the head of a page: the choice before anything is painted, and the element.
import { restore } from "./choice.js";
import "./define.js";

restore();

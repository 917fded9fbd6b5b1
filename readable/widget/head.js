// For the head of a page whose toolbar comes later (a module, a bundle): the size that the reader
// chose is there before anything is painted.
import { restore } from "./choice.js";

restore();

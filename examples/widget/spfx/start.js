import Readable from "./Readable.ts";
import { start } from "./framework.js";

start(Readable);

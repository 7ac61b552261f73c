import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeGenerated } from "./files.js";
import { library } from "./library.js";
import { program } from "./program.js";

/** Makes `dist/` hold the library and the packed command line, and nothing from an earlier build. */
const root = join(import.meta.dirname, "../..");
const files = new Map([...(await library(root)), ...(await program(root))]);
writeGenerated(pathToFileURL(join(root, "dist/")), files);

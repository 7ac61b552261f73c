import { readFile, writeGenerated } from "./files.js";
import { listModules } from "./modules.js";

/** `npm run codegen`: turns `schemas/` and the documents' samples into the modules of `src/generated/`. */
const root = new URL("../../", import.meta.url);
const modules = listModules(root);
const rendered = new Map<string, string>();
for (const module of modules) rendered.set(module.path, await module.render((path) => readFile(root, path)));
writeGenerated(new URL("src/generated/", root), rendered);

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");
const source = join(root, "src");

/** What each folder of `src` may import from the others; its own files are always allowed. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  callbacks: ["core", "generated"],
  operations: ["core", "generated"],
  engine: ["core", "generated"],
  reporters: ["core"],
  config: ["core"],
  i18n: ["core"],
  node: ["core"],
  cases: ["core", "callbacks", "operations", "engine", "generated"],
  mocks: ["core", "callbacks", "operations", "engine", "reporters", "generated", "cases", "config", "i18n"],
  load: ["core", "callbacks", "engine", "node", "generated", "mocks", "config"],
  cli: ["*"],
  codegen: ["core"],
  generated: ["core"],
  ".": ["*"],
};

/** The only folders that may import Node's own modules, beside the two files that need `node:crypto`. */
const nodeFolders = ["node", "cli", "codegen", "load"];
const cryptoFiles = ["engine/digest.ts", "engine/cipher.ts", "engine/signing-key.ts"];

/** Heavy packages and the folder of the files that may load them, always by `import()`. */
const heavy: Readonly<Record<string, readonly string[]>> = {
  "json-schema-faker": ["engine"],
  inquirer: ["cli", "node"],
  msw: ["."],
  hono: ["mocks", "node"],
  "@hono/node-server": ["node"],
  undici: ["node", "load"],
  yaml: ["cli"],
};

type Import = { readonly file: string; readonly target: string; readonly isLazy: boolean; readonly isType: boolean };

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), "utf8");
  const found: Import[] = [];
  for (const match of text.matchAll(/^(import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm)) {
    found.push({ file, target: match[3] ?? "", isLazy: false, isType: match[2] !== undefined });
  }
  for (const match of text.matchAll(/(typeof\s+)?import\("([^"]+)"\)/g)) {
    found.push({ file, target: match[2] ?? "", isLazy: true, isType: false });
  }
  return found;
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".ts") && !name.startsWith("generated"),
);
const imports = files.flatMap(importsOf);
const folderOf = (file: string): string => (file.includes("/") ? (file.split("/")[0] ?? "") : ".");

test("every folder imports only what the layering table allows", () => {
  const wrong = imports.flatMap(({ file, target }) => {
    if (!target.startsWith(".")) return [];
    const folder = folderOf(file);
    const reached = folderOf(relative(source, normalize(join(source, dirname(file), target))));
    const may = allowed[folder] ?? [];
    return folder === reached || may.includes("*") || may.includes(reached) ? [] : [`${file} -> ${target}`];
  });
  assert.deepEqual(wrong, []);
});

test("every folder of src stands in the layering table", () => {
  assert.deepEqual(
    [...new Set(files.map(folderOf))].filter((folder) => !(folder in allowed)),
    [],
  );
});

test("Node's own modules are imported only where the outside world is met", () => {
  const wrong = imports.flatMap(({ file, target }) => {
    if (!target.startsWith("node:")) return [];
    const isCrypto = target === "node:crypto" && cryptoFiles.includes(file);
    return nodeFolders.includes(folderOf(file)) || isCrypto ? [] : [`${file} -> ${target}`];
  });
  assert.deepEqual(wrong, []);
});

test("heavy packages are loaded lazily and only where they belong", () => {
  const wrong = imports.flatMap(({ file, target, isLazy, isType }) => {
    const name = Object.keys(heavy).find((known) => target === known || target.startsWith(`${known}/`));
    if (name === undefined || isType) return [];
    const isHome = heavy[name]?.includes(folderOf(file)) ?? false;
    return isHome && (isLazy || file === "msw.ts") ? [] : [`${file} -> ${target}`];
  });
  assert.deepEqual(wrong, []);
});

test("no file of src is a drawer without a noun", () => {
  const drawers = files.filter((file) => /(^|\/)(utils?|helpers?|common|lib|types)(\/|\.ts$)/.test(file));
  assert.deepEqual(drawers, []);
});

test("ids of callbacks and operations are literals only in their own folders", () => {
  const ids = ["schemas", "schemas/operations"].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !["operations", "shared"].includes(entry.name))
      .map((entry) => entry.name),
  );
  assert.ok(ids.length >= 6);
  const homes = /^(callbacks|operations|cases|codegen|mocks\/merchant\/faults)\//;
  const wrong = files
    .filter((file) => !homes.test(file))
    .flatMap((file) => {
      const code = readFileSync(join(source, file), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
      return ids
        .filter((id) => !(id === platformAction && namesActions.test(code)))
        .filter((id) => new RegExp(`["'\`/]${id}["'\`/]`).test(code))
        .map((id) => `${file}: ${id}`);
    });
  assert.deepEqual(wrong, []);
});

/** One callback shares its name with what the platform does next; a file that lists those actions means the action. */
const platformAction = "cancel-order";
const namesActions = /"wait-confirm"/;

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../support/cli.js";

type Manifest = { readonly scripts?: Readonly<Record<string, string>>; readonly gypfile?: boolean };
type Locked = { readonly dev?: boolean; readonly optional?: boolean; readonly hasInstallScript?: boolean };

const read = (path: string) => JSON.parse(readFileSync(join(projectRoot, path), "utf8"));
const { dependencies, scripts } = read("package.json") as Manifest & { dependencies: Readonly<Record<string, string>> };
const locked = Object.entries(read("package-lock.json").packages as Readonly<Record<string, Locked>>);
/** What is installed beside the program; `""` is the program itself. */
const shipped = locked.filter(([path, { dev }]) => path !== "" && !dev);
const installScripts = ["preinstall", "install", "postinstall"];

test("every runtime dependency is justified in ARCHITECTURE.md, and nothing else is", () => {
  const text = readFileSync(join(projectRoot, "ARCHITECTURE.md"), "utf8");
  const [, section = ""] = text.split("## Runtime dependencies");
  const rows = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].slice(1);
  const named = rows.flatMap(([, names = ""]) => names.split(",").map((name) => name.trim()));
  assert.deepEqual(named.toSorted(), Object.keys(dependencies).toSorted());
  for (const [, names, why = ""] of rows) assert.ok(why.trim().length > 10, `${names} has no reason`);
});

test("the runtime tree stays small", () => {
  assert.ok(Object.keys(dependencies).length <= 13);
  assert.ok(shipped.length <= 50, `${shipped.length} packages are installed`);
});

test("neither the program nor anything installed with it has an install script", () => {
  assert.deepEqual(
    Object.keys(scripts ?? {}).filter((name) => installScripts.includes(name)),
    [],
  );
  assert.deepEqual(
    shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path),
    [],
  );
  const scripted = shipped.filter(([path]) => {
    const { scripts = {} } = read(`${path}/package.json`) as Manifest;
    return installScripts.some((name) => name in scripts);
  });
  assert.deepEqual(
    scripted.map(([path]) => path),
    [],
  );
});

test("nothing that is installed with the program is native", () => {
  const native = shipped.flatMap(([path]) => {
    const own = readdirSync(join(projectRoot, path), { recursive: true, encoding: "utf8" });
    const files = own.filter((name) => !name.includes("node_modules") && /\.node$|binding\.gyp$/.test(name));
    return (read(`${path}/package.json`) as Manifest).gypfile ? [path, ...files] : files;
  });
  assert.deepEqual(native, []);
});

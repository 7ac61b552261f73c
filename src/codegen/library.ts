import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import { build } from "esbuild";

/**
 * The library, file by file as in `src/`: declarations with their docstrings by TypeScript, code without comments by
 * esbuild. Keyed by the path in `dist/`.
 *
 * @throws when the types of the library are wrong; TypeScript's own words are in the message.
 */
export async function library(root: string): Promise<ReadonlyMap<string, string>> {
  const sources = declare(root);
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: sources.map((path) => join("src", path)),
    outbase: "src",
    outdir: "dist",
    format: "esm",
    platform: "node",
    target: "node20.19",
    charset: "utf8",
    write: false,
    logLevel: "warning",
  });
  const code = outputFiles.map(({ path, text }) => [slashed(relative(join(root, "dist"), path)), text] as const);
  const types = sources.map((source) => {
    const path = source.replace(/\.ts$/, ".d.ts");
    return [path, readFileSync(join(root, declarations, path), "utf8")] as const;
  });
  return new Map([...code, ...types]);
}

/** `outDir` of tsconfig.build.json: what TypeScript wrote, and knows it wrote, from run to run. */
const declarations = "node_modules/.cache/declarations";

/** Lets TypeScript write the declarations, and tells which sources the library needs, relative to `src/`. */
function declare(root: string): readonly string[] {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json", "--listFiles"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`The library does not compile.\n${stdout.replace(/^\/.*\n/gm, "")}`);
  return stdout
    .split(/\r?\n/)
    .map((line) => slashed(relative(join(root, "src"), line)))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !path.startsWith(".."));
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type BuildResult, build, type Metafile, type Plugin } from "esbuild";
import { foldFacades } from "./program/fold-facades.js";
import { type Closures, closureOf, closures, common, gather, union } from "./program/gather.js";
import { lazyParts } from "./program/lazy-parts.js";

/** Loaded rarely, or large: they stay packages. */
const external = ["inquirer", "@inquirer/core", "undici", "yaml", "msw", "msw/node", "json-schema-faker"];

/**
 * Packs the command line into a few files: an ES module costs about half a millisecond to find
 * and open, and a command needs up to three hundred of them. What is loaded lazily in the source stays in files of its
 * own, and names are kept, so that a stack in a bug report can be read. Keyed by the path in `dist/`.
 *
 * @throws when a packed package asks for a module that is not Node's own, or has no licence file.
 */
export async function program(root: string): Promise<ReadonlyMap<string, string>> {
  const loose = closures((await pack(root, [])).metafile);
  const { outputFiles, metafile } = await pack(root, [gather(root, groupsOf(loose), loose)]);
  const packed = outputFiles.map(({ path, text }) => [basename(path), withRequire(text)] as const);
  const files = foldFacades(new Map(packed)).set("LICENSES.txt", licences(root, metafile));
  return new Map([...files].map(([name, text]) => [`program/${name}`, text]));
}

/** What is needed together lies together; each group is without those before it. */
function groupsOf(reached: Closures): readonly ReadonlySet<string>[] {
  const all = (...entries: readonly string[]) => union(entries.map((entry) => closureOf(reached, `src/${entry}`)));
  const definitions = [...reached.keys()].filter((entry) => /^src\/callbacks\/[^/]+\/index\.ts$/.test(entry));
  return [
    all("cli/main.ts"),
    union([all("cli/context.ts"), common(definitions.map((entry) => closureOf(reached, entry)))]),
    all("cli/commands/generate.ts"),
    all("cli/commands/send.ts"),
  ];
}

function pack(root: string, plugins: Plugin[]): Promise<BuildResult<{ metafile: true; write: false }>> {
  return build({
    absWorkingDir: root,
    entryPoints: { main: "src/cli/main.ts", "load-worker": "src/load/worker.ts" },
    outdir: "dist/program",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    charset: "ascii",
    external,
    plugins: [lazyParts(), ...plugins],
    metafile: true,
    write: false,
    logLevel: "warning",
    // A group asks for its files by their names alone, also for those that have no effect of their own.
    logOverride: { "ignored-bare-import": "silent" },
  });
}

/** Packages in CommonJS ask for Node's own modules, and for nothing else, with `require`, through a function that stands in one file. */
function withRequire(text: string): string {
  const other = /__require\("(?!node:)[^"]*"\)/.exec(text);
  if (other) throw new Error(`A packed file asks for ${other[0]}, which is no module of Node.`);
  return text.includes("typeof require") ? `const require=process.getBuiltinModule;${text}` : text;
}

/** The licence of every package that was packed. */
function licences(root: string, { inputs }: Metafile): string {
  const names = Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)]
    .sort()
    .map((name) => `${name}\n\n${licenceOf(root, name)}`)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(root: string, name: string): string {
  const place = join(root, "node_modules", ...name.split("/"));
  const file = readdirSync(place).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`The package ${name} has no licence file.`);
  return readFileSync(join(place, file), "utf8").trim().concat("\n");
}

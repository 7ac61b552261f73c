import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Metafile, Plugin } from "esbuild";

/** What each lazily loaded module imports statically, itself included, as paths from the root. */
export type Closures = ReadonlyMap<string, ReadonlySet<string>>;

export function closures({ inputs, outputs }: Metafile): Closures {
  const entries = Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  const reach = (path: string, seen: Set<string>): Set<string> => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const { path: next, kind } of inputs[path]?.imports ?? []) {
      if (kind !== "dynamic-import" && inputs[next]) reach(next, seen);
    }
    return seen;
  };
  return new Map(entries.map((entry) => [entry, reach(entry, new Set())]));
}

export function closureOf(reached: Closures, entry: string): ReadonlySet<string> {
  const closure = reached.get(entry);
  if (!closure) throw new Error(`Nothing loads ${entry} lazily.`);
  return closure;
}

export function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

/** What stands in every one of the sets. */
export function common(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set([...union(sets)].filter((file) => sets.every((set) => set.has(file))));
}

/**
 * The packer puts modules into one file that are needed by the same lazily loaded ones. Whoever needs a part of a group
 * is made to need all of it, so that a group becomes one file in place of dozens.
 */
export function gather(root: string, groups: ReadonlyMap<string, ReadonlySet<string>>, reached: Closures): Plugin {
  const members = disjoint(groups);
  return {
    name: "gather",
    setup(packing) {
      packing.onResolve({ filter: /^group:/ }, ({ path }) => ({ path: path.slice(6), namespace: "group" }));
      packing.onLoad({ filter: /.*/, namespace: "group" }, ({ path }) => ({
        contents: (members.get(path) ?? []).map((file) => `import ${JSON.stringify(`./${file}`)};\n`).join(""),
        resolveDir: root,
      }));
      packing.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const closure = reached.get(relative(root, path).replaceAll("\\", "/"));
        // What starts the program has nothing but its own group.
        if (!closure || closure.has(start)) return undefined;
        const needed = [...members].filter(([, files]) => files.some((file) => closure.has(file)));
        const imports = needed.map(([name]) => `import "group:${name}";\n`);
        return { contents: imports.join("") + readFileSync(path, "utf8"), loader: "ts" };
      });
    },
  };
}

const start = "src/cli/start.ts";

/** Packages come along with those who import them. */
function disjoint(groups: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> {
  const taken = new Set([start]);
  const members = new Map<string, readonly string[]>();
  for (const [name, files] of groups) {
    members.set(
      name,
      [...files].filter((file) => file.startsWith("src/") && !taken.has(file)),
    );
    for (const file of files) taken.add(file);
  }
  return members;
}

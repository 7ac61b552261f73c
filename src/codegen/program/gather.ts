import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
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
export function gather(root: string, groups: readonly ReadonlySet<string>[], reached: Closures): Plugin {
  const members = disjoint(groups);
  return {
    name: "gather",
    setup(packing) {
      packing.onLoad({ filter: /\.(?:ts|m?js)$/ }, ({ path }) => {
        const closure = reached.get(relative(root, path).replaceAll("\\", "/"));
        if (!closure) return undefined;
        // The first group is there before anything else is loaded.
        const needed = members.filter((files, index) => index === 0 || files.some((file) => closure.has(file)));
        const imports = needed.flat().map((file) => `import ${JSON.stringify(join(root, file))};\n`);
        return { contents: imports.join("") + readFileSync(path, "utf8"), loader: path.endsWith(".ts") ? "ts" : "js" };
      });
    },
  };
}

/** Packages come along with those who import them; only what validators call when they run is shared by many. */
function disjoint(groups: readonly ReadonlySet<string>[]): readonly (readonly string[])[] {
  const taken = new Set<string>();
  return groups.map((files) => {
    const own = [...files].filter(
      (file) => /^(?:src|node_modules\/(?:ajv-formats|ajv\/dist\/runtime))\//.test(file) && !taken.has(file),
    );
    for (const file of own) taken.add(file);
    return own;
  });
}

import { execFileSync, spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { installed, pack, root } from "./parcel.js";
import { countPoints } from "./points.js";

/**
 * The package as it would be published: packed anew, installed without scripts, and asked what the registry knows against it.
 * `npm run proof:package`: one line per point; the figure comes last. A registry that answers no audits leaves those two open,
 * and an open point fails too.
 */
const tarball = pack();
const folder = installed(tarball);
const points: readonly (readonly [name: string, failureIn: () => string | undefined])[] = [
  [
    "smaller than 1,000,000 bytes",
    () => (statSync(tarball).size < 1_000_000 ? undefined : `${statSync(tarball).size} bytes`),
  ],
  ["publint", () => failureOf("npx", ["publint", "run", tarball, "--strict"], root)],
  [
    "nothing of ours to compile or to run at install",
    () =>
      found(/\.node$|binding\.gyp$|\.gypi?$|(?:^|\/)(?:pre|post)?install\.[cm]?js$/, list("tar", ["-tzf", tarball])),
  ],
  [
    "no native module in all that is installed with it",
    () => found(/\.node$|binding\.gyp$|\.wasm$/, list("find", [join(folder, "node_modules"), "-type", "f"])),
  ],
  ["the tree is whole", () => failureOf("npm", ["ls", "--all"], folder)],
  ["npm audit --omit=dev", () => failureOf("npm", ["audit", "--omit=dev"], root)],
  ["npm audit", () => failureOf("npm", ["audit"], root)],
];

const { tried, conclude } = countPoints();
for (const [name, failureIn] of points) tried(name, failureIn());
conclude(`${statSync(tarball).size} bytes, `);

function failureOf(command: string, args: readonly string[], cwd: string): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  return status === 0 ? undefined : `${stderr}${stdout}`.trim().split("\n").slice(0, 20).join("\n       ");
}

function list(command: string, args: readonly string[]): readonly string[] {
  return execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26 }).split("\n");
}

function found(pattern: RegExp, names: readonly string[]): string | undefined {
  const matching = names.filter((name) => pattern.test(name));
  return matching.length === 0 ? undefined : matching.slice(0, 5).join(", ");
}

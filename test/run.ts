import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

/**
 * Runs every `*.test.ts` below this folder, or those whose path contains one of the arguments.
 * Node 20 finds no TypeScript test by itself and succeeds with none run, hence this list and the check for an empty one.
 */
const root = import.meta.dirname;
const wanted = process.argv.slice(2);
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => join("test", name).includes(part)))
  .map((name) => join(root, name))
  .sort();

if (files.length === 0) {
  process.stderr.write(`No test file matches ${wanted.join(" ")}.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`${files.length} test files\n`);
  const failed = new Set<string>();
  run({ files, concurrency: Math.max(2, availableParallelism()), timeout: 300_000 })
    .on("test:fail", (data) => {
      if (data.file) failed.add(relative(join(root, ".."), data.file));
      process.exitCode = 1;
    })
    .on("end", () => {
      for (const file of failed) process.stdout.write(`failed: ${file}\n`);
    })
    // Node's types know the reporter as a class, which is how it is meant to be used here.
    .compose(new spec())
    .pipe(process.stdout);
}

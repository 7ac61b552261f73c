import { readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";

/** Repeats the builder's terminal tests (20 times, or as often as the argument says) and prints what ever failed last. */
const rounds = Number(process.argv[2] ?? 20);
const folder = join(import.meta.dirname, "../cli/builder");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => join(folder, name));

const failures = new Map<string, number>();
let played = 0;
for (let round = 1; round <= rounds; round++) {
  const failed = await playOnce();
  process.stdout.write(`round ${round} of ${rounds}: ${failed} failed\n`);
}
const flakes = [...failures.values()].reduce((sum, count) => sum + count, 0);
for (const [name, count] of failures) process.stdout.write(`${count} of ${rounds}: ${name}\n`);
process.stdout.write(`${played} scenarios played in ${rounds} rounds, ${flakes} flakes\n`);
if (flakes > 0 || played === 0) process.exitCode = 1;

function playOnce(): Promise<number> {
  return new Promise((resolve, reject) => {
    let failed = 0;
    run({ files, concurrency: 2, timeout: 1_800_000 })
      .on("test:pass", ({ skip }) => {
        if (skip === undefined) played++;
      })
      .on("test:fail", ({ name, details }) => {
        played++;
        failed++;
        failures.set(name, (failures.get(name) ?? 0) + 1);
        process.stdout.write(`${name}: ${details.error.cause ?? details.error.message}\n`);
      })
      .on("end", () => resolve(failed))
      .on("error", reject)
      .resume();
  });
}

import { join } from "node:path";
import { run } from "node:test";

/**
 * `npm run trust [WORD…]`: runs what the trust in this tool rests on, point by point, and prints the figures last.
 * Words choose points by a part of their names. The mutation score is `npm run mutate`, which takes far longer.
 */
const points: Readonly<Record<string, readonly string[]>> = {
  "secrets and personal data": ["trust/canaries"],
  numbers: ["trust/many-integers"],
  signatures: ["trust/wire-signatures"],
  json: ["trust/json-suite"],
  "arguments and files": ["trust/hostile-arguments", "cli/config-hostile"],
  interrupts: ["trust/interrupts"],
  pipes: ["trust/pipes"],
  "exit codes": ["trust/exit-codes"],
  "local servers": ["node/guard"],
  properties: ["trust/properties"],
  "the package": ["e2e/packed"],
  "faults of ours": ["trust/faults-in-turn"],
};

const wanted = process.argv.slice(2);
const chosen = Object.entries(points).filter(
  ([name]) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
);
const lines: string[] = [];
if (chosen.length === 0) process.exitCode = 2;
for (const [name, files] of chosen) {
  const begin = performance.now();
  const { figures, failed } = await outcomeOf(files.map((file) => join(import.meta.dirname, "..", `${file}.test.ts`)));
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  process.stdout.write(`${failed.length === 0 ? "ok" : "FAILED"}  ${name} (${seconds} s)\n`);
  for (const title of failed) process.stdout.write(`        ${title}\n`);
  lines.push(...figures.map((figure) => `${name}: ${figure}`), ...failed.map((title) => `${name}: FAILED ${title}`));
  if (failed.length > 0) process.exitCode = 1;
}
process.stdout.write(`\n${lines.join("\n")}\n`);

type Outcome = { readonly figures: readonly string[]; readonly failed: readonly string[] };

/** The diagnostics of the tests themselves, without the runner's own counts. */
function outcomeOf(files: readonly string[]): Promise<Outcome> {
  const figures: string[] = [];
  const failed: string[] = [];
  return new Promise((resolve) => {
    run({ files, concurrency: 1, timeout: 600_000 })
      .on("test:diagnostic", ({ message }) => {
        if (!/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/.test(message))
          figures.push(message);
      })
      .on("test:fail", ({ name }) => failed.push(name))
      .on("end", () => resolve({ figures, failed }))
      .resume();
  });
}

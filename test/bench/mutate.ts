import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Bench, type Ending, openBench } from "./mutate/bench.js";
import { type Mutant, mutantsOf } from "./mutate/mutants.js";
import { subjects } from "./mutate/subjects.js";

/**
 * Changes the source in one small place at a time and sees whether the tests notice.
 * `npm run mutate [SECONDS] [FILE…]`: the score per file and in all comes last, and below 85 % it fails. What survived is listed in
 * `reports/mutation.txt`, which stays out of the repository.
 */
type Trial = Mutant & { readonly file: string; readonly tests: readonly string[] };
type Tally = { killed: number; hung: number; readonly survived: string[] };

const wantedPercent = 85;
const root = join(import.meta.dirname, "../..");
const [seconds = "3600", ...chosen] = process.argv.slice(2);
const started = Date.now();
const trials = evenly(
  Object.values(subjects).flatMap(({ files, tests }) => files.filter(isChosen).map((file) => trialsOf(file, tests))),
);
const tally = new Map<string, Tally>();
const queue = [...trials];
await Promise.all(Array.from({ length: Math.max(1, Math.floor(availableParallelism() / 2)) }, work));
report();

function isChosen(file: string): boolean {
  return chosen.length === 0 || chosen.some((part) => file.includes(part));
}

function trialsOf(file: string, tests: readonly string[]): readonly Trial[] {
  return mutantsOf(sourceOf(file)).map((mutant) => ({ ...mutant, file, tests }));
}

function sourceOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

async function work(): Promise<void> {
  const bench = openBench();
  try {
    const limits = await limitsOf(bench);
    for (let trial = queue.shift(); trial && Date.now() - started < Number(seconds) * 1000; trial = queue.shift()) {
      note(trial, await endingOf(trial, bench, limits));
    }
    await limitsOf(bench);
  } finally {
    await bench.close();
  }
}

/**
 * How long the tests may take with a changed file, in ms. They run on the source as it is, before and after: one that failed by
 * itself, or because an earlier change left something behind, would seem to notice every change.
 */
async function limitsOf(bench: Bench): Promise<ReadonlyMap<string, number>> {
  const limits = new Map<string, number>();
  for (const { file, tests } of new Map(trials.map((trial) => [trial.file, trial])).values()) {
    const { ending, ms } = await bench.run(tests, file, sourceOf(file), 120_000);
    if (ending !== "passed") throw new Error(`The tests of ${file} ${ending} without any change.`);
    limits.set(file, 3000 + 4 * ms);
  }
  return limits;
}

async function endingOf(trial: Trial, bench: Bench, limits: ReadonlyMap<string, number>): Promise<Ending> {
  const { file, tests, start, end, text } = trial;
  const source = sourceOf(file);
  const changed = source.slice(0, start) + text + source.slice(end);
  const limit = limits.get(file) ?? 0;
  const { ending } = await bench.run(tests, file, changed, limit);
  // It may have been the one before that threw so late; the process is a new one by now.
  return ending === "crashed" ? (await bench.run(tests, file, changed, limit)).ending : ending;
}

function note({ file, start, end, text }: Trial, ending: Ending): void {
  const seen = tally.get(file) ?? { killed: 0, hung: 0, survived: [] };
  tally.set(file, seen);
  if (ending !== "passed") seen.killed++;
  if (ending === "hung") seen.hung++;
  if (ending !== "passed") return;
  const source = sourceOf(file);
  const line = source.slice(0, start).split("\n").length;
  seen.survived.push(`${file}:${line}  ${inOneLine(source.slice(start, end))} → ${inOneLine(text)}`);
}

function inOneLine(code: string): string {
  const line = code.replace(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

/** In an order that a time budget cuts off fairly: every file gets its turn, and every part of it. */
function evenly(lists: readonly (readonly Trial[])[]): readonly Trial[] {
  return lists
    .flatMap((list) => list.map((trial, i) => ({ trial, at: ((i * 7919) % list.length) / list.length })))
    .toSorted((a, b) => a.at - b.at)
    .map(({ trial }) => trial);
}

function report(): void {
  const lines: string[] = [];
  let [killed, all] = [0, 0];
  for (const [file, one] of [...tally].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const total = one.killed + one.survived.length;
    killed += one.killed;
    all += total;
    lines.push(`${file}: ${one.killed} of ${total} killed${one.hung > 0 ? `, ${one.hung} by running on` : ""}`);
  }
  const score = all === 0 ? 0 : (100 * killed) / all;
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  lines.push(`${all} of ${trials.length} mutants judged in ${minutes} min, mutation score ${score.toFixed(1)} %`);
  const folder = join(root, "reports");
  mkdirSync(folder, { recursive: true });
  const survivors = [...tally.values()].flatMap(({ survived }) => survived);
  writeFileSync(join(folder, "mutation.txt"), `${[...survivors, ...lines].join("\n")}\n`);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (score < wantedPercent) process.exitCode = 1;
}

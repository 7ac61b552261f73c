import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whole-process time of small commands against that of an empty ES module, interleaved in one run. */
const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "douyin-hotel-bench-"));
const empty = join(folder, "empty.mjs");
writeFileSync(empty, "");
const bin = join(root, "bin/douyin-hotel.js");
const env = { ...process.env, HOME: folder, XDG_STATE_HOME: join(folder, "state"), LANG: "en_US.UTF-8" };

const subjects: readonly { readonly name: string; readonly argv: readonly string[]; readonly target: number }[] = [
  { name: "--version", argv: [bin, "--version"], target: 1.15 },
  { name: "--help", argv: [bin, "--help"], target: 1.35 },
  { name: "generate create-order", argv: [bin, "generate", "create-order", "--seed", "1"], target: 1.8 },
  { name: "send create-order", argv: [bin, "send", "create-order", "--seed", "1", "--json"], target: 2.0 },
];
const rounds = Number(process.argv[2] ?? 21);

function time(argv: readonly string[]): number {
  const before = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, argv, { env, cwd: folder, stdio: "ignore" });
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}`);
  return Number(process.hrtime.bigint() - before) / 1e6;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const ratios = subjects.map((): number[] => []);
const bare: number[] = [];
time([empty]);
for (let round = 0; round < rounds; round++) {
  const base = time([empty]);
  bare.push(base);
  for (const [index, { argv }] of subjects.entries()) ratios[index]?.push(time(argv) / base);
}
process.stdout.write(`empty module: ${median(bare).toFixed(1)} ms (median of ${rounds} interleaved rounds)\n`);
subjects.forEach(({ name, target }, index) => {
  process.stdout.write(`${name.padEnd(24)} ${median(ratios[index] ?? []).toFixed(2)} x  (target ${target})\n`);
});

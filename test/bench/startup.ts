import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { median, type Row, same, withFigure } from "./measure.js";
import { startBench } from "./merchant.js";

/** Whole-process time of small commands against that of an empty ES module, interleaved in one run. Needs `npm run build`. */
export async function measureStartup(rounds: number): Promise<readonly Row[]> {
  const { bin, at, endpoints, close } = await startBench();
  const empty = join(at.cwd, "empty.mjs");
  writeFileSync(empty, "");
  const time = (argv: readonly string[]): number => {
    const before = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, argv, { ...at, stdio: "ignore" });
    if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}`);
    return Number(process.hrtime.bigint() - before) / 1e6;
  };
  try {
    const send = [bin, "send", "create-order", "--seed", "1", "--json"];
    const subjects = [
      { name: same("--version"), argv: [bin, "--version"], target: "<= 1.15" },
      { name: same("--help"), argv: [bin, "--help"], target: "<= 1.35" },
      { name: same("generate create-order"), argv: [bin, "generate", "create-order", "--seed", "1"], target: "<= 1.8" },
      { name: same("send create-order"), argv: [...send, "-e", endpoints["create-order"] ?? ""], target: "<= 2.0" },
      { name: { zh: "send，商家在同一进程里", en: "send, with the merchant in process" }, argv: send },
    ];
    const times = subjects.map((): number[] => []);
    const ratios = subjects.map((): number[] => []);
    const bare: number[] = [];
    for (const argv of [[empty], ...subjects.map((subject) => subject.argv)]) time(argv);
    for (let round = 0; round < rounds; round++) {
      const base = time([empty]);
      bare.push(base);
      for (const [index, { argv }] of subjects.entries()) {
        const took = time(argv);
        times[index]?.push(took);
        ratios[index]?.push(took / base);
      }
    }
    return subjects.map(({ name, target }, index) => ({
      name: { zh: `启动：${name.zh}`, en: `start-up: ${name.en}` },
      ours: `${median(times[index] ?? []).toFixed(0)} ms`,
      reference: withFigure({ zh: "空模块", en: "an empty module" }, `${median(bare).toFixed(0)} ms`),
      ratio: median(ratios[index] ?? []),
      ...(target === undefined ? {} : { target }),
    }));
  } finally {
    close();
  }
}

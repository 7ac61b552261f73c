import { type Row, same, withFigure } from "./measure.js";
import { startBench } from "./merchant.js";
import { startServer } from "./static-server.js";
import { usageOf } from "./usage.js";

/** Peaks of memory of long runs against those of short ones. */
export async function measureMemory(): Promise<readonly Row[]> {
  const bench = await startBench();
  const server = await startServer();
  try {
    const generate = async (count: number): Promise<number> =>
      (await usageOf(bench, ["generate", "create-order", "--seed", "7", "--count", String(count)])).peakBytes;
    const url = `${server.url}/spi/create-order`;
    // One answer for every order is found to be wrong: it exits 1.
    const load = async (count: number): Promise<number> =>
      (await usageOf(bench, ["load", "create-order", "--seed", "7", "-e", url, "--requests", String(count)], 1))
        .peakBytes;
    const [few, many] = [await generate(10_000), await generate(1_000_000)];
    const [short, long] = [await load(100_000), await load(1_000_000)];
    const perOrder = (long - short) / 900_000;
    return [
      {
        name: { zh: "generate --count 1000000：内存峰值", en: "generate --count 1000000: peak memory" },
        ours: inMegabytes(many),
        reference: withFigure(same("--count 10000"), inMegabytes(few)),
        ratio: many / few,
        target: "<= 1.2",
      },
      {
        name: {
          zh: "load 一百万个订单：十万之后每个订单的内存",
          en: "load of 1,000,000 orders: memory for each past 100,000",
        },
        ours: `${perOrder.toFixed(1)} B`,
        reference: same("64 B"),
        ratio: perOrder / 64,
        target: "<= 1",
      },
    ];
  } finally {
    server.close();
    bench.close();
  }
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

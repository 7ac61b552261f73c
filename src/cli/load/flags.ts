import type { Command } from "commander";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import type { FailOn } from "../../engine/verdict.js";
import type { Pace } from "../../load/job.js";
import type { Shares } from "../../load/plan.js";
import { createSchedule, type Stage } from "../../load/schedule.js";
import type { Call, Setup } from "../command.js";
import { addTargetsFlags } from "../delivery-flags.js";
import { choiceFlag, numberFlag } from "../number-flag.js";
import { addPayloadFlags } from "../payload-flags.js";
import { durationFlag, percentFlag, rateFlag, stepsFlag } from "./amounts.js";

/** Declares the flags of `load`. */
export function addLoadFlags(command: Command, setup: Setup): void {
  const { t } = setup;
  addTargetsFlags(addPayloadFlags(command, setup), setup)
    .option(
      "--connections <n>",
      t({
        zh: "同时使用的连接数，默认 10；开环时最多 256",
        en: "connections in use, default 10; in an open loop at most 256",
      }),
    )
    .option(
      "--rate <n/s>",
      t({ zh: "开环：每秒发送这么多，不等应答", en: "open loop: so many a second, whatever the answers do" }),
    )
    .option(
      "--steps <list>",
      t({ zh: "开环，逐级升压：50/s:30s,150/s:30s", en: "open loop in steps: 50/s:30s,150/s:30s" }),
    )
    .option(
      "--preset <name>",
      t({ zh: "acceptance：抖音验收时的压测", en: "acceptance: Douyin's stress test before going live" }),
    )
    .option("--duration <time>", t({ zh: "运行多久，默认 10s", en: "how long, default 10s" }))
    .option("--requests <n>", t({ zh: "共发送多少个请求", en: "how many requests in all" }))
    .option(
      "--duplicates <share>",
      t({ zh: "重复之前订单的请求所占比例，如 5%", en: "share of repeats of earlier orders, like 5%" }),
    )
    .option(
      "--cancels <share>",
      t({ zh: "取消之前订单的请求所占比例，如 10%", en: "share of cancellations of earlier orders, like 10%" }),
    )
    .option("--workers <n>", t({ zh: "工作线程数，默认 1", en: "worker threads, default 1" }))
    .option(
      "--max-p99 <time>",
      t({ zh: "p99 超过它即失败，如 300ms", en: "fails when the p99 is above it, like 300ms" }),
    )
    .option(
      "--max-errors <share>",
      t({
        zh: "未得到 error_code 0 的比例超过它即失败，如 0.1%",
        en: "fails when more than this share is not answered with error_code 0, like 0.1%",
      }),
    )
    .option(
      "--fail-on <severity>",
      t({ zh: "error 或 warning，达到即失败", en: "error or warning: what makes it fail" }),
    )
    .option("--html <file>", t({ zh: "写出 HTML 报告", en: "write an HTML report" }));
}

export type Limits = {
  readonly maxP99Ms: number | undefined;
  /** A share of all requests, from 0 to 1. */
  readonly maxErrors: number | undefined;
};

export type LoadOptions = {
  readonly pace: Pace;
  readonly shares: Shares;
  readonly connections: number;
  readonly workers: number;
  readonly limits: Limits;
  readonly failOn: FailOn;
  readonly html: string | undefined;
  /** Added by a preset. */
  readonly headers: readonly (readonly [string, string])[];
};

/** Reads the flags of `addLoadFlags`. `isMix`: repeats and cancels are there unless said otherwise. Throws `AppError`. */
export function readLoadOptions({ options }: Call, isMix: boolean): LoadOptions {
  const read = <T>(name: string, flag: string, parse: (flag: string, text: string) => T): T | undefined =>
    typeof options[name] === "string" ? parse(flag, options[name]) : undefined;
  const preset = choiceFlag(options, "preset", "--preset", ["acceptance"]);
  const pace = paceOf(options, preset !== undefined, read);
  const duplicates = read("duplicates", "--duplicates", percentFlag) ?? (isMix ? 0.05 : 0);
  const cancels = read("cancels", "--cancels", percentFlag) ?? (isMix ? 0.1 : 0);
  if (duplicates + cancels > mostEchoes) throw usage("load-shares", tooManyEchoes);
  const workers = numberFlag(options, "workers", "--workers", { max: 64 }) ?? 1;
  const connections = numberFlag(options, "connections", "--connections", { max: 100_000 });
  return {
    pace,
    shares: { duplicates, cancels },
    connections: Math.max(workers, connections ?? (pace.kind === "open" ? 256 : 10)),
    workers,
    limits: {
      maxP99Ms: read("maxP99", "--max-p99", durationFlag),
      maxErrors: read("maxErrors", "--max-errors", percentFlag),
    },
    failOn: choiceFlag(options, "failOn", "--fail-on", ["error", "warning"]) ?? "error",
    html: typeof options.html === "string" ? options.html : undefined,
    headers: preset === undefined ? [] : [["X-Stress-Tag", "1"]],
  };
}

const mostEchoes = 0.9;

/** At least three rising steps of 30 s or more, 300 s in all, from 50 to 300 requests a second. */
const acceptance = [50, 150, 300].map((perSecond) => ({ perSecond, durationMs: 100_000 }));

type Read = <T>(name: string, flag: string, parse: (flag: string, text: string) => T) => T | undefined;

function paceOf(options: Call["options"], isPreset: boolean, read: Read): Pace {
  const requests = numberFlag(options, "requests", "--requests", { max: 1_000_000_000 });
  const durationMs = read("duration", "--duration", durationFlag);
  const rate = read("rate", "--rate", rateFlag);
  const steps = read("steps", "--steps", stepsFlag);
  const given = [rate && "--rate", steps && "--steps", isPreset && "--preset"].filter(
    (flag) => typeof flag === "string",
  );
  if (given.length > 1) throw usage("load-paces", twoPaces, { first: given[0] ?? "", second: given[1] ?? "" });
  if (durationMs !== undefined && (steps || isPreset)) throw usage("load-duration", stepsHaveDurations);
  const bounded = requests === undefined ? {} : { requests };
  const open = (stages: readonly Stage[]): Pace => {
    if (createSchedule(stages).count === 0) throw usage("load-empty", nothingPlanned);
    return { kind: "open", stages, ...bounded };
  };
  if (isPreset) return open(acceptance);
  if (steps) return open(steps);
  if (rate !== undefined) {
    const needed = requests === undefined ? defaultDurationMs : (requests / rate) * 1000;
    return open([{ perSecond: rate, durationMs: durationMs ?? needed }]);
  }
  if (durationMs === undefined && requests === undefined) return { kind: "closed", durationMs: defaultDurationMs };
  return { kind: "closed", ...(durationMs === undefined ? {} : { durationMs }), ...bounded };
}

const defaultDurationMs = 10_000;

function usage(code: string, text: Text, args: Readonly<Record<string, string>> = {}): AppError {
  return new AppError({ code, category: "usage", text, args });
}

const tooManyEchoes: Text = {
  zh: "--duplicates 和 --cancels 合起来超过 90%：它们都要针对之前的订单。请调低。",
  en: "--duplicates and --cancels are more than 90% together; both need orders made before. Lower them.",
};
const twoPaces: Text = {
  zh: "{first} 和 {second} 都决定发送速率，不能同时使用。请去掉其中一个。",
  en: "{first} and {second} both say how fast requests go out. Take one of them out.",
};
const nothingPlanned: Text = {
  zh: "速率乘以时长不到一个请求，什么都不会发送。请提高速率或延长时长。",
  en: "Rate times time is less than one request, so nothing would be sent. Raise one of them.",
};
const stepsHaveDurations: Text = {
  zh: "每一级都有自己的时长，--duration 没有意义。请去掉它，或改用 --rate。",
  en: "Steps have durations of their own, so --duration says nothing. Take it out, or use --rate.",
};

import type { Command } from "commander";
import type { FailOn } from "../../engine/verdict.js";
import { allowedHosts, allowHostFlag } from "../allowed-hosts.js";
import type { Call, Context, Setup } from "../command.js";
import { collect } from "../common-flags.js";
import { addTargetsFlags, readTargetOptions, type TargetOptions } from "../delivery-flags.js";
import { choiceFlag, numberFlag } from "../number-flag.js";
import { nowOf } from "../payload-flags.js";

/** Declares the flags of `test`. */
export function addTestFlags(command: Command, setup: Setup): void {
  const { t } = setup;
  allowHostFlag(addTargetsFlags(command, setup), setup)
    .option(
      "--only <pattern>",
      t({
        zh: "只运行这些用例：ID、套件或通配符，可重复",
        en: "run these cases alone: id, suite or glob (repeatable)",
      }),
      collect,
    )
    .option("--skip <pattern>", t({ zh: "不运行这些用例，可重复", en: "leave these cases out (repeatable)" }), collect)
    .option("--list", t({ zh: "列出用例，什么都不发送", en: "list the cases and send nothing" }))
    .option(
      "--cases <file>",
      t({ zh: "自己的用例文件（YAML 或 JSON），可重复", en: "cases of your own, YAML or JSON (repeatable)" }),
      collect,
    )
    .option(
      "--reporter <name[=file]>",
      t({
        zh: "报告格式，可写到文件，可重复：pretty json ndjson junit html markdown github tap sarif",
        en: "a report, perhaps into a file (repeatable): pretty json ndjson junit html markdown github tap sarif",
      }),
      collect,
    )
    .option(
      "--fail-on <severity>",
      t({ zh: "error 或 warning，达到即失败", en: "error or warning: what makes it fail" }),
    )
    .option("--bail", t({ zh: "出现第一个失败后不再开始新用例", en: "begin no case after the first failure" }))
    .option("--seed <n>", t({ zh: "同一种子，同样的请求体", en: "same seed, same payloads" }))
    .option("--now <iso>", t({ zh: "固定请求体里日期的起点", en: "freeze the clock of the payloads' dates" }))
    .option("--concurrency <n>", t({ zh: "同时运行的用例数，默认 8", en: "cases at a time, default 8" }))
    .option(
      "--min-codes <n>",
      t({ zh: "商家至少要展示几个文档错误码", en: "documented error codes that the merchant must show" }),
    )
    .option("--wait <seconds>", t({ zh: "先等目标应答，最多这么久", en: "wait that long for the target to answer" }))
    .option(
      "--baseline <file>",
      t({ zh: "其中已知的发现只作提示", en: "findings that stand in it are known and only noted" }),
    )
    .option("--update-baseline", t({ zh: "把这次的发现写进基线", en: "write this run's findings into the baseline" }))
    .option(
      "--platform-port <n>",
      t({ zh: "在此端口启动模拟平台，供商家回调", en: "port of the mock platform that the merchant calls back" }),
    )
    .option(
      "--time-scale <n>",
      t({
        zh: "平台的等待除以 n，默认 600（60 分钟变成 6 秒）",
        en: "divide the platform's waits by n, default 600 (60 min become 6 s)",
      }),
    )
    .option("--show-pii", t({ zh: "报告里不遮盖个人信息", en: "show personal data in the reports" }));
}

export type TestOptions = TargetOptions & {
  readonly failOn: FailOn;
  readonly isBail: boolean;
  readonly seed: number | undefined;
  /** Milliseconds since the epoch that payload dates are counted from. */
  readonly now: number;
  readonly concurrency: number;
  readonly minCodes: number;
  readonly waitMs: number;
  readonly platformPort: number | undefined;
  /** Names besides loopback by which the merchant may call that platform. */
  readonly allowedHosts: readonly string[];
  readonly timeScale: number;
  readonly showsPersonal: boolean;
};

/** Reads the flags of `addTestFlags` that say how the run goes. Throws `AppError`. */
export async function readTestOptions(call: Call, context: Context): Promise<TestOptions> {
  const { options } = call;
  return {
    failOn: choiceFlag(options, "failOn", "--fail-on", ["error", "warning"]) ?? "error",
    isBail: options.bail === true,
    seed: numberFlag(options, "seed", "--seed", { min: 0 }),
    now: nowOf(options, context),
    concurrency: numberFlag(options, "concurrency", "--concurrency", { max: 64 }) ?? 8,
    minCodes: numberFlag(options, "minCodes", "--min-codes", { min: 0 }) ?? 0,
    waitMs: 1000 * (numberFlag(options, "wait", "--wait", { min: 0, max: 86_400, isWhole: false }) ?? 0),
    platformPort: numberFlag(options, "platformPort", "--platform-port", { min: 0, max: 65_535 }),
    allowedHosts: allowedHosts(options),
    timeScale: numberFlag(options, "timeScale", "--time-scale", { min: 0.001, isWhole: false }) ?? 600,
    showsPersonal: options.showPii === true,
    ...(await readTargetOptions(call, context)),
  };
}

/** The values of a repeatable option, in order. */
export function valuesOf(options: Call["options"], name: string): readonly string[] {
  const values = options[name];
  return Array.isArray(values) ? values.map(String) : [];
}

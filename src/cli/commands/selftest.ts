import type { Call, CommandModule, Context } from "../command.js";
import { collect } from "../common-flags.js";
import type { ExitCode } from "../exit.js";
import { numberFlag } from "../number-flag.js";

export default {
  configure(command, { t }) {
    command
      .option(
        "--only <pattern>",
        t({
          zh: "只检查这些：设计名、故障 ID、designs、faults 或通配符，可重复",
          en: "these alone: a design, a fault, designs, faults, or a glob (repeatable)",
        }),
        collect,
      )
      .option("--skip <pattern>", t({ zh: "不检查这些，可重复", en: "leave these out (repeatable)" }), collect)
      .option("--list", t({ zh: "列出设计和故障，什么都不运行", en: "list designs and faults, run nothing" }))
      .option("--seed <n>", t({ zh: "第一个种子，默认 1", en: "the first seed, default 1" }))
      .option("--seeds <n>", t({ zh: "用连续 n 个种子重复，默认 1", en: "repeat with n seeds in a row, default 1" }));
  },
  run: (call, context) => run(call, context),
} satisfies CommandModule;

async function run({ options }: Call, context: Context): Promise<ExitCode> {
  const first = numberFlag(options, "seed", "--seed", { min: 0 }) ?? 1;
  const count = numberFlag(options, "seeds", "--seeds", { max: 100_000 }) ?? 1;
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  const [{ allSubjects }, { selectSubjects }] = await Promise.all([
    import("../selftest/subject.js"),
    import("../selftest/select-subjects.js"),
  ]);
  const subjects = selectSubjects(allSubjects(), { only: listOf(options.only), skip: listOf(options.skip) });
  const isJson = options.json === true;
  if (options.list === true)
    return (await import("../selftest/show-subjects.js")).showSubjects(subjects, isJson, context);
  const [{ isAlwaysRight, runSelftest }, { createProgress }] = await Promise.all([
    import("../selftest/run-selftest.js"),
    import("../selftest/progress.js"),
  ]);
  const begin = context.clock.elapsed();
  const progress = createProgress(subjects.length * seeds.length, context);
  const result = await runSelftest(subjects, seeds, context, progress.show);
  progress.clear();
  const durationMs = Math.round(context.clock.elapsed() - begin);
  if (isJson) {
    const { selftestJson } = await import("../selftest/selftest-json.js");
    await context.printJson(selftestJson(result, { seeds, durationMs, lang: context.lang }));
  } else await (await import("../selftest/show-selftest.js")).showSelftest(result, context);
  if (result.isInterrupted) {
    context.warn(interrupted);
    return 130;
  }
  if (subjects.length === 0) return 5;
  return result.tallies.every(isAlwaysRight) ? 0 : 1;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

const interrupted = {
  zh: "自检被中断，以上只是已完成的部分。",
  en: "The selftest was interrupted; the above is what was done until then.",
};

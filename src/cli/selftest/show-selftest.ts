import { suiteIds } from "../../cases/registry.js";
import { sayMessage, type Text } from "../../core/text.js";
import type { Context } from "../command.js";
import { table } from "../table.js";
import { terminalRuler } from "../terminal-ruler.js";
import type { SelftestRun } from "./run-selftest.js";
import { type DesignSummary, type FaultSummary, killerOf, type Summary, summarise } from "./summary.js";

/** The tables of designs and faults, what went wrong, and the two figures that matter. */
export async function showSelftest({ tallies }: SelftestRun, context: Context): Promise<void> {
  const summary = summarise(tallies);
  const { designs, faults } = summary;
  const parts = [
    ...(designs.length > 0 ? [designTable(designs, context)] : []),
    ...(faults.length > 0 ? [killMatrix(faults, context)] : []),
    ...designs.filter(isAlarming).map((design) => alarmText(design, context)),
    ...faults.filter(({ isKilled }) => !isKilled).map((fault) => survivorText(fault, context)),
    figures(summary, context),
  ];
  await context.print(`${parts.join("\n\n")}\n`);
}

function isAlarming({ alarms, obstacles }: DesignSummary): boolean {
  return alarms.length + obstacles.length > 0;
}

function designTable(designs: readonly DesignSummary[], context: Context): string {
  const { t } = context;
  return table(
    [
      { title: t(words.design) },
      { title: t(words.result) },
      { title: t(words.cases) },
      { title: t(words.meaning), grows: true },
    ],
    designs.map((design) => [
      design.tally.subject.name,
      isAlarming(design) ? t(words.alarm) : t(words.clean),
      t(words.counts, { passed: design.passed, skipped: design.skipped }),
      t(design.tally.subject.design.title),
    ]),
    context,
  );
}

/** A column for each suite where there is room; else the suites that kill stand below the fault. */
function killMatrix(faults: readonly FaultSummary[], context: Context): string {
  const { t } = context;
  const suites = suiteIds.filter((suite) => faults.some(({ kills }) => kills.has(suite)));
  const rows = faults.map((fault) => [
    fault.tally.subject.name,
    ...suites.map((suite) => markOf(fault, suite)),
    killerOf(fault)?.rule ?? t(words.survived),
  ]);
  const numbered = suites.map((_, index) => ({ title: String(index + 1) }));
  const columns = [{ title: t(words.fault) }, ...numbered, { title: t(words.rule) }];
  if (!fits(columns, rows, context)) return killList(faults, context);
  const legend = suites.map((suite, index) => `${index + 1} ${suite}`).join("  ");
  const width = context.isOutputTty ? context.columns : Number.POSITIVE_INFINITY;
  const key = terminalRuler(context)
    .wrap(`${legend}  ${t(words.key)}`, width)
    .join("\n");
  return `${context.style.quiet(key)}\n${table(columns, rows, context)}`;
}

function markOf({ kills }: FaultSummary, suite: string): string {
  if (!kills.has(suite)) return "";
  return kills.get(suite) ? "x" : ".";
}

function fits(
  columns: readonly { readonly title: string }[],
  rows: readonly (readonly string[])[],
  context: Context,
): boolean {
  if (!context.isOutputTty) return true;
  const ruler = terminalRuler(context);
  const widths = columns.map(({ title }, index) =>
    Math.max(ruler.width(title), ...rows.map((row) => ruler.width(row[index] ?? ""))),
  );
  return widths.reduce((sum, width) => sum + width + 2, -2) <= context.columns;
}

function killList(faults: readonly FaultSummary[], context: Context): string {
  const { t } = context;
  return table(
    [
      { title: t(words.result) },
      { title: t(words.fault) },
      { title: t(words.rule), grows: true },
      { title: t(words.suites), grows: true },
    ],
    faults.map((fault) => [
      fault.isKilled ? t(words.killed) : t(words.survived),
      fault.tally.subject.name,
      killerOf(fault)?.rule ?? "",
      [...fault.kills].flatMap(([suite, kill]) => (kill ? [suite] : [])).join(" "),
    ]),
    context,
  );
}

function alarmText({ tally, alarms, obstacles }: DesignSummary, { t, lang, style }: Context): string {
  return [
    style.bad(t(words.falseAlarm, { name: tally.subject.name })),
    ...alarms.map(
      ({ caseId, finding }) =>
        `  ${caseId}  ${finding.severity}  ${finding.rule}  ${sayMessage(lang, finding.message)}`,
    ),
    ...obstacles.map((obstacle) => `  ${sayMessage(lang, obstacle)}`),
  ].join("\n");
}

function survivorText({ tally: { subject }, kills, others }: FaultSummary, { t, style }: Context): string {
  const rules = subject.kind === "fault" ? subject.fault.expected.rules : [];
  const args = { name: subject.name, rules: rules.join(", "), suites: [...kills.keys()].join(", ") };
  return [
    style.bad(t(words.survivor, args)),
    ...(others.length > 0 ? [`  ${t(words.insteadOf, { rules: others.join(", ") })}`] : []),
  ].join("\n");
}

function figures({ designs, faults, killed, falseAlarms }: Summary, { t, style }: Context): string {
  const lines = [
    ...(faults.length > 0
      ? [(killed === faults.length ? style.good : style.bad)(t(words.killedOf, { killed, all: faults.length }))]
      : []),
    ...(designs.length > 0
      ? [
          (falseAlarms === 0 ? style.good : style.bad)(
            t(words.falseAlarms, { n: falseAlarms, designs: designs.length }),
          ),
        ]
      : []),
  ];
  return lines.join("\n");
}

const words = {
  design: { zh: "合规设计", en: "Lawful design" },
  result: { zh: "结果", en: "Result" },
  cases: { zh: "用例", en: "Cases" },
  meaning: { zh: "说明", en: "What it is" },
  fault: { zh: "故障", en: "Fault" },
  rule: { zh: "抓住它的规则", en: "Killed by" },
  suites: { zh: "套件", en: "Suites" },
  key: { zh: "x 抓住  . 没有抓住", en: "x killed  . not killed" },
  clean: { zh: "无误报", en: "clean" },
  alarm: { zh: "误报", en: "ALARM" },
  killed: { zh: "抓住", en: "killed" },
  survived: { zh: "漏网", en: "SURVIVED" },
  counts: { zh: "{passed} 通过，{skipped} 跳过", en: "{passed} passed, {skipped} skipped" },
  falseAlarm: { zh: "误报：合规设计 {name}", en: "False alarm on the lawful design {name}" },
  survivor: {
    zh: "漏网：{name}。套件 {suites} 中没有用例报出 {rules}。",
    en: "Survivor: {name}. No case of {suites} reported {rules}.",
  },
  insteadOf: { zh: "报出的是：{rules}", en: "Reported instead: {rules}" },
  killedOf: { zh: "killed {killed}/{all}（抓住的故障）", en: "killed {killed}/{all}" },
  falseAlarms: {
    zh: "false alarms {n}（对 {designs} 种合规设计的误报）",
    en: "false alarms {n} on {designs} lawful {designs|design|designs}",
  },
} satisfies Readonly<Record<string, Text>>;

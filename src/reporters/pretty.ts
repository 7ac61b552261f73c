import type { Reporter, ReporterOptions, RunEvent } from "../core/event.js";
import { isObject, type JsonObject } from "../core/json.js";
import type { Message } from "../core/text.js";
import { brokenCases, reachability, skippedCases, suiteList, verdictLines } from "./pretty/closing.js";
import { createPage, type Page } from "./pretty/page.js";
import { ruleSection } from "./pretty/rule-section.js";
import { groupByRule } from "./rule-groups.js";
import { createCollector, type RunStarted, type Summary } from "./summary.js";
import { inertLines } from "./visible-text.js";

/** For people at a terminal: who is tested at the start; at the end the broken rules, worst first, and the verdict last. */
export default function prettyReporter(options: ReporterOptions): Reporter {
  const collector = createCollector();
  const page = createPage(options);
  const write = (lines: readonly string[]) => inertLines(lines.map((line) => `${line}\n`).join(""));
  return {
    name: "pretty",
    on(event: RunEvent) {
      collector.add(event);
      if (event.type === "run-started") return write(opening(event, page));
      return event.type === "run-finished" ? write(result(collector.read(), page)) : "";
    },
  };
}

function opening(event: RunStarted, page: Page): readonly string[] {
  const head = page.t(runHead, { name: event.tool.name, version: event.tool.version, cases: event.cases });
  return [
    ...page.lines(head, 0).map((line) => page.paint.strong(line)),
    ...endpoints(event.settings).flatMap(([id, url]) => page.lines(page.t(target, { id, url }), 2)),
    ...page.lines(page.t(seed, { seed: event.seed }), 2),
    ...event.notices.flatMap((notice) => noticeLines(page.message(notice), page)),
    "",
  ];
}

const runHead = {
  zh: "{name} {version}：契约测试，共 {cases} 个用例",
  en: "{name} {version}: {cases} contract {cases|case|cases}",
};
const target = { zh: "{id} → {url}", en: "{id} → {url}" };
const seed = { zh: "随机种子 {seed}", en: "seed {seed}" };

function endpoints({ endpoints }: JsonObject): readonly (readonly [string, string])[] {
  if (!isObject(endpoints)) return [];
  return Object.entries(endpoints).flatMap(([id, url]) => (typeof url === "string" ? [[id, url] as const] : []));
}

function noticeLines(text: string, page: Page): readonly string[] {
  return page.lines(text, 2).map((line, index) => page.paint.caution(index === 0 ? `! ${line.trimStart()}` : line));
}

function result(summary: Summary, page: Page): readonly string[] {
  const groups = groupByRule(summary.cases);
  const told = new Set<string>();
  const isShown = (severity: string) => severity !== "info" || page.isVerbose;
  const isNew = (notice: Message) =>
    !summary.started?.notices.some((said) => page.message(said) === page.message(notice));
  return [
    ...(summary.finished?.notices ?? [])
      .filter(isNew)
      .flatMap((notice) => [...noticeLines(page.message(notice), page), ""]),
    ...groups.filter(({ severity }) => isShown(severity)).flatMap((group) => ruleSection(group, summary, told, page)),
    ...brokenCases(summary, page),
    ...suiteList(summary, page),
    ...skippedCases(summary, page),
    ...reachability(summary, page),
    ...verdictLines(summary, page),
  ];
}

import type { CaseResult, Reporter, ReporterOptions } from "../core/event.js";
import { type Lang, sayMessage } from "../core/text.js";
import { reasonOf, type Suite, suitesOf } from "./case-groups.js";
import { secondsText } from "./duration-text.js";
import { escapeXml, escapeXmlAttribute } from "./escape-xml.js";
import { caseText } from "./plain-text.js";
import { createCollector, type Summary } from "./summary.js";

/** JUnit XML as Jenkins' and GitLab's readers take it: a failed case has one `failure`, a broken one an `error`. */
export default function junitReporter({ lang }: ReporterOptions): Reporter {
  const collector = createCollector();
  return {
    name: "junit",
    on(event) {
      collector.add(event);
      return event.type === "run-finished" ? `${document(collector.read(), lang).join("\n")}\n` : "";
    },
  };
}

function document(summary: Summary, lang: Lang): readonly string[] {
  const { started, totals, durationMs, cases } = summary;
  const name = started?.tool.name ?? "";
  const suites = suitesOf(cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({
      name,
      tests: totals.cases,
      failures: totals.failed,
      errors: totals.broken,
      time: secondsText(durationMs),
    })}>`,
    ...(suites.length === 0 ? [{ name, cases: [], totals }] : suites).flatMap((suite) =>
      suiteLines(suite, summary, lang),
    ),
    "</testsuites>",
  ];
}

function suiteLines(suite: Suite, summary: Summary, lang: Lang): readonly string[] {
  const { totals, cases } = suite;
  const { started, notices, verdict } = summary;
  const said = notices.map((notice) => sayMessage(lang, notice)).join("\n");
  const properties = { verdict, seed: started?.seed ?? "", ...prefixed("findings.", totals.findings) };
  return [
    `  <testsuite ${attributes({
      name: suite.name,
      tests: totals.cases,
      failures: totals.failed,
      errors: totals.broken,
      skipped: totals.skipped,
      time: secondsText(cases.reduce((sum, result) => sum + result.durationMs, 0)),
      timestamp: (started?.startedAt ?? "").replace(/\.\d+Z$|Z$/, ""),
    })}>`,
    "    <properties>",
    ...Object.entries(properties).map(([key, value]) => `      <property ${attributes({ name: key, value })}/>`),
    "    </properties>",
    ...cases.flatMap((result) => caseLines(result, summary, lang)),
    ...(said === "" ? [] : [element("    ", "system-out", {}, said)]),
    "  </testsuite>",
  ];
}

function prefixed(prefix: string, counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([key, count]) => [prefix + key, count]));
}

function caseLines(result: CaseResult, summary: Summary, lang: Lang): readonly string[] {
  const name = summary.started?.tool.name ?? "";
  const head = { classname: `${name}.${result.suite}`, name: result.id, time: secondsText(result.durationMs) };
  const inner = [...outcome(result, summary, lang), ...output(result, summary, lang)];
  if (inner.length === 0) return [`    <testcase ${attributes(head)}/>`];
  return [`    <testcase ${attributes(head)}>`, ...inner, "    </testcase>"];
}

function outcome(result: CaseResult, { exchanges }: Summary, lang: Lang): readonly string[] {
  const [first] = result.findings;
  const message = first ? sayMessage(lang, first.message) : sayMessage(lang, reasonOf(result));
  const { findings } = caseText(result, exchanges, lang);
  switch (result.verdict) {
    case "passed":
      return [];
    case "skipped":
      return [`      <skipped ${attributes({ message: sayMessage(lang, reasonOf(result)) })}/>`];
    case "failed":
      return [element("      ", "failure", { message, type: first?.rule ?? "failed" }, findings)];
    case "broken":
      return [element("      ", "error", { message: sayMessage(lang, reasonOf(result)), type: "broken" }, findings)];
  }
}

/** Title and evidence; of a case that passed, the findings that did not fail it. */
function output(result: CaseResult, { exchanges }: Summary, lang: Lang): readonly string[] {
  const { findings, evidence } = caseText(result, exchanges, lang);
  const title = sayMessage(lang, { text: result.title });
  const body = result.verdict === "passed" ? findings : result.verdict === "skipped" ? "" : evidence;
  return body === "" ? [] : [element("      ", "system-out", {}, `${title}\n${body}`)];
}

function element(indent: string, tag: string, own: Readonly<Record<string, string>>, content: string): string {
  const open = Object.keys(own).length === 0 ? tag : `${tag} ${attributes(own)}`;
  return `${indent}<${open}>${escapeXml(content)}</${tag}>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeXmlAttribute(String(value))}"`)
    .join(" ");
}

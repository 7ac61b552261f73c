import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "./render-all.js";
import { sampleRun } from "./sample-run.js";

/** cases, passed, failed, skipped, broken, errors, warnings, infos */
const expected = [9, 2, 3, 3, 1, 3, 1, 1];

const readers: Readonly<Record<string, (text: string) => readonly number[]>> = {
  pretty: (text) => numbers(text.slice(text.lastIndexOf("9 cases"), text.lastIndexOf("Verdict"))),
  json: (text) => flat(JSON.parse(text).totals),
  ndjson: (text) => flat(JSON.parse(text.trimEnd().split("\n").at(-1) ?? "").totals),
  junit(text) {
    const sum = (pattern: RegExp) =>
      Array.from(text.matchAll(pattern), ([, n]) => Number(n)).reduce((a, b) => a + b, 0);
    const suites = (name: string) => sum(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`, "g"));
    const findings = (severity: string) => sum(new RegExp(`name="findings.${severity}" value="(\\d+)"`, "g"));
    const [cases, failed, broken, skipped] = ["tests", "failures", "errors", "skipped"].map(suites).map(Number);
    const passed = (cases ?? 0) - (failed ?? 0) - (broken ?? 0) - (skipped ?? 0);
    return [cases ?? 0, passed, failed ?? 0, skipped ?? 0, broken ?? 0, ...["error", "warning", "info"].map(findings)];
  },
  html(text) {
    const counts = text.slice(text.indexOf('class="counts"'), text.indexOf('class="facts"'));
    return Array.from(counts.matchAll(/<dd>(\d+)/g), ([, digits]) => Number(digits));
  },
  markdown: (text) => numbers(/^\| \d.*\|$/m.exec(text)?.[0] ?? ""),
  github: (text) => numbers(/^::notice .*$/m.exec(text)?.[0] ?? ""),
  tap: (text) => numbers(text.slice(text.indexOf("# cases"), text.indexOf("# verdict"))),
  sarif: (text) => flat(JSON.parse(text).runs[0].properties.totals),
};

function numbers(text: string): readonly number[] {
  return Array.from(text.matchAll(/\d+/g), ([digits]) => Number(digits));
}

function flat(totals: Readonly<Record<string, number>> & { readonly findings: Readonly<Record<string, number>> }) {
  const { cases, passed, failed, skipped, broken, findings } = totals;
  return [cases, passed, failed, skipped, broken, findings.error, findings.warning, findings.info].map(Number);
}

for (const [name, read] of Object.entries(readers)) {
  test(`${name} gives the totals of the run`, async () => {
    assert.deepEqual(read(await render(name, sampleRun)), expected);
  });
}

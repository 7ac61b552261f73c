import { test } from "node:test";
import { golden } from "../support/golden.js";
import { render } from "./render-all.js";
import { sampleRules, sampleRun } from "./sample-run.js";

const files = [
  ["pretty", "pretty.en.80.txt", { lang: "en", columns: 80 }],
  ["pretty", "pretty.zh.40.txt", { lang: "zh", columns: 40 }],
  ["pretty", "pretty.zh.120.txt", { lang: "zh", columns: 120, ambiguous: "wide" }],
  ["json", "report.zh.json.txt", { lang: "zh" }],
  ["ndjson", "events.en.ndjson.txt", { lang: "en" }],
  ["junit", "junit.zh.xml.txt", { lang: "zh" }],
  ["markdown", "summary.en.md.txt", { lang: "en" }],
  ["github", "annotations.zh.txt", { lang: "zh" }],
  ["tap", "tap.en.txt", { lang: "en" }],
  ["sarif", "sarif.zh.json.txt", { lang: "zh" }],
] as const;

for (const [name, file, options] of files) {
  test(`${name} writes ${file} for the sample run`, async () => {
    golden(`reporters/golden/${file}`, await render(name, sampleRun, { ...options, rules: sampleRules }));
  });
}

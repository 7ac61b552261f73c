import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent } from "../../src/core/event.js";
import { totalsOf } from "../../src/core/totals.js";
import { render } from "./render-all.js";
import { sampleCases, sampleRun } from "./sample-run.js";

const done = sampleCases.slice(0, 3);
const interruptedRun: readonly RunEvent[] = [
  ...sampleRun.filter(
    (event) =>
      event.type === "run-started" || (event.type === "case-finished" && done.some(({ id }) => id === event.result.id)),
  ),
  {
    type: "run-finished",
    verdict: "interrupted",
    durationMs: 100,
    totals: totalsOf(done),
    notices: [{ text: { zh: "运行被中断。", en: "The run was interrupted." } }],
    reachability: [],
  },
];

const signs: Readonly<Record<string, RegExp>> = {
  pretty: /Verdict: interrupted, this report is partial \(in 100 ms\)\n$/,
  json: /"verdict": "interrupted"/,
  ndjson: /"type":"run-finished","verdict":"interrupted"/,
  junit: /<property name="verdict" value="interrupted"\/>[\s\S]*The run was interrupted\./,
  html: /<h1 id="verdict" class="warn">.*interrupted, this report is partial/,
  markdown: /^## Contract test: interrupted, this report is partial\n\n> .*\n\n> The run was interrupted\./,
  github: /^::notice title=douyin-hotel::interrupted, this report is partial/m,
  tap: /^Bail out! interrupted, this report is partial$/m,
  sarif: /"executionSuccessful": false/,
};

for (const [name, sign] of Object.entries(signs)) {
  test(`${name} says that the run was interrupted`, async () => {
    assert.match(await render(name, interruptedRun), sign);
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "./render-all.js";
import { sampleRules, sampleRun } from "./sample-run.js";
import { sarifMistakes } from "./sarif-schema.js";

test("the log is valid by the published schema, which knows a broken one", async () => {
  const log = JSON.parse(await render("sarif", sampleRun, { rules: sampleRules }));
  assert.deepEqual(sarifMistakes(log), []);
  assert.notDeepEqual(sarifMistakes({ ...log, version: "1.0" }), []);
});

test("the sentence of a result can be rebuilt from the rule in either language", async () => {
  const [run] = JSON.parse(await render("sarif", sampleRun, { lang: "zh", rules: sampleRules })).runs;
  const result = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === "idempotency/same-answer");
  const fill = (template: string) => template.replace(/\{(\d)\}/g, (_, place) => result.message.arguments[place]);
  const own = run.tool.driver.rules[result.ruleIndex].messageStrings[result.message.id].text;
  const other = run.translations[0].rules[result.ruleIndex].messageStrings[result.message.id].text;
  assert.equal(fill(own), "同一个 order_id 的第二次创单返回了另一个商家订单号 M-2，第一次是 M-1：客人会被订两间房。");
  assert.equal(fill(own), result.message.text);
  assert.equal(
    fill(other),
    "The second create of the same order_id answered with another merchant order, M-2; the first said M-1. The guest has two bookings.",
  );
});

test("a known rule carries its help", async () => {
  const [run] = JSON.parse(await render("sarif", sampleRun, { rules: sampleRules })).runs;
  const rule = run.tool.driver.rules.find(({ id }: { id: string }) => id === "idempotency/same-answer");
  assert.equal(rule.shortDescription.text, "A repeated request gets the first result");
  assert.match(rule.help.text, /^The platform retries\./);
});

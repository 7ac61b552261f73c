import assert from "node:assert/strict";
import { test } from "node:test";
import { say } from "../../src/core/text.js";

const counted = { zh: "{cases} 个用例", en: "{cases} {cases|case|cases}" };

test("a word that depends on a count is that for one, and another for every other count", () => {
  const inEnglish = (cases: number | bigint | string): string => say("en", counted, { cases });
  assert.deepEqual([0, 1, 2, 11, 1n, "1", "1,000"].map(inEnglish), [
    "0 cases",
    "1 case",
    "2 cases",
    "11 cases",
    "1 case",
    "1 case",
    "1,000 cases",
  ]);
  assert.equal(say("zh", counted, { cases: 1 }), "1 个用例");
  assert.equal(say("pseudo", counted, { cases: 1 }), "⟦1 case⟧");
});

test("the values of a sentence are put in as they are, whatever they look like", () => {
  const text = { zh: "{name}", en: "{name}" };
  assert.equal(say("en", text, { name: "{name|a|b}" }), "{name|a|b}");
  assert.equal(say("en", text), "{name}");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnoseFromForms, diagnoseFromRequests } from "../../src/engine/diagnose-forms.js";

const all = [
  "compact",
  "spaced",
  "escaped",
  "shuffled",
  "cjk",
  "emoji",
  "plus",
  "trailing-newline",
  "slashes",
  "big-integer",
  "own-query",
  "encoded-query",
];

const patterns: readonly [refused: readonly string[], id: string][] = [
  [["spaced", "escaped", "trailing-newline"], "reserialised-compact"],
  [["spaced", "escaped", "trailing-newline", "big-integer"], "reserialised-javascript"],
  [
    ["compact", "spaced", "escaped", "shuffled", "cjk", "emoji", "plus", "trailing-newline", "slashes", "big-integer"],
    "reserialised-python",
  ],
  [["spaced", "trailing-newline", "cjk", "emoji", "slashes"], "reserialised-php"],
  [["trailing-newline"], "body-trimmed"],
  [["plus"], "body-url-decoded"],
  [["cjk", "emoji"], "charset-latin1"],
  [["emoji"], "charset-emoji-lost"],
  [["escaped"], "body-slashes-unescaped"],
  [["own-query", "encoded-query"], "own-parameters-forgotten"],
  [["encoded-query"], "values-encoded"],
];

for (const [refused, id] of patterns)
  test(`refusing ${refused.join(", ")} points to ${id}`, () => {
    const accepted = all.filter((form) => !refused.includes(form));
    assert.equal(diagnoseFromForms(accepted, refused)?.mistake.id, id);
  });

test("a pattern that fits in full is exact, another one is not", () => {
  const without = (...refused: string[]) => all.filter((form) => !refused.includes(form));
  assert.equal(diagnoseFromForms(without("trailing-newline"), ["trailing-newline"])?.isExact, true);
  assert.equal(
    diagnoseFromForms(without("trailing-newline", "own-query"), ["trailing-newline", "own-query"])?.isExact,
    false,
  );
});

test("nothing refused means nothing to explain, and everything refused cannot be told by forms", () => {
  assert.equal(diagnoseFromForms(all, []), undefined);
  assert.equal(diagnoseFromForms([], all)?.mistake.id, "nothing-accepted");
});

test("unknown forms are passed over", () => {
  assert.equal(diagnoseFromForms([...all, "toString"], ["__proto__"]), undefined);
  assert.equal(
    diagnoseFromForms(["compact", "spaced", "unheard-of"], ["trailing-newline"])?.mistake.id,
    "body-trimmed",
  );
});

test("a refusal that no mistake explains without forbidding more is left unexplained", () => {
  assert.equal(diagnoseFromForms(["spaced", "escaped", "cjk"], ["compact"]), undefined);
});

test("the requests that were really sent can be judged too", () => {
  const url = "https://h/x?client_key=k&timestamp=1700000000123";
  const outcome = (body: string, accepted: boolean) => ({ url, body: new TextEncoder().encode(body), accepted });
  const outcomes = [
    outcome('{"a":"张三"}', false),
    outcome('{"a":"x"}', false),
    outcome('{"a": "x"}', true),
    outcome('{"a": "x", "b": "\\u5f20"}', true),
  ];
  assert.equal(diagnoseFromRequests(outcomes)?.mistake.id, "reserialised-python");
});

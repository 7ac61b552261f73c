import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { AppError } from "../../src/core/problem.js";
import { repairSample } from "../../src/core/repair.js";
import { sayMessage } from "../../src/core/text.js";

const sample = (callback: string, part: "request" | "response") =>
  readFileSync(new URL(`../../fixtures/${callback}/doc-sample.${part}.txt`, import.meta.url), "utf8");
const sentences = (text: string, lang: "zh" | "en") =>
  repairSample(text).repairs.map(({ message }) => sayMessage(lang, message));

test("the cancel request sample loses its comma too many and nothing else", () => {
  const text = sample("cancel-order", "request");
  const { text: repaired, repairs } = repairSample(text);
  assert.equal(repaired, text.replace('18:00:00", }', '18:00:00" }'));
  assert.equal(repairs.length, 1);
  assert.deepEqual([repairs[0]?.line, repairs[0]?.column], [1, 598]);
  assert.deepEqual(sentences(text, "en"), ["Line 1, column 598: the comma too many was removed."]);
  assert.deepEqual(sentences(text, "zh"), ["第 1 行第 598 列：去掉了多余的逗号。"]);
});

test("the create response sample gets the brace that it lacks", () => {
  const text = sample("create-order", "response");
  const { text: repaired, repairs } = repairSample(text);
  const bare = text.trimEnd();
  assert.equal(repaired, `${bare}}${text.slice(bare.length)}`);
  assert.deepEqual([repairs.length, repairs[0]?.line, repairs[0]?.column], [1, 1, 264]);
  assert.deepEqual(sentences(text, "en"), ["Line 1, column 264: the missing } was added."]);
});

test("the two samples without a flaw stay as they are", () => {
  for (const text of [sample("create-order", "request"), sample("cancel-order", "response")])
    assert.deepEqual(repairSample(text), { text, repairs: [] });
});

const repaired: readonly [text: string, result: string, places: readonly [number, number][]][] = [
  ["\ufeff{}", "{}", [[1, 1]]],
  [
    '{\u00a0"a":\u30001}',
    '{ "a": 1}',
    [
      [1, 2],
      [1, 7],
    ],
  ],
  ['{"a":1\n"b":2}', '{"a":1\n,"b":2}', [[2, 1]]],
  [
    '{"a":[1,],\n"b":2,}\n',
    '{"a":[1],\n"b":2}\n',
    [
      [1, 8],
      [2, 6],
    ],
  ],
  [
    '{"a":[{"b":1}\n',
    '{"a":[{"b":1}]}\n',
    [
      [1, 14],
      [1, 14],
    ],
  ],
  ['{"a":[1}', '{"a":[1]}', [[1, 8]]],
  ['{"a":1}}', '{"a":1}', [[1, 8]]],
];

for (const [text, result, places] of repaired)
  test(`${JSON.stringify(text)} becomes ${JSON.stringify(result)}`, () => {
    const { text: mended, repairs } = repairSample(text);
    assert.equal(mended, result);
    assert.deepEqual(
      repairs.map(({ line, column }) => [line, column]),
      places,
    );
  });

for (const text of [
  "",
  "hello",
  "<html>",
  "{a:1}",
  "{'a':1}",
  '{"a":}',
  '{"a":1,',
  '{"a"',
  '["abc',
  "[01]",
  '{"a":1} x',
  "[1,,2]",
  "[".repeat(1500),
  "[1 x]",
])
  test(`${JSON.stringify(text.slice(0, 20))} is left to its author`, () => {
    assert.throws(
      () => repairSample(text),
      (error) => error instanceof AppError && error.code === "sample-not-json" && error.category === "fixture",
    );
  });

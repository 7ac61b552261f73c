import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseJson, stringifyJson } from "../../src/core/json.js";
import { removeFrom, replaceAt } from "../../src/core/json-text.js";
import { getAt } from "../../src/core/pointer.js";
import { AppError } from "../../src/core/problem.js";
import { sayMessage } from "../../src/core/text.js";

const replacements: readonly [text: string, pointer: string, newText: string, result: string][] = [
  ['{ "a" : 1 ,\n "b":[ 1, 2 ] }\n', "/a", "2", '{ "a" : 2 ,\n "b":[ 1, 2 ] }\n'],
  ['{ "a" : 1 ,\n "b":[ 1, 2 ] }\n', "/b/1", '"x"', '{ "a" : 1 ,\n "b":[ 1, "x" ] }\n'],
  ['{"id":1902790713142520557,"n":1.0,"x":null}', "/x", "1", '{"id":1902790713142520557,"n":1.0,"x":1}'],
  ['{"a":1,"a":2}', "/a", "3", '{"a":1,"a":3}'],
  ['{"\\u0061\\"b":1}', '/a"b', "2", '{"\\u0061\\"b":2}'],
  ["[1]", "", "{}", "{}"],
  [' {"a":1} ', "", "2", " 2 "],
  ['{ "a" : 1 ,\n "b" : 2 }', "/c", "3", '{ "a" : 1 ,\n "b" : 2 ,\n "c" : 3 }'],
  ['{ "a": 1 }', "/b", "2", '{ "a": 1, "b": 2 }'],
  ["{ }", "/a", "1", '{"a":1 }'],
  ['{"a\\"b" : 1}', "/c", "2", '{"a\\"b" : 1,"c" : 2}'],
  ['{"a\\\\":1 , "b" :2}', "/c", "3", '{"a\\\\":1 , "b" :2 , "c" :3}'],
  ["[1,2]", "/2", "3", "[1,2,3]"],
  ["[ 1, 2 ]", "/2", "3", "[ 1, 2, 3 ]"],
  ["[]", "/0", "1", "[1]"],
  ['{"a":1}', "/b/0/c", "2", '{"a":1,"b":[{"c":2}]}'],
  ['{"a":1}', "/键", "2", '{"a":1,"键":2}'],
];

for (const [text, pointer, newText, result] of replacements)
  test(`${pointer || "the whole"} of ${JSON.stringify(text)} becomes ${newText} and nothing else changes`, () => {
    assert.equal(replaceAt(text, pointer, newText), result);
  });

const removals: readonly [text: string, pointer: string, result: string][] = [
  ['{ "a" : 1 ,\n "b" : 2 }', "/a", '{ "b" : 2 }'],
  ['{ "a" : 1 ,\n "b" : 2 }', "/b", '{ "a" : 1 }'],
  ['{ "a":1, "b":2, "c":3 }', "/b", '{ "a":1, "c":3 }'],
  ['{ "a":1 }', "/a", "{  }"],
  ["[1, 2, 3]", "/0", "[2, 3]"],
  ["[1, 2, 3]", "/2", "[1, 2]"],
  ['{"a":1,"b":2,"a":3}', "/a", '{"b":2}'],
  ['{"a":{"b":[{"c":1,"d":2}]}}', "/a/b/0/c", '{"a":{"b":[{"d":2}]}}'],
  ['{"a":1}', "/x/y", '{"a":1}'],
  ['{"a":1}', "/a/y", '{"a":1}'],
  ["[1, 2]", "/01", "[1, 2]"],
  ["[1, 2]", "/x", "[1, 2]"],
  ["[1, 2]", "/-1", "[1, 2]"],
  ['[1, {"a":1}]', "/01/a", '[1, {"a":1}]'],
];

for (const [text, pointer, result] of removals)
  test(`${pointer} is taken out of ${JSON.stringify(text)}`, () => {
    assert.equal(removeFrom(text, pointer), result);
  });

test("a gap and a scalar in the way are refused", () => {
  for (const pointer of ["/a/b", "/l/2", "/l/x", "/new/1"])
    assert.throws(
      () => replaceAt('{"a":1,"l":[1]}', pointer, "2"),
      (error) => error instanceof AppError && error.code === "path-unreachable",
    );
});

test("the refusal tells a list that is too short from a value with nothing inside", () => {
  const why = (pointer: string): string => {
    try {
      return replaceAt('{"a":1,"l":[1,2]}', pointer, "2");
    } catch (error) {
      return error instanceof AppError ? sayMessage("en", error.say) : String(error);
    }
  };
  assert.equal(
    why("/a/b"),
    "The path a.b cannot reach b: what stands before it is neither an object nor an array. Check the path.",
  );
  const outside = "is outside the array. Use an index that exists, or the next one after the last.";
  assert.equal(why("/l/3"), `In the path l[3], 3 ${outside}`);
  assert.equal(why("/l/01"), `In the path l.01, 01 ${outside}`);
  assert.equal(why("/new/1"), `In the path new[1], 1 ${outside}`);
});

test("what is no JSON is not put in, and the whole text is not taken out", () => {
  assert.throws(() => replaceAt('{"a":1}', "/a", "{"), { name: "JsonMistake" });
  assert.throws(() => replaceAt('{"a":1}', "/b", "1 2"), { name: "JsonMistake" });
  assert.throws(() => removeFrom('{"a":1}', ""), /^Error: The whole text cannot be removed\.$/);
});

test("500 integers past 2^53 survive the edit of another field, bytes equal outside it", () => {
  const integers = Array.from({ length: 500 }, (_, i) => 2n ** 53n + 1n + BigInt(i) * 7_919_000_000_000_003n);
  const [before, after] = [`{ "ids":[${integers.join(" , ")}],`, `, "x" :1.50,"last":${2n ** 63n - 1n} }`];
  assert.equal(replaceAt(`${before}"note": "old"${after}`, "/note", '"new"'), `${before}"note": "new"${after}`);
});

test("what was replaced is what is found there, whatever the text", () => {
  fc.assert(
    fc.property(fc.json(), fc.json(), fc.constantFrom("/k", "/k/0", "/k/n", "/0"), (whole, part, pointer) => {
      let edited: string;
      try {
        edited = replaceAt(whole, pointer, part);
      } catch (error) {
        assert.ok(error instanceof AppError);
        return;
      }
      assert.equal(stringifyJson(getAt(parseJson(edited), pointer) ?? null), stringifyJson(parseJson(part)));
    }),
  );
});

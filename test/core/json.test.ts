import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isExactNumber, isObject, parseJson, projectNumbers, stringifyJson } from "../../src/core/json.js";

const literals: readonly [literal: string, kind: string][] = [
  ["0", "number"],
  ["-5", "number"],
  ["0.5", "number"],
  ["9007199254740991", "number"],
  ["9007199254740993", "bigint"],
  ["6948897508913326394", "bigint"],
  ["2048624488842148897", "bigint"],
  ["1902790713142520557", "bigint"],
  ["-9223372036854775808", "bigint"],
  ["-0", "exact"],
  ["1.0", "exact"],
  ["1e5", "exact"],
  ["1E400", "exact"],
  ["0.1000000000000000055", "exact"],
  ["7".repeat(401), "exact"],
];

for (const [literal, kind] of literals)
  test(`${literal.slice(0, 30)} becomes ${kind} and is written as it was`, () => {
    const value = parseJson(`[${literal}]`);
    assert.ok(Array.isArray(value));
    assert.equal(isExactNumber(value[0]) ? "exact" : typeof value[0], kind);
    assert.equal(stringifyJson(value), `[${literal}]`);
  });

test("no integer past 2^53 loses a digit", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }), fc.boolean(), (n, isNegative) => {
      const text = `{"id":${isNegative ? -n : n}}`;
      assert.equal(stringifyJson(parseJson(text)), text);
    }),
  );
});

test("the value equals that of the built-in parser, exact numbers aside", () => {
  fc.assert(
    fc.property(fc.json(), fc.integer({ min: 0, max: 2 }), (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      assert.deepEqual(projectNumbers(parseJson(spaced)), JSON.parse(spaced));
    }),
  );
});

test("__proto__ is a key like any other and pollutes nothing", () => {
  for (const text of ['{"__proto__":{"polluted":1},"a":1}', '{"__proto__":{"polluted":1.0},"a":1}']) {
    const value = parseJson(text);
    assert.ok(isObject(value));
    assert.deepEqual(Object.keys(value), ["__proto__", "a"]);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.equal("polluted" in {}, false);
    assert.equal("polluted" in value, false);
    assert.equal(stringifyJson(value), text);
    assert.deepEqual(Object.keys(projectNumbers(value) as object), ["__proto__", "a"]);
  }
});

test("the last of two equal keys wins, with and without unusual numbers", () => {
  assert.equal(stringifyJson(parseJson('{"a":1,"b":2,"a":3}')), '{"a":3,"b":2}');
  assert.equal(stringifyJson(parseJson('{"a":1.0,"b":2,"a":3.0}')), '{"a":3.0,"b":2}');
});

test("nesting beyond 1,000 levels is a SyntaxError, not an exhausted stack", () => {
  const nested = (depth: number, core: string) => "[".repeat(depth) + core + "]".repeat(depth);
  for (const core of ["", "1.0"]) {
    assert.equal(stringifyJson(parseJson(nested(1000, core))), nested(1000, core));
    assert.throws(() => parseJson(nested(1001, core)), SyntaxError);
    assert.throws(() => parseJson(nested(100_000, core)), SyntaxError);
  }
});

test("brackets inside strings do not count as nesting", () => {
  const text = `["${"[".repeat(5000)}\\"${"{".repeat(5000)}"]`;
  assert.equal(stringifyJson(parseJson(text)), text);
});

test("lone surrogates survive as escapes", () => {
  assert.equal(stringifyJson(parseJson('["\\ud800","\\uDFAA"]')), '["\\ud800","\\udfaa"]');
});

test("a byte order mark is refused", () => {
  assert.throws(() => parseJson("\ufeff{}"), SyntaxError);
});

test("only what is still open counts as nesting: 3,000 siblings are fine, wherever strings stand between them", () => {
  const wide = `[${'[],{},"[{",'.repeat(1500)}1.0]`;
  assert.equal(stringifyJson(parseJson(wide)), wide);
  for (const text of ["", "a", '\\"', "\\\\", 'a\\"', "]", "}"]) {
    for (const opener of ["[", '{"a":']) {
      const deep = `["${text}",${opener.repeat(1000)}0${(opener === "[" ? "]" : "}").repeat(1000)}]`;
      assert.throws(() => parseJson(deep), /^SyntaxError: Nested deeper than 1000 levels\.$/);
    }
  }
  const fits = `["a",${'{"a":'.repeat(999)}0${"}".repeat(999)}]`;
  assert.equal(stringifyJson(parseJson(fits)), fits);
});

test("brackets in a string of any length do not count", () => {
  for (const start of ["", "a", '\\"', "\\\\", '\\\\\\"']) {
    const text = `["${start}${"[{".repeat(2000)}"]`;
    assert.equal(stringifyJson(parseJson(text)), text);
  }
});

test("validators get plain numbers", () => {
  assert.deepEqual(projectNumbers(parseJson('{"id":1902790713142520557,"list":[1.0,{"n":-0}],"s":"1","t":null}')), {
    id: 1902790713142520600,
    list: [1, { n: -0 }],
    s: "1",
    t: null,
  });
});

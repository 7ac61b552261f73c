import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { locate, parseJsonText } from "../../src/core/json-text.js";
import { sayMessage } from "../../src/core/text.js";

function mistakeOf(text: string) {
  const parsed = parseJsonText(text);
  assert.equal(parsed.ok, false, text);
  if (parsed.ok) throw new Error("unreachable");
  const { kind, line, column, offset, message } = parsed.mistake;
  return { kind, line, column, offset, en: sayMessage("en", message), zh: sayMessage("zh", message) };
}

const mistakes: readonly [text: string, kind: string, line: number, column: number][] = [
  ["\ufeff{}", "bom", 1, 1],
  ["", "empty", 1, 1],
  [" \n ", "empty", 2, 2],
  ["<html></html>", "markup", 1, 1],
  ['{"a":1,}', "trailing-comma", 1, 7],
  ['{"a":1, }', "trailing-comma", 1, 7],
  ["[1,\n2,\n]", "trailing-comma", 2, 2],
  ['{"a":1 "b":2}', "missing-comma", 1, 8],
  ["[1 2]", "missing-comma", 1, 4],
  ['{"a" 1}', "missing-colon", 1, 6],
  ['{"a":}', "missing-value", 1, 6],
  ["[,1]", "missing-value", 1, 2],
  ["{a:1}", "unquoted-key", 1, 2],
  ["{'a':1}", "single-quotes", 1, 2],
  ["['a']", "single-quotes", 1, 2],
  ["// hi\n{}", "comment", 1, 1],
  ['{"a":1, // hi\n"b":2}', "comment", 1, 9],
  ['{"a":1} # hi', "comment", 1, 9],
  ['{"a":[1}', "wrong-closer", 1, 8],
  ['{"data":{"a":1}', "unclosed", 1, 16],
  ["[1,", "unclosed", 1, 4],
  ['{"a"', "unclosed", 1, 5],
  ['{"a":', "unexpected-end", 1, 6],
  ['["abc', "unclosed-string", 1, 2],
  ['["\\"]', "unclosed-string", 1, 2],
  ['["a\tb"]', "control-character", 1, 4],
  ['["a\nb"]', "control-character", 1, 4],
  ['["\\x41"]', "bad-escape", 1, 3],
  ['["\\u12G4"]', "bad-escape", 1, 3],
  ["[01]", "bad-number", 1, 2],
  ["[+1]", "bad-number", 1, 2],
  ["[1.]", "bad-number", 1, 2],
  ["[.5]", "bad-number", 1, 2],
  ["[0x1F]", "bad-number", 1, 2],
  ["[-]", "bad-number", 1, 2],
  ["[1e]", "bad-number", 1, 2],
  ["[True]", "bad-word", 1, 2],
  ["[NaN]", "bad-word", 1, 2],
  ["[-Infinity]", "bad-word", 1, 2],
  ["undefined", "bad-word", 1, 1],
  ["[\u00a01]", "unexpected-character", 1, 2],
  ["{}{}", "extra-content", 1, 3],
  ['{"a":1]', "wrong-closer", 1, 7],
  ['{"a" // hi\n:1}', "comment", 1, 6],
  ["[1 # hi", "comment", 1, 4],
  ["[1 /* hi */]", "comment", 1, 4],
  ["{ // hi", "comment", 1, 3],
  ["[--]", "bad-number", 1, 2],
  ["[a1]", "bad-word", 1, 2],
  ["[\r\n}", "missing-value", 2, 1],
  ['{"a":"😀中"} x', "extra-content", 1, 12],
  ["[".repeat(1001), "too-deep", 1, 1001],
];

for (const [text, kind, line, column] of mistakes)
  test(`${JSON.stringify(text.slice(0, 30))} is called ${kind} at ${line}:${column}`, () => {
    const mistake = mistakeOf(text);
    assert.deepEqual([mistake.kind, mistake.line, mistake.column], [kind, line, column]);
    assert.equal(mistake.en.startsWith(`Line ${line}, column ${column}: `), true, mistake.en);
    assert.equal(mistake.zh.startsWith(`第 ${line} 行第 ${column} 列：`), true, mistake.zh);
    assert.doesNotMatch(mistake.en + mistake.zh, /\{\w+\}/);
  });

test("the message names what stands there and what was expected", () => {
  assert.equal(mistakeOf('{"a":1,\n }').en, "Line 1, column 7: there is a comma too many before }.");
  assert.equal(
    mistakeOf('{"data":{"a":1}').en,
    "Line 1, column 16: the text ends, but the { at line 1, column 1 has no }.",
  );
  assert.equal(
    mistakeOf('["a\u0000"]').en,
    "Line 1, column 4: the string holds the raw control character U+0000; write \\u0000.",
  );
  assert.equal(mistakeOf("[1,").en, "Line 1, column 4: the text ends, but the [ at line 1, column 1 has no ].");
  assert.equal(mistakeOf("[1 abc]").en, "Line 1, column 4: a comma is missing between two items; found abc.");
  assert.equal(mistakeOf("[1 😀]").en, "Line 1, column 4: a comma is missing between two items; found 😀.");
  assert.equal(mistakeOf('{"k" é}').en, "Line 1, column 6: a colon is missing after the key k; found é.");
  assert.equal(mistakeOf('["\\x41"]').en, "Line 1, column 3: \\x is not an escape that JSON knows.");
  assert.equal(mistakeOf('["\\u12G4"]').en, "Line 1, column 3: \\u12G is not an escape that JSON knows.");
  assert.equal(mistakeOf('["\\u12').en, "Line 1, column 3: \\u12 is not an escape that JSON knows.");
  assert.equal(mistakeOf('["😀\\u00A').en, "Line 1, column 4: \\u00A is not an escape that JSON knows.");
  assert.equal(mistakeOf('["\\').en, "Line 1, column 3: \\ is not an escape that JSON knows.");
  assert.equal(mistakeOf("[True]").zh, "第 1 行第 2 列：True 不是 JSON：只有 true、false、null 三个小写单词。");
});

test("a long or invisible piece of the text is shortened and made visible in the message", () => {
  assert.equal(mistakeOf(`[${"x".repeat(500)}]`).en.includes("x".repeat(21)), false);
  assert.equal(mistakeOf("[1\u202e]").en, "Line 1, column 3: a comma is missing between two items; found U+202E.");
});

test("duplicate keys are listed with their places, and the last one wins", () => {
  const parsed = parseJsonText('{"a":1,\n "data":{"x":1,"x":1,\n  "x":2}, "a":3}');
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.value, { a: 3, data: { x: 2 } });
  assert.deepEqual(parsed.duplicates, [
    { key: "x", pointer: "/data/x", line: 2, column: 16 },
    { key: "x", pointer: "/data/x", line: 3, column: 3 },
    { key: "a", pointer: "/a", line: 3, column: 11 },
  ]);
});

test("escaped and plain spellings of a key are the same key", () => {
  const parsed = parseJsonText('{"a":1,"\\u0061":2}');
  assert.ok(parsed.ok);
  assert.equal(parsed.duplicates[0]?.pointer, "/a");
});

test("deep nesting is a mistake and not a crash", () => {
  for (const piece of ["[", '{"a":', '[{"":']) assert.equal(mistakeOf(piece.repeat(100_000)).kind, "too-deep");
});

test("exactly the texts that the built-in parser accepts are accepted", () => {
  const pieces = fc.constantFrom(
    ...'{}[],:"\\/ \n\tabtrue',
    "null",
    "-1",
    "0",
    ".5",
    "e9",
    '"a"',
    '"a":',
    "\\u00e9",
    "😀",
    "\u00a0",
    "true",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      let accepted = true;
      try {
        JSON.parse(text);
      } catch {
        accepted = false;
      }
      assert.equal(parseJsonText(text).ok, accepted, text);
    }),
    { numRuns: 3000 },
  );
});

test("a valid text with one character changed, added or removed is accepted exactly when the built-in parser accepts it", () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom("", ",", "}", "]", '"', "0", "-", "\\", " ", "\u0001"),
      (json, at, piece) => {
        const cut = at % (json.length + 1);
        const text = json.slice(0, cut) + piece + json.slice(cut + 1);
        let accepted = true;
        try {
          JSON.parse(text);
        } catch {
          accepted = false;
        }
        assert.equal(parseJsonText(text).ok, accepted, text);
      },
    ),
    { numRuns: 3000 },
  );
});

test("columns count characters and lines end at \\n, \\r\\n and \\r", () => {
  assert.deepEqual(locate("😀中a", 3), { line: 1, column: 3 });
  assert.deepEqual(locate("a\r\nb\rc\nd", 3), { line: 2, column: 1 });
  assert.deepEqual(locate("a\r\nb\rc\nd", 5), { line: 3, column: 1 });
  assert.deepEqual(locate("a\r\nb\rc\nd", 7), { line: 4, column: 1 });
  assert.deepEqual(locate("a\r\nb", 2), { line: 1, column: 3 });
  assert.deepEqual(locate("", 0), { line: 1, column: 1 });
  assert.deepEqual(locate("\n\n", 1), { line: 2, column: 1 });
  assert.deepEqual(locate("\r\r", 1), { line: 2, column: 1 });
  assert.deepEqual(locate("\rab\n", 3), { line: 2, column: 3 });
  assert.deepEqual(locate("a\nb\n", 3), { line: 2, column: 2 });
});

test("a text full of repeated keys lists the first 50", () => {
  const parsed = parseJsonText(`{${Array.from({ length: 20_000 }, () => '"a":1').join(",")}}`);
  assert.ok(parsed.ok);
  assert.equal(parsed.duplicates.length, 50);
});

test("a repeated key in a list is found at its index", () => {
  const parsed = parseJsonText('[{"a":1},[{"b":[],"b":2}]]');
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.duplicates, [{ key: "b", pointer: "/1/0/b", line: 1, column: 19 }]);
});

test("siblings are no nesting", () => {
  const text = `[${"[],{},".repeat(1500)}0]`;
  assert.equal(parseJsonText(text).ok, true);
  assert.equal(parseJsonText(`${"[".repeat(1000)}${"]".repeat(1000)}`).ok, true);
});

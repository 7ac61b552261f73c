import assert from "node:assert/strict";
import { test } from "node:test";
import { quoteLines } from "../../../src/cli/builder/quote.js";
import { createRuler } from "../../../src/reporters/columns.js";

const quote = (text: string, line: number, column: number, columns = 40): readonly string[] =>
  quoteLines({ text, line, column }, columns, createRuler());

test("a place is shown with two lines before it, one after it, and a mark below it", () => {
  assert.deepEqual(quote('{\n  "a": 1,\n  "b": 2;\n  "c": 3\n}\n', 3, 9), [
    "  1 | {",
    '  2 |   "a": 1,',
    '> 3 |   "b": 2;',
    "    |         ^",
    '  4 |   "c": 3',
  ]);
});

test("the mark stands below what takes two columns", () => {
  assert.deepEqual(quote('{"备注": 高}', 1, 8), ['> 1 | {"备注": 高}', "    |          ^"]);
});

test("a long line is cut so that the place can be seen", () => {
  const [shown = "", mark = ""] = quote(`{"a": "${"x".repeat(200)}";}`, 1, 209, 40);
  assert.equal(shown, `> 1 | …${"x".repeat(21)}";}`);
  assert.equal(mark.length, 30);
  assert.equal(shown[mark.length - 1], ";");
});

test("the end of the text can be a place", () => {
  assert.deepEqual(quote("{", 1, 2), ["> 1 | {", "    |  ^"]);
});

test("lines that end in CR LF show no trace of it", () => {
  assert.deepEqual(quote("{\r\nx\r\n}", 2, 1), ["  1 | {", "> 2 | x", "    | ^", "  3 | }"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { mutantsOf } from "./mutants.js";
import { regexMutants } from "./regex-mutants.js";

function changed(source: string): readonly string[] {
  return mutantsOf(source).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));
}

test("a comparison is turned, moved by one, and held both ways", () => {
  assert.deepEqual(changed("x = a < b;"), ["x = ((a) <= (b));", "x = ((a) >= (b));", "x = true;", "x = false;"]);
});

test("blocks are emptied, calls left out, arrows give nothing, literals change", () => {
  assert.deepEqual(changed("function f() { g(1); }"), [
    "function f() {}",
    "function f() { ; }",
    "function f() { g(2); }",
  ]);
  assert.deepEqual(changed("const f = (x) => x;"), ["const f = (x) => undefined;"]);
  assert.deepEqual(changed('x = [a, "b"];'), ["x = [];", 'x = [a, ""];']);
  assert.deepEqual(changed("x = { a: !b };"), ["x = {};", "x = { a: (b) };"]);
  assert.deepEqual(changed("x = a?.filter(f) ?? y;"), [
    "x = ((a?.filter(f)) && (y));",
    "x = a ?? y;",
    "x = a.filter(f) ?? y;",
  ]);
});

test("types, imports and sentences stay as they are", () => {
  assert.deepEqual(changed('import a from "b"; type C = "d" | 1; const t: "e" = f as "g"; '), []);
  assert.deepEqual(changed('const t = { zh: "甲", en: "a" };'), []);
});

test("a pattern loses its anchors and quantifiers, and its classes are turned round", () => {
  assert.deepEqual(regexMutants("/^[^a-z]+\\d(?=x)$/gu"), [
    "/[^a-z]+\\d(?=x)$/gu",
    "/^[a-z]+\\d(?=x)$/gu",
    "/^[^a-z]\\d(?=x)$/gu",
    "/^[^a-z]+\\D(?=x)$/gu",
    "/^[^a-z]+\\d(?!x)$/gu",
    "/^[^a-z]+\\d(?=x)/gu",
  ]);
});

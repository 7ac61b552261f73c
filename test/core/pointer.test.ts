import assert from "node:assert/strict";
import { test } from "node:test";
import { getAt, parsePath, removeAt, setAt, toPath, toPointer } from "../../src/core/pointer.js";
import { AppError } from "../../src/core/problem.js";

const problem = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

const paths: readonly [path: string, segments: readonly (string | number)[], pointer: string][] = [
  ["order_id", ["order_id"], "/order_id"],
  ["daily_rates[0].original_amount", ["daily_rates", 0, "original_amount"], "/daily_rates/0/original_amount"],
  ["a[0][12]", ["a", 0, 12], "/a/0/12"],
  ["[3]", [3], "/3"],
  ["需要.字段", ["需要", "字段"], "/需要/字段"],
  ['a["b.c"].d', ["a", "b.c", "d"], "/a/b.c/d"],
  ["a/b~c", ["a/b~c"], "/a~1b~0c"],
];

for (const [path, segments, pointer] of paths)
  test(`the path ${path} is the pointer ${pointer}`, () => {
    assert.deepEqual(parsePath(path), segments);
    assert.equal(toPointer(segments), pointer);
    assert.equal(toPath(pointer), path);
  });

for (const path of [
  "",
  ".",
  "a.",
  ".a",
  "a..b",
  "a[",
  "a[]",
  "a[-1]",
  "a[01]",
  "a[1",
  "a]",
  "a[x]",
  "a b",
  "a\u0000",
  'a["\\x"]',
  "a[9999999]",
])
  test(`the path ${JSON.stringify(path)} is refused`, () => {
    assert.throws(() => parsePath(path), problem("path-malformed"));
  });

test("the message names the character from which the path cannot be read", () => {
  assert.throws(
    () => parsePath("金额..x"),
    (error) => error instanceof AppError && error.category === "usage" && error.say.args?.column === 3,
  );
});

const reserved = ["__proto__", "constructor", "prototype"].flatMap((name) => [
  name,
  `${name}.b`,
  `a.${name}`,
  `a.${name}.b`,
  `a[0].${name}`,
  `["${name}"]`,
  `a["${name}"].b`,
  `a.b.c.${name}.d`,
]);

for (const path of [...reserved, '["\\u005f_proto__"]'])
  test(`the path ${path} is refused and pollutes nothing`, () => {
    assert.throws(() => parsePath(path), problem("path-reserved"));
    assert.equal("b" in {}, false);
  });

for (const pointer of ["/__proto__/b", "/a/constructor/prototype/b", "/a/__proto__"]) {
  test(`${pointer} can neither be set nor removed`, () => {
    assert.throws(() => setAt({ a: {} }, pointer, 1), problem("path-reserved"));
    assert.throws(() => removeAt({ a: {} }, pointer), problem("path-reserved"));
    assert.equal("b" in {}, false);
  });
}

test("only own values are found", () => {
  const value = { a: [{ b: 1n }], "x/y": { "~": null } };
  assert.equal(getAt(value, ""), value);
  assert.equal(getAt(value, "/a/0/b"), 1n);
  assert.equal(getAt(value, "/x~1y/~0"), null);
  for (const pointer of ["/toString", "/a/length", "/a/1", "/a/00", "/a/0/b/c", "/constructor", "/__proto__"])
    assert.equal(getAt(value, pointer), undefined, pointer);
});

test("setting leaves the original alone and everything else shared", () => {
  const value = { a: [{ b: 1 }, { b: 2 }], c: { d: 3 } };
  const changed = setAt(value, "/a/1/b", "x");
  assert.deepEqual(changed, { a: [{ b: 1 }, { b: "x" }], c: { d: 3 } });
  assert.deepEqual(value, { a: [{ b: 1 }, { b: 2 }], c: { d: 3 } });
  assert.equal(changed.c, value.c);
});

test("missing containers are made, arrays grow by one", () => {
  assert.deepEqual(setAt({}, "/pay_info/commissions/0/rate", 5), { pay_info: { commissions: [{ rate: 5 }] } });
  assert.deepEqual(setAt({ a: [1] }, "/a/1", 2), { a: [1, 2] });
  assert.deepEqual(setAt({ a: { "4": 1 } }, "/a/5", 2), { a: { "4": 1, "5": 2 } });
});

test("a gap in an array and a scalar in the way are refused", () => {
  assert.throws(() => setAt({ a: [1] }, "/a/2", 2), problem("path-unreachable"));
  assert.throws(() => setAt({}, "/a/1", 2), problem("path-unreachable"));
  assert.throws(() => setAt({ a: 1 }, "/a/b", 2), problem("path-unreachable"));
  assert.throws(() => setAt({ a: null }, "/a/b", 2), problem("path-unreachable"));
});

test("removing takes exactly one place", () => {
  const value = { a: [1, 2, 3], b: { c: 1, d: 2 } };
  assert.deepEqual(removeAt(value, "/a/1"), { a: [1, 3], b: { c: 1, d: 2 } });
  assert.deepEqual(removeAt(value, "/b/c"), { a: [1, 2, 3], b: { d: 2 } });
  assert.equal(removeAt(value, "/b/x"), value);
  assert.deepEqual(value, { a: [1, 2, 3], b: { c: 1, d: 2 } });
});

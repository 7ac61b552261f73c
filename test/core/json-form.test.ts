import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type JsonValue, parseJson, projectNumbers } from "../../src/core/json.js";
import { byteForms, encodeAs } from "../../src/core/json-text.js";
import type { Random } from "../../src/core/ports.js";
import { seededRandom } from "../../src/core/random.js";

const order: JsonValue = { a: 1, b: [1, { c: "用户/取消😀" }], d: {}, e: [], f: 1902790713142520557n };

test("compact has no white space and keeps big integers", () => {
  assert.equal(encodeAs(order, "compact"), '{"a":1,"b":[1,{"c":"用户/取消😀"}],"d":{},"e":[],"f":1902790713142520557}');
});

test("spaced has odd white space with line feeds and tabs, the same each time", () => {
  const text = encodeAs(order, "spaced");
  assert.equal(text, encodeAs(order, "spaced"));
  for (const piece of ["\n", "\t", "  ", " :", ": ", " ,", ", "])
    assert.ok(text.includes(piece), JSON.stringify(piece));
  assert.ok(text.includes("1902790713142520557"));
});

test("escaped is pure ASCII with escaped slashes", () => {
  assert.equal(
    encodeAs(order, "escaped"),
    '{"a":1,"b":[1,{"c":"\\u7528\\u6237\\/\\u53d6\\u6d88\\ud83d\\ude00"}],"d":{},"e":[],"f":1902790713142520557}',
  );
});

test("escaped keeps escapes that were needed anyway", () => {
  assert.equal(encodeAs({ 'q"\\\n/': "\u007f\u0001" }, "escaped"), '{"q\\"\\\\\\n\\/":"\\u007f\\u0001"}');
});

test("shuffled permutes the keys of every object and needs a random stream", () => {
  const value: JsonValue = { a: 1, b: { x: 1, y: 2 }, c: [{ p: 1, q: 2 }] };
  for (let seed = 0; seed < 20; seed++) {
    const shuffled = parseJson(encodeAs(value, "shuffled", seededRandom(seed)));
    assert.notEqual(Object.keys(shuffled as object).join(), "a,b,c");
    assert.notEqual(encodeAs(shuffled, "compact").indexOf('"y":2,"x":1'), -1);
    assert.notEqual(encodeAs(shuffled, "compact").indexOf('"q":2,"p":1'), -1);
  }
  assert.equal(encodeAs(value, "shuffled", seededRandom(7)), encodeAs(value, "shuffled", seededRandom(7)));
  assert.throws(() => encodeAs(value, "shuffled"), /^Error: Shuffled keys need a random stream\.$/);
});

test("shuffled moves keys that look like numbers too", () => {
  assert.equal(encodeAs({ "1": "a", "2": "b" }, "shuffled", seededRandom(1)), '{"2":"b","1":"a"}');
});

test("every form says the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: "medium" }), fc.constantFrom(...byteForms), fc.nat(), (value, form, seed) => {
      const text = encodeAs(parseJson(JSON.stringify(value)), form, seededRandom(seed));
      assert.deepEqual(projectNumbers(parseJson(text)), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("the white space of spaced has a rhythm, inside empty containers too", () => {
  assert.equal(
    encodeAs({ a: 1, b: [1, { c: "x" }], d: {}, e: [], f: 1902790713142520557n }, "spaced"),
    '{\t"a" :1 , "b" : [ 1\t, {"c"\n  : "x"  } ], "d": { } ,\n  "e"\n  : [] ,"f"  : 1902790713142520557  }',
  );
});

/** Draws what is given, and notes the bounds. */
function scripted(draws: readonly number[]): {
  readonly random: Random;
  readonly bounds: (readonly [number, number])[];
} {
  const bounds: (readonly [number, number])[] = [];
  const random = {
    ...seededRandom(1),
    integer(min: number, max: number): number {
      bounds.push([min, max]);
      return draws[bounds.length - 1] ?? 0;
    },
  };
  return { random, bounds };
}

test("shuffled draws a place for each key from the last to the second", () => {
  const value: JsonValue = { a: 1, b: 2, c: 3 };
  const { random, bounds } = scripted([0, 0]);
  assert.equal(encodeAs(value, "shuffled", random), '{"b":2,"c":3,"a":1}');
  assert.deepEqual(bounds, [
    [0, 2],
    [0, 1],
  ]);
  assert.equal(encodeAs(value, "shuffled", scripted([2, 0]).random), '{"b":2,"a":1,"c":3}');
  assert.equal(encodeAs(value, "shuffled", scripted([2, 1]).random), '{"b":2,"c":3,"a":1}');
});

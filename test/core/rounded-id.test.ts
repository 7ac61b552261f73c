import assert from "node:assert/strict";
import { test } from "node:test";
import { parseJson } from "../../src/core/json.js";
import { isRoundedId } from "../../src/core/rounded-id.js";

const id = "1000946099201940764";

const rounded = [
  ["JavaScript's number", '"1000946099201940700"'],
  ["a rounding to 17 digits", "1000946099201940800"],
  ["the exact double", "1000946099201940736"],
  ["PHP's precision 14", "1.0009460992019E+18"],
  ["Python's float", "1.0009460992019407e+18"],
  ["15 digits", '"1000946099201940000"'],
  ["text with an exponent", '"1.0009460992019407E18"'],
] as const;

for (const [name, text] of rounded) {
  test(`${name} of an id is called rounded`, () => assert.equal(isRoundedId(parseJson(text), id), true));
}

const others = [
  '"1000946099201940764"',
  "1000946099201940764",
  '"1000946099201940765"',
  '"2000946099201940764"',
  "0",
  '""',
  "null",
  "{}",
];

for (const text of others) {
  test(`${text} is not a rounding`, () => assert.equal(isRoundedId(parseJson(text), id), false));
}

test("a short id is exact in a double, so that nothing is a rounding of it", () => {
  assert.equal(isRoundedId("1230000", "1234567"), false);
  assert.equal(isRoundedId("nZJs9msX3I", "nZJs9msX3J"), false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { integerOf } from "../../src/core/integer.js";
import { parseJson } from "../../src/core/json.js";

const integers = [
  ["0", 0],
  ["-0", 0],
  ["1.0", 1],
  ["1e3", 1000],
  ["10e-1", 1],
  ["0.1e1", 1],
  ["0.000", 0],
  ["-15E1", -150],
  ["1000946099201940764", 1000946099201940764n],
  ["1.0009460992019407e18", 1000946099201940700n],
] as const;

for (const [text, expected] of integers) {
  test(`${text} is the integer ${expected}`, () => assert.equal(integerOf(parseJson(text)), expected));
}

for (const text of ["1.5", "15e-1", "1e-3", "1.00000000000000000001", "1e999999", "null", "true", '"1"', "[1]"]) {
  test(`${text} is no integer`, () => assert.equal(integerOf(parseJson(text)), undefined));
}

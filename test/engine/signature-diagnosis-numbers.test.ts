import assert from "node:assert/strict";
import { test } from "node:test";
import {
  javaDouble,
  javaNumber,
  javascriptNumber,
  phpNumber,
  pythonNumber,
} from "../../src/engine/signature-diagnosis/dialect-numbers.js";

const spellings: readonly [literal: string, javascript: string, python: string, java: string, php: string][] = [
  ["1", "1", "1", "1", "1"],
  ["-0", "0", "0", "-0", "-0.0"],
  ["1.0", "1", "1.0", "1.0", "1"],
  ["2.50", "2.5", "2.5", "2.5", "2.5"],
  ["1e5", "100000", "100000.0", "100000.0", "100000"],
  ["1e7", "10000000", "10000000.0", "1.0E7", "10000000"],
  ["1e16", "10000000000000000", "1e+16", "1.0E16", "10000000000000000"],
  ["1.5e300", "1.5e+300", "1.5e+300", "1.5E300", "1.5e+300"],
  ["1e25", "1e+25", "1e+25", "1.0E25", "1.0e+25"],
  ["0.0001", "0.0001", "0.0001", "1.0E-4", "0.0001"],
  ["0.00001", "0.00001", "1e-05", "1.0E-5", "1.0e-5"],
  ["123456789.125", "123456789.125", "123456789.125", "1.23456789125E8", "123456789.125"],
  ["1902790713142520557", "1902790713142520600", "1902790713142520557", "1902790713142520557", "1902790713142520557"],
  [
    "18446744073709551616",
    "18446744073709552000",
    "18446744073709551616",
    "18446744073709551616",
    "1.8446744073709552e+19",
  ],
];

for (const [literal, javascript, python, java, php] of spellings)
  test(`${literal} is spelt as JavaScript, Python, Java and PHP spell it`, () => {
    assert.deepEqual(
      [javascriptNumber(literal), pythonNumber(literal), javaNumber(literal), phpNumber(literal)],
      [javascript, python, java, php],
    );
  });

test("Gson makes a fraction of every number that it reads into a map", () => {
  assert.deepEqual(["1", "2021", "1902790713142520557"].map(javaDouble), ["1.0", "2021.0", "1.9027907131425206E18"]);
});

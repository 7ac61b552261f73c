import assert from "node:assert/strict";
import { test } from "node:test";
import { parseReporters } from "../../src/cli/report-requests.js";
import { AppError } from "../../src/core/problem.js";
import { say } from "../../src/core/text.js";

function problemOf(values: readonly string[]): AppError {
  try {
    parseReporters(values, "/somewhere");
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return assert.fail("nothing was wrong");
}

function sentenceOf(values: readonly string[]): string {
  const { text, args } = problemOf(values).say;
  return say("en", text, args);
}

test("without a reporter on stdout the pretty one goes there", () => {
  assert.deepEqual(parseReporters([], "/w"), [{ name: "pretty" }]);
  assert.deepEqual(parseReporters(["junit=out/r.xml"], "/w"), [
    { name: "pretty" },
    { name: "junit", file: "/w/out/r.xml" },
  ]);
});

test("a reporter without a file, or with a dash, goes to stdout", () => {
  assert.deepEqual(parseReporters(["json"], "/w"), [{ name: "json" }]);
  assert.deepEqual(parseReporters(["tap=-", "html=/tmp/a=b.html"], "/w"), [
    { name: "tap" },
    { name: "html", file: "/tmp/a=b.html" },
  ]);
});

test("a misspelt reporter names the nearest one", () => {
  assert.equal(sentenceOf(["junti=x.xml"]), "There is no reporter junti. The nearest one is junit.");
  assert.equal(problemOf(["junti"]).category, "usage");
});

test("a name like nothing gets the list", () => {
  assert.match(sentenceOf(["constructor"]), /^There is no reporter constructor\. Choose from pretty, json, /);
});

test("two reports cannot share stdout or a file", () => {
  assert.equal(problemOf(["json", "tap"]).code, "reporter-stdout-twice");
  assert.equal(problemOf(["json=a", "tap=./a"]).code, "reporter-file-twice");
});

test("an empty file name is a mistake", () => {
  assert.equal(problemOf(["json="]).code, "reporter-file-empty");
});

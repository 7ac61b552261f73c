import assert from "node:assert/strict";
import { test } from "node:test";
import { createRuler } from "../../src/reporters/columns.js";

const ruler = createRuler();

test("a Chinese character takes two columns, colour none", () => {
  assert.equal(ruler.width("订单 a"), 6);
  assert.equal(ruler.width("\u001b[31m订单\u001b[39m"), 4);
});

test("characters of ambiguous width take what the terminal is said to give them", () => {
  assert.equal(createRuler("narrow").width("…×│"), 3);
  assert.equal(createRuler("wide").width("…×│"), 6);
});

test("text breaks at spaces and between Chinese characters", () => {
  assert.deepEqual(ruler.wrap("the order was lost", 10), ["the order", "was lost"]);
  assert.deepEqual(ruler.wrap("订单号应原样返回", 10), ["订单号应原", "样返回"]);
});

test("no line begins with a full stop or a comma, and none ends with an opening bracket", () => {
  assert.deepEqual(ruler.wrap("订单号应原。返回", 10), ["订单号应", "原。返回"]);
  assert.deepEqual(ruler.wrap("订单号应\uFF08原样\uFF09", 10), ["订单号应", "\uFF08原样\uFF09"]);
});

test("a word longer than the line is broken anywhere", () => {
  assert.deepEqual(ruler.wrap("a 1763526448072717", 8), ["a", "17635264", "48072717"]);
});

test("empty lines stay", () => {
  assert.deepEqual(ruler.wrap("a\n\nb", 8), ["a", "", "b"]);
});

test("code is cut after the preferred character where one is near the end", () => {
  assert.deepEqual(ruler.cut('{"a":1,"b":2345}', 10, ","), ['{"a":1,', '"b":2345}']);
  assert.deepEqual(ruler.cut("aaaaaaaaaaaa", 10, ","), ["aaaaaaaaaa", "aa"]);
});

test("cutting keeps a character made of several code points whole", () => {
  assert.deepEqual(ruler.cut("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 4), ["👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧"]);
});

test("padding counts columns", () => {
  assert.equal(ruler.pad("发出", 6), "发出  ");
});

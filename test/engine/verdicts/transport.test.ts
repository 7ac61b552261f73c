import assert from "node:assert/strict";
import { test } from "node:test";
import { stringifyJson } from "../../../src/core/json.js";
import { sayMessage } from "../../../src/core/text.js";
import { inShort, judged, type Reply, type Told } from "../../support/judged-exchange.js";

const data = {
  error_code: 0,
  order_id: "1000946099201940764",
  order_out_id: "A1",
  confirm_info: { confirm_mode: 2, confirm_result: 0 },
};
const good = stringifyJson({ data });
const payload = { order_id: data.order_id, biz_type: 2021 };
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
/** `满` in GBK. */
const gbk = latin(`{"data":{"error_code":4,"description":"\xc2\xfa","order_id":"${data.order_id}"}}`);

type Row = readonly [name: string, reply: Reply, expected: readonly string[], words?: RegExp];

const json = { "Content-Type": "application/json" };
const html = { "Content-Type": "text/html" };
const page = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

const rows: readonly Row[] = [
  ["a charset beside the type", { text: good, headers: { "content-type": "application/json;charset=UTF-8" } }, []],
  ["white space around the object", { text: `\r\n ${good}\n` }, []],
  ["escaped text", { text: good.replace("A1", "\\u0041\\u0031") }, []],
  ["HTTP 201", { status: 201, text: good }, ["error transport/status"], /HTTP 201/],
  ["HTTP 204 without a body", { status: 204, headers: {} }, ["error transport/status"]],
  ["HTTP 401", { status: 401, text: "" }, ["error transport/status"], /signature/],
  ["HTTP 404 with a page", { status: 404, text: page, headers: html }, ["error transport/status"], /404.*HTML page/],
  ["HTTP 405", { status: 405, text: "" }, ["error transport/status"], /POST/],
  ["a refusal on HTTP 400", { status: 400, json: { data: { error_code: 4 } } }, ["error transport/status"]],
  ["a refusal on HTTP 500", { status: 500, json: { data: { error_code: 4 } } }, ["error transport/status"]],
  ["HTTP 502 with a page", { status: 502, text: page, headers: html }, ["error transport/status"], /“502 Bad Gateway”/],
  [
    "HTTP 302",
    { status: 302, headers: { Location: "https://login.example.com/" } },
    ["error transport/redirect"],
    /login\.example\.com/,
  ],
  ["HTTP 304", { status: 304, headers: {} }, ["error transport/redirect"]],
  ["no body", { text: "" }, ["error transport/body-empty"]],
  ["a blank body", { text: " \n" }, ["error transport/body-empty"]],
  ["only a byte order mark", { text: "\ufeff" }, ["error transport/body-bom", "error transport/body-empty"]],
  ["a byte order mark", { text: `\ufeff${good}` }, ["error transport/body-bom"]],
  ["GBK", { bytes: gbk }, ["error transport/body-utf8"], /line 1, column \d+.*GBK/],
  ["UTF-16", { bytes: new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]) }, ["error transport/body-utf8"], /UTF-16LE/],
  ["half a character", { bytes: latin('{"data":"\xe6\xbb') }, ["error transport/body-utf8"], /byte 9/],
  ["a trailing comma", { text: good.replace("}}", ",}}") }, ["error transport/body-json"], /Line 1, column \d+.*comma/],
  ["a missing brace", { text: good.slice(0, -1) }, ["error transport/body-json"], /has no \}/],
  ["single quotes", { text: "{'data':{}}" }, ["error transport/body-json"], /double quotes/],
  ["plain OK", { text: "success", headers: json }, ["error transport/body-json"], /Line 1, column 1/],
  [
    "an HTML page on HTTP 200",
    { text: page, headers: html },
    ["error transport/body-json"],
    /HTML error page titled “502 Bad Gateway”/,
  ],
  ["XML", { text: '<?xml version="1.0"?><a/>' }, ["error transport/body-json"], /XML/],
  [
    "a PHP warning before the object",
    { text: `<br />\n<b>Warning</b>: x\n${good}` },
    ["error transport/body-json"],
    /before the JSON object.*Warning/,
  ],
  [
    "a debug line before the object",
    { text: `array(1)\n${good}` },
    ["error transport/body-json"],
    /before the JSON object: array\(1\)/,
  ],
  ["JSONP", { text: `callback(${good})` }, ["error transport/body-json"], /before the JSON object: callback\(/],
  ["text after the object", { text: `${good}done` }, ["error transport/body-json"], /more follows/],
  ["two objects", { text: good + good }, ["error transport/body-json"], /more follows/],
  ["NaN", { text: '{"data":{"error_code":NaN}}' }, ["error transport/body-json"], /NaN/],
  ["an array", { text: `[${good}]` }, ["error transport/body-json"], /not an object/],
  ["null", { text: "null" }, ["error transport/body-json"], /not an object/],
  ["a number", { text: "0" }, ["error transport/body-json"], /not an object/],
  ["JSON encoded twice", { text: JSON.stringify(good) }, ["error transport/body-json"], /twice/],
  ["deep nesting", { text: "[".repeat(100_000) }, ["error transport/body-json"], /deeper than/],
  [
    "text/plain",
    { text: good, headers: { "Content-Type": "text/plain" } },
    ["warning transport/content-type /content-type"],
    /text\/plain/,
  ],
  ["no Content-Type", { text: good, headers: {} }, ["warning transport/content-type /content-type"]],
  [
    "another charset",
    { text: good, headers: { "Content-Type": "application/json; charset=GBK" } },
    ["warning transport/content-type /content-type"],
  ],
  [
    "a key twice",
    { text: good.replace('"order_out_id"', '"order_out_id":"B","order_out_id"') },
    ["warning transport/duplicate-key /data/order_out_id"],
    /line 1, column 77/,
  ],
  ["no envelope", { json: data }, ["error schema/required /data"], /inside the data object/],
  ["an empty object", { json: {} }, ["error schema/required /data"]],
  ["data null", { json: { data: null } }, ["error schema/type /data"]],
  ["data as text", { json: { data: JSON.stringify(data) } }, ["error schema/type /data"], /second time/],
  ["fields beside data", { json: { data, extra: { logid: "x" } } }, ["info schema/extra-field /extra"]],
];

for (const [name, reply, expected, words] of rows) {
  test(`an answer with ${name}`, async () => {
    const result = await judged({ callback: "create-order", payload, reply });
    assert.deepEqual(inShort(result), expected);
    if (words) assert.match(sayMessage("en", result.findings.at(0)?.message ?? { text: { zh: "", en: "" } }), words);
    if (expected.some((short) => short.startsWith("error"))) assert.equal(result.platform.action, "retry");
  });
}

const failures: readonly (readonly [string, Partial<Told>, readonly string[], string])[] = [
  [
    "a timeout while waiting",
    { failure: { kind: "timeout", detail: "headers" } },
    ["error transport/timeout"],
    "transport/timeout",
  ],
  [
    "a timeout in the body",
    { failure: { kind: "timeout", detail: "body" } },
    ["error transport/timeout"],
    "transport/timeout",
  ],
  [
    "a reset",
    { failure: { kind: "reset", detail: "before-answer" } },
    ["error transport/connection"],
    "transport/connection",
  ],
  [
    "a cut body",
    { failure: { kind: "reset", detail: "in-body" } },
    ["error transport/connection"],
    "transport/connection",
  ],
  [
    "something that is not HTTP",
    { failure: { kind: "bad-http", detail: "not-http" } },
    ["error transport/connection"],
    "transport/connection",
  ],
  [
    "a body that is not gzip",
    { failure: { kind: "bad-http", detail: "content-encoding" } },
    ["error transport/content-encoding /content-encoding"],
    "transport/connection",
  ],
  [
    "an endless body",
    { failure: { kind: "too-large", detail: "1048576" } },
    ["error transport/too-large"],
    "transport/too-large",
  ],
  [
    "a redirect",
    { failure: { kind: "redirect", detail: "other.example.com" } },
    ["error transport/redirect"],
    "transport/redirect",
  ],
  ["a refused connection", { failure: { kind: "refused", detail: "connection-refused" } }, [], "transport/connection"],
  ["an unknown host", { failure: { kind: "dns", detail: "not-found" } }, [], "transport/connection"],
  ["an expired certificate", { failure: { kind: "tls", detail: "expired" } }, [], "transport/connection"],
  ["a host that does not pick up", { failure: { kind: "timeout", detail: "connect" } }, [], "transport/timeout"],
  [
    "a reset of our own making",
    { failure: { kind: "reset", detail: "hang-up" }, sabotaged: true },
    [],
    "transport/connection",
  ],
  ["an interrupt", { failure: { kind: "reset", detail: "aborted" } }, [], "transport/connection"],
];

for (const [name, told, expected, rule] of failures) {
  test(`a delivery that ends in ${name}`, async () => {
    const result = await judged({ callback: "create-order", payload, ...told });
    assert.deepEqual(inShort(result), expected);
    assert.deepEqual([result.platform.action, result.platform.rule], ["retry", rule]);
  });
}

test("an answer past 80 % of the timeout is a warning, at 80 % it is not", async () => {
  const told = { callback: "create-order", payload, reply: { text: good }, timeoutMs: 1000 };
  assert.deepEqual(inShort(await judged({ ...told, durationMs: 800 })), []);
  assert.deepEqual(inShort(await judged({ ...told, durationMs: 801 })), ["warning transport/slow"]);
  assert.deepEqual(inShort(await judged({ ...told, durationMs: 801, sabotaged: true })), []);
});

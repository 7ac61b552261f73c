import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { Failure } from "../../src/core/exchange.js";
import { type JsonObject, type JsonValue, parseJson, stringifyJson } from "../../src/core/json.js";
import { renderFinding } from "../../src/core/render-finding.js";
import { sayMessage } from "../../src/core/text.js";
import { projectRoot } from "../support/cli.js";
import { golden } from "../support/golden.js";
import { judged, type Reply, type Told } from "../support/judged-exchange.js";

const create = { callback: "create-order", payload: { order_id: "1000946099201940764", biz_type: 2021 } };
const cancel = {
  callback: "cancel-order",
  payload: { order_id: "1", cancel_id: "2", need_audit: true, refund_amount: 5 },
};

/** Everything that is said of an exchange, and what the platform makes of it. */
async function said(told: Told): Promise<JsonObject> {
  const { findings, platform } = await judged(told);
  return {
    findings: findings.map((finding) => {
      const { message: zh, ...rest } = renderFinding(finding, "zh") as JsonObject;
      return { ...rest, zh: zh ?? null, en: sayMessage("en", finding.message) };
    }),
    platform: { action: platform.action, rule: platform.rule, reason: sayMessage("en", platform.reason) },
  };
}

async function compare(name: string, all: readonly (readonly [string, Told])[]): Promise<void> {
  const lines: Record<string, JsonValue> = {};
  for (const [title, told] of all) lines[title] = await said(told);
  golden(`engine/golden/${name}.json.txt`, `${stringifyJson(lines, 1)}\n`);
}

test("every rule says its failing exchange word for word", async () => {
  const all = readdirSync(`${projectRoot}/fixtures`)
    .flatMap((family) => fixturesOf(`${projectRoot}/fixtures/${family}/rules`))
    .sort();
  await compare(
    "rules",
    all.map((path) => [path.slice(`${projectRoot}/fixtures/`.length), toldBy(path)] as const),
  );
});

function fixturesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".fail.json"))
      .map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

function toldBy(path: string): Told {
  // The fixtures are ours; `judge-fixtures.test.ts` looks at their fields.
  const { request, response, ...told } = parseJson(readFileSync(path, "utf8")) as never as Told & {
    readonly request: JsonObject;
    readonly response?: Reply & { readonly body?: string; readonly bodyBase64?: string };
  };
  if (!response) return { ...told, payload: request };
  const { body = "", bodyBase64, ...head } = response;
  const bytes = bodyBase64 === undefined ? new TextEncoder().encode(body) : Buffer.from(bodyBase64, "base64");
  return { ...told, payload: request, reply: { ...head, bytes: new Uint8Array(bytes) } };
}

const good: JsonObject = { error_code: 0, order_id: "1000946099201940764", order_out_id: "H1" };
const data = (more: JsonObject) => ({ ...create, reply: { json: { data: { ...good, ...more } } } });
const text = (raw: string) => ({ ...cancel, reply: { text: raw } });

test("what is wrong with the form of a field is said word for word", async () => {
  const values: readonly JsonObject[] = [
    { error_code: "0" },
    { error_code: " 7 " },
    { error_code: "-12" },
    { error_code: "7x" },
    { error_code: "" },
    { error_code: true },
    { error_code: null },
    { error_code: 0.5 },
    { error_code: parseJson("1.0") },
    { error_code: parseJson("1e2") },
    { error_code: 999 },
    { error_code: 2n ** 70n },
    { order_id: 7 },
    { order_id: 1000946099201940764n },
    { order_id: parseJson("7.0") },
    { order_id: false },
    { order_id: ["1"] },
    { order_id: "" },
    { order_out_id: null },
    { description: 7 },
    { description: null },
    { description: {} },
    { confirm_info: null },
    { confirm_info: [] },
    { confirm_info: [1] },
    { confirm_info: "" },
    { confirm_info: ' {"confirm_mode":1}' },
    { confirm_info: "confirmed {" },
    { confirm_info: 0 },
    { confirm_info: {} },
    { confirm_info: { confirm_mode: 9 } },
    { confirm_info: { confirm_mode: "1" } },
    { confirm_info: { confirm_mode: 0, confirm_result: 0 } },
    { confirm_info: { confirm_mode: 1, confirm_result: 3 } },
    { confirm_info: { confirm_mode: 1, confirm_result: 1, hotel_confirm_number: 12345 } },
    { confirm_info: { confirmMode: 1, "Confirm-Mode": 2 } },
    { confirm_info: { confirm_mode: 2, note: { deep: [1] } } },
    { member_info: null },
    { member_info: {} },
    { member_info: { member_level: "2", logged_out: "false" } },
    { member_info: { MEMBER_LEVEL: 1 } },
    { orderOutId: "H2" },
    { order__out_id: "H2" },
    { [`order_out_id${"_".repeat(100)}`]: "H2" },
    { [`order_out_id${"_".repeat(87)}`]: "H2" },
    { ["x".repeat(60)]: 1 },
    { ["x".repeat(40)]: 1 },
    { ["x".repeat(41)]: 1 },
    { "a/b~c": 1, "": 2, "0": 3 },
    Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`extra_${i}`, i])),
  ];
  const bare: readonly JsonValue[] = [
    {},
    { data: null },
    { data: [] },
    { data: [good] },
    { data: "{}" },
    { data: {} },
    { Data: good },
    { code: 0, data: good },
    { error_code: 0, order_out_id: "H1" },
    { data: { data: good } },
    { data: { errorCode: 0, orderId: "1000946099201940764", orderOutId: "H1" } },
    { data: { order_out_id: "H1" } },
  ];
  await compare("forms", [
    ...values.map((more) => [`data + ${stringifyJson(more)}`.slice(0, 200), data(more)] as const),
    ...bare.map((json) => [stringifyJson(json), { ...create, reply: { json } }] as const),
    ...["0", "1", "2", "3"].map((result) => {
      const raw = `{"data":{"error_code":0,"cancel_mode":1,"cancel_result":${result},"refund_fee_amount":0,"reason":""}}`;
      return [raw, text(raw)] as const;
    }),
    ...["0", "[]", "null", "false", '""'].map((value) => {
      const raw = `{"data":{"error_code":0,"cancel_mode":2,"cancel_result":${value},"refund_fee_amount":${value}}}`;
      return [raw, text(raw)] as const;
    }),
  ]);
});

test("what is wrong with a body is said word for word", async () => {
  const bodies: readonly string[] = [
    ...[
      "",
      " \n",
      "\ufeff",
      '\ufeff{"data":{"error_code":0,"cancel_mode":2}}',
      "null",
      "7",
      "1e400",
      '"ok"',
      "success",
      "true",
    ],
    ...["[]", "[{}]", "1902790713142520557", "{'data': {'error_code': 0}}", "{data:{}}", '{"data":{"error_code":0,}}'],
    ...[
      '{"data":{"error_code":0}',
      '{"data":{"error_code":0}}}',
      '{"data":{"error_code":0}} ok',
      "error_code=0&data=1",
    ],
    ...['INFO start {"data":{"error_code":0,"cancel_mode":2}}', ' \n {"data":{"error_code":0,"cancel_mode":2}} tail'],
    ...['x{ "data": 1} y', '<?xml version="1.0"?><r/>', "<html><head><title>502 Bad Gateway</title></head></html>"],
    ...[
      "<!-- a --> <!doctype html><h1 class='x'>Oops</h1>",
      "<body>no title</body>",
      "<p>paragraph",
      "<pre>trace</pre>",
    ],
    ...["<b>Fatal error</b>: x", `<title>${"long ".repeat(30)}</title>`, `${" ".repeat(4001)}<html>`, "text <html>"],
    ...["Traceback (most recent call last):\n  File", "java.lang.NullPointerException\n\tat a.b", `${"y".repeat(300)}`],
    ...[
      '{"a":"1\t2"}',
      `{"data":{"error_code":0,"reason":"${"中".repeat(60)}" "x"}}`,
      '{"data":{"a":1,"a":2,"b":{"c":1,"c":1}}}',
    ],
    ...[
      '{"data":{"error_code":0,"cancel_mode":2,"error_code":1}}',
      `${"[".repeat(1200)}`,
      '{"data":NaN}',
      '{"data":undefined}',
    ],
  ];
  const bytes: readonly (readonly [string, readonly number[]])[] = [
    ["GBK", [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xd6, 0xd0, 0xce, 0xc4, 0x22, 0x7d]],
    ["UTF-16 little endian", [0xff, 0xfe, 0x7b, 0, 0x7d, 0]],
    ["UTF-16 big endian", [0xfe, 0xff, 0, 0x7b, 0, 0x7d]],
    ["one byte FF", [0xff]],
    ["FF, then FF", [0xff, 0xff, 0x41]],
    ["FE, then 41", [0xfe, 0x41]],
    ["half a character", [0x7b, 0x22, 0xe4, 0xb8]],
    ["gzip", [0x1f, 0x8b, 0x08, 0x00]],
    ["Latin-1", [0x7b, 0x22, 0xe9, 0x22, 0x7d]],
  ];
  await compare("bodies", [
    ...bodies.map((raw) => [raw.slice(0, 80), text(raw)] as const),
    ...bytes.map(([name, raw]) => [name, { ...cancel, reply: { bytes: new Uint8Array(raw) } }] as const),
  ]);
});

test("what is wrong with status and headers is said word for word", async () => {
  const json = { data: { error_code: 0, cancel_mode: 2 } };
  const statuses = [
    199, 201, 204, 299, 300, 301, 302, 304, 307, 399, 400, 401, 403, 404, 405, 413, 415, 422, 429, 499, 500, 502, 503,
    504,
  ];
  const pages = ["", "<title>Not here</title>", "plain words", `${"z".repeat(200)}`, '{"message":"no"}'];
  const types = [
    ...[
      "text/html",
      "text/html; charset=utf-8",
      "application/json;charset=UTF8",
      "application/json; charset=gbk",
      "Application/JSON",
    ],
    ...[
      'application/json; charset="utf-8"',
      "application/json; a=b; charset = GB2312",
      "application/vnd.x+json",
      "text/json",
      "",
    ],
    ...[
      "application/json; charset=xutf-8",
      "application/json; charset=utf-8x",
      "application/json;charset=iso-8859-1,x",
    ],
  ];
  const encodings = ["gzip", "deflate", "br", "identity", "zstd", "x"];
  await compare("heads", [
    ...statuses.map((status) => [`${status}`, { ...cancel, reply: { status, json } }] as const),
    ...[301, 302, 308].map((status) => {
      const headers = { Location: "https://h.example/login?x=1" };
      return [`${status} with a place`, { ...cancel, reply: { status, headers, text: "" } }] as const;
    }),
    ...[400, 404, 500, 503].flatMap((status) =>
      pages.map((page) => [`${status} ${page.slice(0, 30)}`, { ...cancel, reply: { status, text: page } }] as const),
    ),
    ...types.map(
      (type) => [`type ${type}`, { ...cancel, reply: { json, headers: { "Content-Type": type } } }] as const,
    ),
    ["no type", { ...cancel, reply: { json, headers: {} } }],
    ...encodings.map((encoding) => {
      const headers = { "Content-Type": "application/json", "Content-Encoding": encoding };
      return [`encoding ${encoding}`, { ...cancel, reply: { json, headers } }] as const;
    }),
  ]);
});

test("what became of a connection is said word for word", async () => {
  const failures: readonly string[] = [
    ...[
      "refused connection-refused",
      "refused host-unreachable",
      "refused mfile",
      "dns not-found",
      "dns try-again",
      "dns x",
    ],
    ...[
      "tls expired",
      "tls self-signed",
      "tls unknown-authority",
      "tls wrong-name",
      "tls handshake",
      "tls server-speaks-http",
    ],
    ...[
      "reset before-answer",
      "reset in-body",
      "reset reused-connection",
      "timeout connect",
      "timeout headers",
      "timeout body",
    ],
    ...[
      "timeout x",
      "too-large 1048576",
      "too-large 5",
      "too-large x",
      "bad-http not-http",
      "bad-http server-speaks-tls",
      "bad-http header",
    ],
    ...[
      "bad-http incomplete",
      "bad-http surplus-bytes",
      "bad-http gzip",
      "bad-http deflate",
      "bad-http br",
      "bad-http content-encoding",
    ],
    ...["bad-http chunk-size", "bad-http headers-too-large", "redirect loop", "redirect x"],
  ];
  const failure = (line: string): Failure => {
    const [kind = "", detail = ""] = line.split(" ");
    return { kind: kind as Failure["kind"], detail };
  };
  const json = { data: { error_code: 0, cancel_mode: 2 } };
  const durations = [3999, 4000, 4001, 4500, 4999, 5000, 5001];
  await compare("connections", [
    ...failures.map((line) => [line, { ...cancel, failure: failure(line) }] as const),
    ...failures.map(
      (line) => [`${line}, answered`, { ...cancel, failure: failure(line), reply: { text: '{"da' } }] as const,
    ),
    ["hung up by us", { ...cancel, failure: failure("reset before-answer"), sabotaged: true }],
    ...durations.map((durationMs) => [`${durationMs} ms`, { ...cancel, durationMs, reply: { json } }] as const),
    ["80 of 100 ms", { ...cancel, durationMs: 80, timeoutMs: 100, reply: { json } }],
    ["81 of 100 ms", { ...cancel, durationMs: 81, timeoutMs: 100, reply: { json } }],
  ]);
});

test("what an unsigned or wrongly signed request was answered is said word for word", async () => {
  const forms = [
    "missing",
    "wrong-secret",
    "tampered-body",
    "tampered-query",
    "swapped-key",
    "old-only",
    "new-only",
  ] as const;
  const replies: readonly (readonly [string, Reply])[] = [
    ["accepted", { json: { data: good } }],
    ["accepted with a blank order", { json: { data: { error_code: 0, order_out_id: " " } } }],
    ["accepted with a number", { json: { data: { error_code: 0, order_out_id: 7 } } }],
    ["accepted with the order of the request", { json: { data: { error_code: 0, order_out_id: "SAME" } } }],
    ["refused", { json: { data: { error_code: 100, description: "sign" } } }],
    ["refused with text code", { json: { data: { error_code: "100" } } }],
    ["refused bare", { json: { code: 1 } }],
    ["401", { status: 401, text: "" }],
    ["401 with words", { status: 401, text: " no " }],
    ["403", { status: 403, json: { message: "no" } }],
    ["402", { status: 402, text: "" }],
    ["404", { status: 404, text: "" }],
    ["500", { status: 500, text: "<title>x</title>" }],
    ["nothing", { text: "" }],
    ["words", { text: "bad sign" }],
    ["words of no encoding", { bytes: new Uint8Array([0xff, 0x41]) }],
  ];
  const payload = { ...create.payload, order_out_id: "SAME" };
  await compare("forged", [
    ...forms.flatMap((signature) =>
      replies.map(([name, reply]) => [`${signature}: ${name}`, { ...create, payload, signature, reply }] as const),
    ),
    ...replies.map(([name, reply]) => [`malformed: ${name}`, { ...create, malformed: true, reply }] as const),
  ]);
});

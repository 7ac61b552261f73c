import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonValue } from "../../../src/core/json.js";
import { inShort, judged, type Reply, type Told } from "../../support/judged-exchange.js";

const payload = { order_id: "1000946099201940764", biz_type: 2021 };
const bare = (code: JsonValue): Reply => ({ json: { data: { error_code: code, description: "sign" } } });
const outside = (code: JsonValue): Reply => ({ json: { error_code: code, description: "sign" } });
const accepted: Reply = {
  json: {
    data: {
      error_code: 0,
      order_id: payload.order_id,
      order_out_id: "A1",
      confirm_info: { confirm_mode: 2, confirm_result: 0 },
    },
  },
};

type Row = readonly [name: string, told: Partial<Told>, reply: Reply, expected: readonly string[]];

const forged = { signature: "wrong-secret" } as const;
const malformed = { malformed: true } as const;
const code = "/data/error_code";

const rows: readonly Row[] = [
  ["a forgery refused with 401 and nothing else", forged, { status: 401, headers: {} }, []],
  ["a forgery refused with 403 and a page", forged, { status: 403, text: "<html></html>", headers: {} }, []],
  ["a forgery refused with 400", forged, { status: 400, text: "bad sign" }, []],
  ["a forgery refused bare on 200", forged, bare(13), []],
  [
    "a forgery refused with an undocumented code",
    forged,
    bare(401),
    [`warning create-order/error-code-documented ${code}`],
  ],
  ["a forgery refused with code 15", forged, bare(15), [`warning create-order/error-code-documented ${code}`]],
  ["a forgery refused with a code as text", forged, bare("13"), [`error schema/type ${code}`]],
  ["a forgery refused without a code", forged, { json: { data: {} } }, [`error schema/required ${code}`]],
  ["a forgery refused without data", forged, { json: { msg: "bad sign" } }, ["error schema/required /data"]],
  ["a forgery refused without data, the code outside", forged, outside(13), ["warning schema/required /data"]],
  ["a forgery accepted without data", forged, outside(0), ["error schema/required /data"]],
  ["a malformed request refused without data", malformed, outside(5), ["warning schema/required /data"]],
  ["a forgery answered 404", forged, { status: 404 }, ["error transport/status"]],
  [
    "a forgery answered with a login page",
    forged,
    { status: 302, headers: { Location: "/login" } },
    ["error transport/redirect"],
  ],
  ["a forgery that crashes", forged, { status: 500, text: "<html>oops</html>" }, ["error signature/crashed"]],
  ["a forgery answered with nothing", forged, { text: "" }, ["error signature/crashed"]],
  ["a forgery answered with text", forged, { text: "sign error" }, ["error transport/body-json"]],
  ["a forgery accepted", forged, accepted, [`error signature/forged-accepted ${code}`]],
  [
    "a refused forgery that left an order",
    forged,
    { json: { data: { error_code: 13, order_out_id: "A1" } } },
    ["error signature/forged-has-effect /data/order_out_id"],
  ],
  [
    "a request without any signature, accepted",
    { signature: "missing" },
    accepted,
    [`error signature/forged-accepted ${code}`],
  ],
  ["a malformed request refused bare", malformed, bare(5), []],
  [
    "a malformed request refused with 400",
    malformed,
    { status: 400, text: "no order_id" },
    ["warning transport/status"],
  ],
  ["a malformed request refused with 401", malformed, { status: 401 }, ["warning transport/status"]],
  ["a malformed request refused with 422", malformed, { status: 422 }, ["error transport/status"]],
  ["a malformed request that crashes", malformed, { status: 500 }, ["error transport/status"]],
  [
    "a malformed request refused with code 42",
    malformed,
    bare(42),
    [`error create-order/error-code-documented ${code}`],
  ],
  [
    "a malformed request refused with code 18",
    malformed,
    bare(18),
    [`warning create-order/error-code-documented ${code}`],
  ],
  [
    "a malformed request with a nameless refusal",
    malformed,
    { json: { data: { error_code: "x" } } },
    [`error schema/type ${code}`],
  ],
  ["a malformed request accepted", malformed, accepted, []],
  ["only the URL's signature, refused with 401", { signature: "old-only" }, { status: 401 }, []],
  ["only the header's signature, refused bare", { signature: "new-only" }, bare(13), []],
  ["only the header's signature, accepted", { signature: "new-only" }, accepted, []],
  [
    "only the header's signature, accepted with a mistake",
    { signature: "new-only" },
    {
      json: {
        data: { error_code: 0, order_id: payload.order_id, confirm_info: { confirm_mode: 2, confirm_result: 0 } },
      },
    },
    ["error create-order/out-id-on-success /data/order_out_id"],
  ],
];

for (const [name, told, reply, expected] of rows) {
  test(`the answer to ${name}`, async () => {
    assert.deepEqual(inShort(await judged({ callback: "create-order", payload, reply, ...told })), expected);
  });
}

test("a cancel that is malformed is held to the document's codes, but may be bare", async () => {
  const told = { callback: "cancel-order", payload: { order_id: "1" }, malformed: true };
  assert.deepEqual(inShort(await judged({ ...told, reply: bare(5) })), []);
  assert.deepEqual(inShort(await judged({ ...told, reply: bare(42) })), [
    `error cancel-order/error-code-documented ${code}`,
  ]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject, JsonValue } from "../../../src/core/json.js";
import { inShort, judged, type Told } from "../../support/judged-exchange.js";

const orderId = "1000946099201940764";
const confirmed = { confirm_mode: 1, confirm_result: 1, hotel_confirm_number: "CN-1" };
const waiting = { confirm_mode: 2, confirm_result: 0 };
const accepted = { error_code: 0, description: "success", order_id: orderId, order_out_id: "nZJs9msX3I" };
const refused = (code: JsonValue): JsonObject => ({ error_code: code, description: "no", order_id: orderId });
const paid = { pay_info: { pay_time_unix: 1767225600 } };

type Row = readonly [name: string, data: JsonValue, expected: readonly string[], action: string, told?: Partial<Told>];

const echo = "error create-order/order-id-echo /data/order_id";
const outId = "error create-order/out-id-on-success /data/order_out_id";
const needsInfo = "error create-order/confirm-info-required /data/confirm_info";
const needsMode = "error create-order/confirm-mode-required /data/confirm_info/confirm_mode";
const needsResult = "error create-order/sync-confirm-complete /data/confirm_info/confirm_result";
const needsNumber = "error create-order/sync-confirm-complete /data/confirm_info/hotel_confirm_number";
const decided = "error create-order/async-confirm-consistent /data/confirm_info/confirm_result";
const documentedCode = "create-order/error-code-documented /data/error_code";
const twoStep = { merchant: { mode: "two-step" } } as const;
const voucher = { payload: { order_id: orderId, biz_type: 2011 } };

const lawful: readonly Row[] = [
  ["confirmed at once", { ...accepted, confirm_info: confirmed }, [], "confirm"],
  ["confirmed later", { ...accepted, confirm_info: waiting }, [], "wait-confirm"],
  [
    "refused at once, without a number",
    { ...accepted, confirm_info: { confirm_mode: 1, confirm_result: 2 } },
    [],
    "refund",
  ],
  ["two-step without confirm_info", accepted, [], "accept", twoStep],
  ["two-step, already paid", accepted, [], "wait-confirm", { ...twoStep, payload: { order_id: orderId, ...paid } }],
  ["two-step, yet confirmed at once", { ...accepted, confirm_info: confirmed }, [], "confirm", twoStep],
  [
    "two-step, asynchronous without a result",
    { ...accepted, confirm_info: { confirm_mode: 2 } },
    [],
    "wait-confirm",
    twoStep,
  ],
  [
    "a number-like order_out_id",
    { ...accepted, order_out_id: "20260301000017", confirm_info: confirmed },
    [],
    "confirm",
  ],
  ["Douyin's own id as order_out_id", { ...accepted, order_out_id: orderId, confirm_info: confirmed }, [], "confirm"],
  [
    "a member",
    { ...accepted, confirm_info: confirmed, member_info: { logged_out: 0, member_level: 3 } },
    [],
    "confirm",
  ],
  ["no member any more", { ...accepted, confirm_info: confirmed, member_info: { logged_out: 1 } }, [], "confirm"],
  [
    "a level beside logged_out 1, as in the document",
    { ...accepted, confirm_info: confirmed, member_info: { logged_out: 1, member_level: 1 } },
    [],
    "confirm",
  ],
  ["no description", { error_code: 0, order_id: orderId, order_out_id: "A", confirm_info: confirmed }, [], "confirm"],
  ["full", refused(4), [], "reject"],
  ["13 for a refusal", refused(13), [], "reject"],
  ["14 for a refusal", refused(14), [], "reject"],
  ["please retry", refused(100), [], "retry"],
  ["a refusal with an empty order_out_id", { ...refused(8), order_out_id: "" }, [], "reject"],
  ["a refusal of a paid order", refused(4), [], "reject", { payload: { order_id: orderId, ...paid } }],
  ["a voucher confirmed at once", { ...accepted, confirm_info: confirmed }, [], "confirm", voucher],
  ["a voucher answered asynchronously", { ...accepted, confirm_info: { confirm_mode: 2 } }, [], "accept", voucher],
  ["a voucher in two-step mode", accepted, [], "accept", { ...voucher, ...twoStep }],
  [
    "declared synchronous and is",
    { ...accepted, confirm_info: confirmed },
    [],
    "confirm",
    { merchant: { confirm: "sync" } },
  ],
  [
    "declared asynchronous and is",
    { ...accepted, confirm_info: waiting },
    [],
    "wait-confirm",
    { merchant: { confirm: "async" } },
  ],
];

const noted: readonly Row[] = [
  [
    "a voucher without confirm_info",
    accepted,
    ["info create-order/confirm-info-required /data/confirm_info"],
    "accept",
    voucher,
  ],
  [
    "an extra field",
    { ...accepted, confirm_info: confirmed, trace_id: "t-1" },
    ["info schema/extra-field /data/trace_id"],
    "confirm",
  ],
  [
    "an extra field in confirm_info",
    { ...accepted, confirm_info: { ...confirmed, operator: { name: "li" } } },
    ["info schema/extra-field /data/confirm_info/operator"],
    "confirm",
  ],
  [
    "nulls in optional fields, as Jackson writes them",
    {
      ...accepted,
      description: null,
      confirm_info: { ...waiting, hotel_confirm_number: null },
      member_info: null,
    },
    [
      "info schema/null-optional /data/confirm_info/hotel_confirm_number",
      "info schema/null-optional /data/description",
      "info schema/null-optional /data/member_info",
    ],
    "wait-confirm",
  ],
  [
    "a refusal whose unused objects are null",
    { ...refused(4), order_out_id: null, confirm_info: null, member_info: null },
    [
      "info schema/null-optional /data/confirm_info",
      "info schema/null-optional /data/member_info",
      "info schema/null-optional /data/order_out_id",
    ],
    "reject",
  ],
  [
    "declared synchronous, answered asynchronously",
    { ...accepted, confirm_info: waiting },
    ["info create-order/declared-mode /data/confirm_info/confirm_mode"],
    "wait-confirm",
    { merchant: { confirm: "sync" } },
  ],
  [
    "declared asynchronous, confirmed at once",
    { ...accepted, confirm_info: confirmed },
    ["info create-order/declared-mode /data/confirm_info/confirm_mode"],
    "confirm",
    { merchant: { confirm: "async" } },
  ],
];

const mild: readonly Row[] = [
  [
    "a refusal with the zeros that Go writes",
    {
      ...refused(4),
      order_out_id: "",
      confirm_info: { confirm_mode: 0, hotel_confirm_number: "", confirm_result: 0 },
      member_info: { logged_out: 0, member_level: 0 },
    },
    ["warning schema/zero-optional /data/confirm_info/confirm_mode"],
    "reject",
  ],
  [
    "a refusal with the empty lists that PHP writes",
    { ...refused(4), confirm_info: [], member_info: [] },
    ["warning schema/zero-optional /data/confirm_info", "warning schema/zero-optional /data/member_info"],
    "reject",
  ],
  [
    "two-step with an all-zero confirm_info",
    { ...accepted, confirm_info: { confirm_mode: 0, hotel_confirm_number: "", confirm_result: 0 } },
    ["warning schema/zero-optional /data/confirm_info/confirm_mode"],
    "accept",
    twoStep,
  ],
  [
    "two-step with an empty list for confirm_info",
    { ...accepted, confirm_info: [] },
    ["warning schema/zero-optional /data/confirm_info"],
    "accept",
    twoStep,
  ],
  [
    "a voucher with an all-zero confirm_info",
    { ...accepted, confirm_info: { confirm_mode: 0, hotel_confirm_number: "", confirm_result: 0 } },
    ["warning schema/zero-optional /data/confirm_info/confirm_mode"],
    "accept",
    voucher,
  ],
  [
    "a voucher confirmed without a number",
    { ...accepted, confirm_info: { confirm_mode: 1, confirm_result: 1 } },
    ["warning create-order/sync-confirm-complete /data/confirm_info/hotel_confirm_number"],
    "accept",
    voucher,
  ],
  ["code 15", refused(15), [`warning ${documentedCode}`], "reject"],
  ["code 18", refused(18), [`warning ${documentedCode}`], "reject"],
  [
    "code 7 for an order that may exist",
    refused(7),
    ["warning create-order/code-7-on-existing /data/error_code"],
    "reject",
  ],
  [
    "code 7 for an order that was never accepted",
    refused(7),
    ["warning create-order/code-7-on-existing /data/error_code"],
    "reject",
    { orderStored: false },
  ],
  [
    "asynchronous without a result in one-step mode",
    { ...accepted, confirm_info: { confirm_mode: 2 } },
    ["warning create-order/async-confirm-consistent /data/confirm_info/confirm_result"],
    "wait-confirm",
  ],
  [
    "a refusal with a filled confirm_info",
    { ...refused(4), confirm_info: { confirm_mode: 1, confirm_result: 2 } },
    ["warning create-order/refusal-carries-no-confirmation /data/confirm_info"],
    "reject",
  ],
  [
    "100 with a filled confirm_info",
    { ...refused(100), confirm_info: confirmed },
    ["warning create-order/refusal-carries-no-confirmation /data/confirm_info"],
    "retry",
  ],
];

const wrong: readonly Row[] = [
  ["no order_id", { error_code: 0, order_out_id: "A", confirm_info: confirmed }, [echo], "retry"],
  ["order_id null", { ...accepted, order_id: null, confirm_info: confirmed }, [echo], "retry"],
  ["a refusal without order_id", { error_code: 4, description: "full" }, [echo], "reject"],
  ["another order's id", { ...accepted, order_id: "1000946099201940765", confirm_info: confirmed }, [echo], "retry"],
  ["an id with spaces", { ...accepted, order_id: ` ${orderId}`, confirm_info: confirmed }, [echo], "retry"],
  [
    "an id rounded by JavaScript",
    { ...accepted, order_id: "1000946099201940700", confirm_info: confirmed },
    [echo],
    "retry",
  ],
  ["an empty order_id", { ...accepted, order_id: "", confirm_info: confirmed }, [echo], "retry"],
  [
    "order_id as an exact number",
    { ...accepted, order_id: 1000946099201940764n, confirm_info: confirmed },
    [echo],
    "retry",
  ],
  ["order_id as an object", { ...accepted, order_id: { id: orderId }, confirm_info: confirmed }, [echo], "retry"],
  ["no order_out_id", { error_code: 0, order_id: orderId, confirm_info: confirmed }, [outId], "confirm"],
  ["an empty order_out_id", { ...accepted, order_out_id: "", confirm_info: confirmed }, [outId], "confirm"],
  ["a blank order_out_id", { ...accepted, order_out_id: "  ", confirm_info: confirmed }, [outId], "confirm"],
  ["order_out_id null", { ...accepted, order_out_id: null, confirm_info: confirmed }, [outId], "confirm"],
  [
    "order_out_id as a number",
    { ...accepted, order_out_id: 17, confirm_info: confirmed },
    ["error schema/type /data/order_out_id"],
    "retry",
  ],
  [
    "hotel_confirm_number as a number",
    { ...accepted, confirm_info: { ...confirmed, hotel_confirm_number: 17 } },
    ["error schema/type /data/confirm_info/hotel_confirm_number"],
    "retry",
  ],
  [
    "error_code as text",
    { ...accepted, error_code: "0", confirm_info: confirmed },
    ["error schema/type /data/error_code"],
    "retry",
  ],
  [
    "error_code null",
    { ...accepted, error_code: null, confirm_info: confirmed },
    ["error schema/type /data/error_code"],
    "retry",
  ],
  [
    "error_code true",
    { ...accepted, error_code: true, confirm_info: confirmed },
    ["error schema/type /data/error_code"],
    "retry",
  ],
  ["no error_code", { order_id: orderId, order_out_id: "A" }, ["error schema/required /data/error_code"], "retry"],
  [
    "errorCode for error_code",
    { errorCode: 0, order_id: orderId, order_out_id: "A" },
    ["error schema/required /data/error_code"],
    "retry",
  ],
  [
    "a number for description",
    { ...accepted, description: 1, confirm_info: confirmed },
    ["error schema/type /data/description"],
    "retry",
  ],
  [
    "confirm_info as JSON text",
    { ...accepted, confirm_info: JSON.stringify(confirmed) },
    ["error schema/type /data/confirm_info"],
    "retry",
  ],
  [
    "confirm_mode as text",
    { ...accepted, confirm_info: { ...confirmed, confirm_mode: "1" } },
    ["error schema/type /data/confirm_info/confirm_mode"],
    "retry",
  ],
  [
    "confirm_result 3",
    { ...accepted, confirm_info: { ...confirmed, confirm_result: 3 } },
    ["error schema/enum /data/confirm_info/confirm_result"],
    "cancel-order",
  ],
  ["no confirm_info in one-step mode", accepted, [needsInfo], "cancel-order"],
  ["confirm_info null in one-step mode", { ...accepted, confirm_info: null }, [needsInfo], "cancel-order"],
  ["an empty confirm_info", { ...accepted, confirm_info: {} }, [needsMode], "cancel-order"],
  ["an empty list for confirm_info", { ...accepted, confirm_info: [] }, [needsMode], "cancel-order"],
  [
    "confirm_mode left out",
    { ...accepted, confirm_info: { confirm_result: 1, hotel_confirm_number: "C" } },
    [needsMode],
    "cancel-order",
  ],
  ["confirm_mode 0", { ...accepted, confirm_info: { ...confirmed, confirm_mode: 0 } }, [needsMode], "cancel-order"],
  ["confirm_mode 3", { ...accepted, confirm_info: { ...confirmed, confirm_mode: 3 } }, [needsMode], "cancel-order"],
  [
    "an all-zero confirm_info in one-step mode",
    { ...accepted, confirm_info: { confirm_mode: 0, hotel_confirm_number: "", confirm_result: 0 } },
    [needsMode],
    "cancel-order",
  ],
  [
    "a filled confirm_info without mode in two-step mode",
    { ...accepted, confirm_info: { confirm_result: 1 } },
    [needsMode],
    "accept",
    twoStep,
  ],
  [
    "synchronous without a result",
    { ...accepted, confirm_info: { confirm_mode: 1, hotel_confirm_number: "C" } },
    [needsResult],
    "cancel-order",
  ],
  [
    "synchronous with result 0",
    { ...accepted, confirm_info: { ...confirmed, confirm_result: 0 } },
    [needsResult],
    "cancel-order",
  ],
  [
    "synchronous without a number",
    { ...accepted, confirm_info: { confirm_mode: 1, confirm_result: 1 } },
    [needsNumber],
    "cancel-order",
  ],
  [
    "synchronous with an empty number",
    { ...accepted, confirm_info: { ...confirmed, hotel_confirm_number: "" } },
    [needsNumber],
    "cancel-order",
  ],
  [
    "synchronous with a null number",
    { ...accepted, confirm_info: { ...confirmed, hotel_confirm_number: null } },
    [needsNumber],
    "cancel-order",
  ],
  [
    "asynchronous, yet accepted",
    { ...accepted, confirm_info: { confirm_mode: 2, confirm_result: 1 } },
    [decided],
    "wait-confirm",
  ],
  [
    "asynchronous, yet refused",
    { ...accepted, confirm_info: { confirm_mode: 2, confirm_result: 2 } },
    [decided],
    "wait-confirm",
  ],
  ["code 16", refused(16), [`error ${documentedCode}`], "reject"],
  ["code 42", refused(42), [`error ${documentedCode}`], "reject"],
  ["code 500", refused(500), [`error ${documentedCode}`], "reject"],
  ["a negative code", refused(-1), [`error ${documentedCode}`], "reject"],
  ["an endless code", refused(99999999999999999999n), [`error ${documentedCode}`], "reject"],
  [
    "code 7 for an order that exists",
    refused(7),
    ["error create-order/code-7-on-existing /data/error_code"],
    "reject",
    { orderStored: true },
  ],
  [
    "logged_out 2",
    { ...accepted, confirm_info: confirmed, member_info: { logged_out: 2 } },
    ["error create-order/member-info-valid /data/member_info/logged_out"],
    "confirm",
  ],
  [
    "logged_out true",
    { ...accepted, confirm_info: confirmed, member_info: { logged_out: true, member_level: 1 } },
    ["error create-order/member-info-valid /data/member_info/logged_out"],
    "retry",
  ],
  [
    "member_level as text",
    { ...accepted, confirm_info: confirmed, member_info: { logged_out: 0, member_level: "3" } },
    ["error create-order/member-info-valid /data/member_info/member_level"],
    "retry",
  ],
  [
    "member_level with a fraction",
    { ...accepted, confirm_info: confirmed, member_info: { member_level: 1.5 } },
    ["error create-order/member-info-valid /data/member_info/member_level"],
    "retry",
  ],
  [
    "several mistakes at once",
    { error_code: 0, order_id: "1", confirm_info: { confirm_mode: 1 } },
    [needsResult, echo, outId],
    "retry",
  ],
];

for (const [kind, rows] of Object.entries({ lawful, noted, mild, wrong })) {
  for (const [name, data, expected, action, told] of rows) {
    test(`${kind} answer to a create: ${name}`, async () => {
      const callback = "create-order";
      const payload = { order_id: orderId, biz_type: 2021 };
      const result = await judged({ callback, payload, reply: { json: { data } }, ...told });
      assert.deepEqual(inShort(result), expected);
      assert.equal(result.platform.action, action);
    });
  }
}

test("in the observed reading any code but 0 is retried", async () => {
  const reply = { json: { data: refused(6) } };
  const result = await judged({ callback: "create-order", payload: { order_id: orderId }, reply }, "observed");
  assert.deepEqual([result.platform.action, result.platform.rule], ["retry", "create-retry-codes"]);
});

test("without the request the id is not compared, and only its type is judged", async () => {
  const reply = { json: { data: { ...accepted, order_id: "whatever", confirm_info: confirmed } } };
  assert.deepEqual(inShort(await judged({ callback: "create-order", reply })), []);
  const number = { json: { data: { ...accepted, order_id: 5, confirm_info: confirmed } } };
  assert.deepEqual(inShort(await judged({ callback: "create-order", reply: number })), [
    "error schema/type /data/order_id",
  ]);
});

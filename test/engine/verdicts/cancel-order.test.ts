import assert from "node:assert/strict";
import { test } from "node:test";
import { type JsonObject, type JsonValue, parseJson } from "../../../src/core/json.js";
import { inShort, judged, type Told } from "../../support/judged-exchange.js";

const request = {
  order_id: "1000946099201940764",
  cancel_id: "7301",
  biz_type: 2021,
  after_sale_type: 1,
  refund_type: 11,
};
const audit = { ...request, cancel_type: 2, need_audit: true, refund_amount: 20000, penalty: 1000 };
const notice = { ...request, cancel_type: 2, need_audit: false, refund_amount: 20000, penalty: 1000 };
const beforePayment = { ...request, cancel_type: 1, need_audit: null };
const createFailed = { ...request, cancel_type: 3, need_audit: false, refund_amount: 20000 };
const { need_audit: _, ...unsaid } = notice;

const agreed = { error_code: 0, description: "success", cancel_mode: 1, cancel_result: 1 };
const refused = { error_code: 0, cancel_mode: 1, cancel_result: 2, reason: "已入住" };
const later = { error_code: 0, cancel_mode: 2 };

type Row = readonly [
  name: string,
  data: JsonValue,
  expected: readonly string[],
  action: string,
  payload?: JsonObject,
  told?: Partial<Told>,
];

const needsMode = "cancel-order/mode-required /data/cancel_mode";
const needsResult = "error cancel-order/sync-needs-result /data/cancel_result";
const byCode = "cancel-order/refusal-by-code /data/error_code";
const isFinal = "cancel-order/notice-is-final";
const fee = "cancel-order/fee-in-range /data/refund_fee_amount";
const needsReason = "cancel-order/refusal-needs-reason /data/reason";

const lawful: readonly Row[] = [
  ["agreed at once", agreed, [], "refund"],
  ["agreed at once before payment", agreed, [], "cancel-order", beforePayment],
  ["agreed to a notice", agreed, [], "refund", notice],
  ["agreed to the cancel of a failed create", agreed, [], "refund", createFailed],
  [
    "agreed to the cancel of a failed create with a fee of 0",
    { ...agreed, refund_fee_amount: 0 },
    [],
    "refund",
    createFailed,
  ],
  ["agreed with a fee", { ...agreed, refund_fee_amount: 1000 }, [], "refund"],
  ["agreed with a fee of the whole refund", { ...agreed, refund_fee_amount: 20000 }, [], "refund"],
  ["agreed with a fee of 0", { ...agreed, refund_fee_amount: 0 }, [], "cancel-order", beforePayment],
  ["agreed with a reason, as in the document", { ...agreed, reason: "用户取消" }, [], "refund"],
  ["agreed with an empty reason", { ...agreed, reason: "" }, [], "refund"],
  ["refused an audit", refused, [], "refund"],
  ["refused an audit, allow-listed", refused, [], "keep", audit, { merchant: { refusalTrusted: true } }],
  ["audited later", later, [], "wait-audit"],
  ["refund only, agreed", agreed, [], "refund", { ...notice, after_sale_type: 3 }],
  ["please retry", { error_code: 100, description: "busy", cancel_mode: 1 }, [], "retry"],
  ["please retry, asynchronous", { error_code: 100, cancel_mode: 2 }, [], "retry"],
  ["declared synchronous and is", agreed, [], "refund", audit, { merchant: { cancel: "sync" } }],
  ["declared asynchronous, agreed to a notice", agreed, [], "refund", notice, { merchant: { cancel: "async" } }],
  [
    "a fee without refund_amount to compare with",
    { ...agreed, refund_fee_amount: 99999 },
    [],
    "refund",
    { ...request, cancel_type: 2, need_audit: true },
  ],
];

const noted: readonly Row[] = [
  ["an extra field", { ...agreed, order_out_id: "A" }, ["info schema/extra-field /data/order_out_id"], "refund"],
  [
    "nulls in unused fields",
    { ...later, cancel_result: null, refund_fee_amount: null, reason: null },
    [
      "info schema/null-optional /data/cancel_result",
      "info schema/null-optional /data/reason",
      "info schema/null-optional /data/refund_fee_amount",
    ],
    "wait-audit",
  ],
  [
    "declared synchronous, audited later",
    later,
    ["info cancel-order/declared-mode /data/cancel_mode"],
    "wait-audit",
    audit,
    { merchant: { cancel: "sync" } },
  ],
];

const mild: readonly Row[] = [
  [
    "asynchronous with the zeros that Go writes",
    { ...later, description: "", cancel_result: 0, refund_fee_amount: 0, reason: "" },
    ["warning schema/zero-optional /data/cancel_result"],
    "wait-audit",
  ],
  [
    "asynchronous with a result",
    { ...later, cancel_result: 1 },
    ["warning cancel-order/async-has-no-result /data/cancel_result"],
    "wait-audit",
  ],
  ["100 without cancel_mode", { error_code: 100 }, [`warning ${needsMode}`], "retry"],
  [
    "100 with all zeros",
    { error_code: 100, cancel_mode: 0, cancel_result: 0, refund_fee_amount: 0, reason: "" },
    [`warning ${needsMode}`, "warning schema/zero-optional /data/cancel_result"],
    "retry",
  ],
  ["refused where need_audit is not said", refused, [`warning ${isFinal} /data/cancel_result`], "refund", unsaid],
  ["audited later where need_audit is not said", later, [`warning ${isFinal} /data/cancel_mode`], "wait-audit", unsaid],
  ["9 for an order that may be unknown", { error_code: 9, cancel_mode: 1 }, [`warning ${byCode}`], "retry"],
  [
    "13 for an order that was never stored",
    { error_code: 13, cancel_mode: 1 },
    [`warning ${byCode}`],
    "retry",
    audit,
    { orderStored: false },
  ],
  [
    "a fee above the refund, though not above refund and penalty",
    { ...agreed, refund_fee_amount: 20500 },
    [`warning ${fee}`],
    "refund",
  ],
  ["a fee on a create that failed", { ...agreed, refund_fee_amount: 1000 }, [`warning ${fee}`], "refund", createFailed],
  [
    "a fee on a create that failed, without refund_amount to compare with",
    { ...agreed, refund_fee_amount: 1000 },
    [`warning ${fee}`],
    "refund",
    { ...request, cancel_type: 3, need_audit: false },
  ],
  [
    "the document's own answer to its own sample",
    { ...agreed, refund_fee_amount: 1000, reason: "用户取消" },
    [`warning ${fee}`],
    "cancel-order",
    { ...beforePayment, refund_amount: 25900, penalty: 10000 },
    { variant: "doc-sample" },
  ],
  [
    "the document's sample refused by code",
    { error_code: 8, cancel_mode: 1 },
    [`warning ${byCode}`],
    "retry",
    beforePayment,
    { variant: "doc-sample" },
  ],
];

const wrong: readonly Row[] = [
  ["no cancel_mode", { error_code: 0, cancel_result: 1 }, [`error ${needsMode}`], "refund"],
  ["cancel_mode null", { ...agreed, cancel_mode: null }, [`error ${needsMode}`], "refund"],
  ["cancel_mode 0", { ...agreed, cancel_mode: 0 }, [`error ${needsMode}`], "refund"],
  ["cancel_mode 3", { ...agreed, cancel_mode: 3 }, [`error ${needsMode}`], "refund"],
  ["cancel_mode as text", { ...agreed, cancel_mode: "1" }, ["error schema/type /data/cancel_mode"], "retry"],
  ["synchronous without a result", { error_code: 0, cancel_mode: 1 }, [needsResult], "refund"],
  ["synchronous with result 0", { ...agreed, cancel_result: 0 }, [needsResult], "refund"],
  ["synchronous with result null", { ...agreed, cancel_result: null }, [needsResult], "refund"],
  ["cancel_result 3", { ...agreed, cancel_result: 3 }, ["error schema/enum /data/cancel_result"], "refund"],
  ["cancel_result as text", { ...agreed, cancel_result: "1" }, ["error schema/type /data/cancel_result"], "retry"],
  ["cancel_result true", { ...agreed, cancel_result: true }, ["error schema/type /data/cancel_result"], "retry"],
  ["refused without a reason", { error_code: 0, cancel_mode: 1, cancel_result: 2 }, [`error ${needsReason}`], "refund"],
  ["refused with an empty reason", { ...refused, reason: "" }, [`error ${needsReason}`], "refund"],
  ["refused with a reason that is no text", { ...refused, reason: 5 }, ["error schema/type /data/reason"], "retry"],
  ["refused with code 4", { error_code: 4, cancel_mode: 1 }, [`error ${byCode}`], "retry"],
  ["refused with code 15", { error_code: 15, cancel_mode: 1 }, [`error ${byCode}`], "retry"],
  ["refused with an undocumented code", { error_code: 42, cancel_mode: 1 }, [`error ${byCode}`], "retry"],
  [
    "9 for an order that it holds",
    { error_code: 9, cancel_mode: 1 },
    [`error ${byCode}`],
    "retry",
    audit,
    { orderStored: true },
  ],
  [
    "9 for the cancel of a failed create",
    { error_code: 9, cancel_mode: 1 },
    [`error ${byCode}`],
    "retry",
    createFailed,
    { orderStored: false },
  ],
  ["refused a notice", refused, [`error ${isFinal} /data/cancel_result`], "refund", notice],
  [
    "refused a notice, allow-listed",
    refused,
    [`error ${isFinal} /data/cancel_result`],
    "refund",
    notice,
    { merchant: { refusalTrusted: true } },
  ],
  [
    "refused a notice with need_audit null",
    refused,
    [`error ${isFinal} /data/cancel_result`],
    "refund",
    { ...notice, need_audit: null },
  ],
  ["a notice to be audited later", later, [`error ${isFinal} /data/cancel_mode`], "refund", notice],
  ["a negative fee", { ...agreed, refund_fee_amount: -1 }, [`error ${fee}`], "refund"],
  ["a fee with a fraction", { ...agreed, refund_fee_amount: 10.5 }, [`error ${fee}`], "retry"],
  ["a fee as text", { ...agreed, refund_fee_amount: "1000" }, [`error ${fee}`], "retry"],
  [
    "a fee before payment",
    { ...agreed, refund_fee_amount: 1000 },
    [`error ${fee}`],
    "cancel-order",
    { ...beforePayment, refund_amount: 0 },
  ],
  ["a fee above refund and penalty", { ...agreed, refund_fee_amount: 21001 }, [`error ${fee}`], "refund"],
  [
    "a fee above the refund of a failed create",
    { ...agreed, refund_fee_amount: 20001 },
    [`error ${fee}`],
    "refund",
    createFailed,
  ],
  ["a fee past 2^53", { ...agreed, refund_fee_amount: 90071992547409930n }, [`error ${fee}`], "refund"],
  ["two mistakes", { error_code: 0, cancel_mode: 1, refund_fee_amount: -5 }, [needsResult, `error ${fee}`], "refund"],
  [
    "the operation's field names",
    { error_code: 0, cancelMode: 1, cancelResult: 1 },
    [`error ${needsMode}`, "info schema/extra-field /data/cancelMode", "info schema/extra-field /data/cancelResult"],
    "refund",
  ],
];

for (const [kind, rows] of Object.entries({ lawful, noted, mild, wrong })) {
  for (const [name, data, expected, action, payload, told] of rows) {
    test(`${kind} answer to a cancel: ${name}`, async () => {
      const result = await judged({
        callback: "cancel-order",
        payload: payload ?? audit,
        reply: { json: { data } },
        ...told,
      });
      assert.deepEqual(inShort(result), expected);
      assert.equal(result.platform.action, action);
    });
  }
}

test("a fee written 1000.0 is an odd spelling, not a wrong type", async () => {
  const text = '{"data":{"error_code":0,"cancel_mode":1,"cancel_result":1,"refund_fee_amount":1000.0}}';
  const result = await judged({ callback: "cancel-order", payload: audit, reply: { text } });
  assert.deepEqual(inShort(result), ["warning schema/integer-form /data/refund_fee_amount"]);
  assert.equal(String(result.findings[0]?.actual), String(parseJson("1000.0")));
  assert.equal(result.findings[0]?.expected, 1000);
});

test("without the request nothing is said about notices, and 9 is a warning", async () => {
  const callback = "cancel-order";
  assert.deepEqual(inShort(await judged({ callback, reply: { json: { data: later } } })), []);
  const unknown = { json: { data: { error_code: 9, cancel_mode: 1 } } };
  assert.deepEqual(inShort(await judged({ callback, reply: unknown })), [`warning ${byCode}`]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import type { RetryReading } from "../../src/core/callback.js";
import type { JsonObject, JsonValue } from "../../src/core/json.js";
import { sayMessage } from "../../src/core/text.js";
import { schemaRules } from "../../src/engine/schema-rules.js";
import { transportRules } from "../../src/engine/transport-rules.js";
import { conflicts } from "../../src/generated/conflicts.js";
import { judged, type Told } from "../support/judged-exchange.js";

const order = { order_id: "1", biz_type: 2021 };
const accepted = { error_code: 0, order_id: "1", order_out_id: "A" };
const audit = { order_id: "1", cancel_id: "2", cancel_type: 2, need_audit: true, refund_amount: 100 };

type Row = readonly [
  callback: string,
  payload: JsonObject,
  data: JsonValue,
  reading: RetryReading,
  action: string,
  rule: string,
  words: RegExp,
  told?: Partial<Told>,
];

const create = "create-order";
const cancel = "cancel-order";

const rows: readonly Row[] = [
  [
    create,
    order,
    { ...accepted, confirm_info: { confirm_mode: 2, confirm_result: 0 } },
    "documented",
    "wait-confirm",
    "create-order/async-confirm-consistent",
    /confirm operation/,
  ],
  [
    create,
    order,
    { ...accepted, confirm_info: { confirm_mode: 1, confirm_result: 1, hotel_confirm_number: "C" } },
    "documented",
    "confirm",
    "create-order/sync-confirm-complete",
    /confirmed/,
  ],
  [
    create,
    order,
    { ...accepted, confirm_info: { confirm_mode: 1, confirm_result: 2 } },
    "documented",
    "refund",
    "create-order/sync-confirm-complete",
    /refunded/,
  ],
  [create, order, accepted, "documented", "cancel-order", "create-order/confirm-info-required", /merchant\.mode/],
  [
    create,
    order,
    { ...accepted, confirm_info: { confirm_mode: 1 } },
    "documented",
    "cancel-order",
    "create-order/sync-confirm-complete",
    /incomplete.*assumed/,
  ],
  [
    create,
    order,
    { ...accepted, confirm_info: {} },
    "documented",
    "cancel-order",
    "create-order/confirm-mode-required",
    /incomplete.*assumed/,
  ],
  [
    create,
    order,
    accepted,
    "documented",
    "accept",
    "create-order/confirm-info-required",
    /waits for payment/,
    { merchant: { mode: "two-step" } },
  ],
  [
    create,
    { ...order, pay_info: {} },
    accepted,
    "documented",
    "wait-confirm",
    "create-order/confirm-info-required",
    /paid/,
    { merchant: { mode: "two-step" } },
  ],
  [
    create,
    { ...order, biz_type: 2011 },
    accepted,
    "documented",
    "accept",
    "create-order/confirm-info-required",
    /never confirmed/,
  ],
  [create, order, { ...accepted, order_id: "2" }, "documented", "retry", "create-order/order-id-echo", /assumed/],
  [create, order, { error_code: 100, order_id: "1" }, "documented", "retry", "create-retry-codes", /refunded/],
  [
    create,
    order,
    { error_code: 4, order_id: "1" },
    "documented",
    "reject",
    "create-retry-codes",
    /only 100 is retried.*If the guest has paid/,
  ],
  [
    create,
    { ...order, pay_info: {} },
    { error_code: 4, order_id: "1" },
    "documented",
    "reject",
    "create-retry-codes",
    /The guest has paid.*cancel_type 3/,
  ],
  [create, order, { error_code: 4, order_id: "1" }, "observed", "retry", "create-retry-codes", /every non-zero code/],
  [create, order, {}, "documented", "retry", "schema/required", /lacks data.*assumed/],
  [create, order, { error_code: "0" }, "documented", "retry", "schema/type", /wrong type.*assumed/],
  [
    cancel,
    audit,
    { error_code: 0, cancel_mode: 1, cancel_result: 1 },
    "documented",
    "refund",
    "cancel-order/sync-needs-result",
    /cancelled and the guest refunded/,
  ],
  [
    cancel,
    { ...audit, cancel_type: 1 },
    { error_code: 0, cancel_mode: 1, cancel_result: 1 },
    "documented",
    "cancel-order",
    "cancel-order/sync-needs-result",
    /nothing was paid/,
  ],
  [
    cancel,
    { ...audit, after_sale_type: 3 },
    { error_code: 0, cancel_mode: 1, cancel_result: 1 },
    "documented",
    "refund",
    "cancel-order/sync-needs-result",
    /order stands/,
  ],
  [
    cancel,
    audit,
    { error_code: 0, cancel_mode: 1, cancel_result: 2, reason: "x" },
    "documented",
    "refund",
    "sync-refusal-trusted",
    /not allow-listed/,
  ],
  [
    cancel,
    audit,
    { error_code: 0, cancel_mode: 1, cancel_result: 2, reason: "x" },
    "documented",
    "keep",
    "sync-refusal-trusted",
    /order kept/,
    { merchant: { refusalTrusted: true } },
  ],
  [
    cancel,
    { ...audit, need_audit: null },
    { error_code: 0, cancel_mode: 1, cancel_result: 2, reason: "x" },
    "documented",
    "refund",
    "cancel-order/notice-is-final",
    /before the notice/,
  ],
  [
    cancel,
    audit,
    { error_code: 0, cancel_mode: 2 },
    "documented",
    "wait-audit",
    "cancel-order/mode-required",
    /cancel audit operation/,
  ],
  [cancel, audit, { error_code: 0 }, "documented", "refund", "cancel-order/mode-required", /deadline/],
  [
    cancel,
    audit,
    { error_code: 100, cancel_mode: 1 },
    "documented",
    "retry",
    "cancel-order/refusal-by-code",
    /same cancel_id/,
  ],
  [
    cancel,
    audit,
    { error_code: 4, cancel_mode: 1 },
    "observed",
    "retry",
    "cancel-order/refusal-by-code",
    /every non-zero code of a cancel/,
  ],
];

for (const [callback, payload, data, reading, action, rule, words, told] of rows) {
  test(`${callback}: after ${JSON.stringify(data)} (${reading}) Douyin would ${action}`, async () => {
    const { platform } = await judged({ callback, payload, reply: { json: { data } }, ...told }, reading);
    assert.deepEqual([platform.action, platform.rule], [action, rule]);
    assert.match(sayMessage("en", platform.reason), words);
    assert.match(sayMessage("zh", platform.reason), /[\u4e00-\u9fff]/);
  });
}

test("what an action rests on is a rule or a documented conflict", async () => {
  const definitions = await Promise.all(callbacks.ids.map((id) => callbacks.load(id)));
  const known = new Set([
    ...[...transportRules, ...Object.values(schemaRules), ...definitions.flatMap(({ rules }) => rules)].map(
      ({ id }) => id,
    ),
    ...conflicts.map(({ id }) => id),
  ]);
  assert.deepEqual(
    rows.map((row) => row[5]).filter((id) => !known.has(id)),
    [],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { applyReadings } from "../../../src/callbacks/cancel-order/conflicts.js";

const payload = {
  cancel_id: "1",
  need_audit: null,
  refund_order_detail: [
    { rate_plan_id: "2", period_start_time: "2025-11-27T15:00:00", period_start_date: "2025-11-27" },
  ],
};

test("without a choice nothing changes", () => {
  assert.deepEqual(applyReadings(payload, {}), payload);
  assert.deepEqual(applyReadings(payload, { "hourly-time-format": "per-page", "need-audit-null": "null" }), payload);
});

test("false can stand in place of null, and true is left alone", () => {
  assert.deepEqual(applyReadings(payload, { "need-audit-null": "false" }), { ...payload, need_audit: false });
  assert.deepEqual(applyReadings({ need_audit: true }, { "need-audit-null": "false" }), { need_audit: true });
  assert.deepEqual(applyReadings({}, { "need-audit-null": "false" }), {});
});

test("hourly times can have a space in place of the T", () => {
  assert.deepEqual(applyReadings(payload, { "hourly-time-format": "seconds" }).refund_order_detail, [
    { rate_plan_id: "2", period_start_time: "2025-11-27 15:00:00", period_start_date: "2025-11-27" },
  ]);
  assert.deepEqual(applyReadings({ cancel_id: "1" }, { "hourly-time-format": "seconds" }), { cancel_id: "1" });
});

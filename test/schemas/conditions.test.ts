import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageSchema } from "../../src/core/callback.js";
import * as cancelOrder from "../../src/generated/cancel-order.js";
import * as createOrder from "../../src/generated/create-order.js";
import * as cancelAudit from "../../src/generated/operations/cancel-audit.js";
import * as clientToken from "../../src/generated/operations/client-token.js";
import * as confirmOrder from "../../src/generated/operations/confirm-order.js";

const night = { original_amount: 100, period_start_date: "2026-03-01", period_end_date: "2026-03-02" };
const order = {
  order_id: "1",
  rate_plan_id: "2",
  biz_type: 2021,
  check_in_date: "2026-03-01",
  check_out_date: "2026-03-02",
  number_of_units: 1,
  number_of_guests: 1,
  daily_rates: [night],
  total_amount: 100,
  contact_info: { phone: "x" },
};
const hours = { period_start_time: "2026-03-01 14:00", period_end_time: "2026-03-01 17:00", usage_duration: 3 };
const cancel = { order_id: "1", cancel_id: "2", cancel_type: 2, biz_type: 2021, after_sale_type: 1, refund_type: 11 };

function mistakes({ validate }: MessageSchema, value: unknown): readonly string[] {
  return validate(value).map(({ instancePath, keyword, params }) =>
    [instancePath, keyword, params.missingProperty].filter((part) => part !== undefined && part !== "").join(" "),
  );
}

const createCases: readonly [string, Record<string, unknown>, readonly string[]][] = [
  ["the smallest order is valid", {}, []],
  ["an unknown extra field is allowed", { brand_new: { deep: [1] } }, []],
  ["a full-day room needs no times", { sales_type: 1 }, []],
  [
    "an hourly room needs times and hours in every entry",
    { sales_type: 2, daily_rates: [{ ...night, ...hours }, night] },
    [
      "/daily_rates/1 required period_start_time",
      "/daily_rates/1 required period_end_time",
      "/daily_rates/1 required usage_duration",
    ],
  ],
  ["an hourly room with times is valid", { sales_type: 2, daily_rates: [{ ...night, ...hours }] }, []],
  [
    "hours of use are 1 to 23",
    {
      daily_rates: [
        { ...night, usage_duration: 24 },
        { ...night, usage_duration: 0 },
      ],
    },
    ["/daily_rates/0/usage_duration maximum", "/daily_rates/1/usage_duration minimum"],
  ],
  ["a date must exist", { check_in_date: "2026-02-29" }, ["/check_in_date format"]],
  ["a leap day exists", { check_in_date: "2028-02-29" }, []],
  ["a date has no other form", { check_in_date: "2026/02/01" }, ["/check_in_date format"]],
  ["promotion_info may be the table's integer", { daily_rates: [{ ...night, promotion_info: 1 }] }, []],
  [
    "promotion_info is no object",
    { daily_rates: [{ ...night, promotion_info: {} }] },
    ["/daily_rates/0/promotion_info type"],
  ],
  [
    "promotion_id is a string or an integer",
    { daily_rates: [{ ...night, promotion_info: [{ promotion_id: "222" }, { promotion_id: 222 }] }] },
    [],
  ],
  [
    "promotion_id is not a fraction",
    { daily_rates: [{ ...night, promotion_info: [{ promotion_id: 2.5 }] }] },
    ["/daily_rates/0/promotion_info/0/promotion_id type"],
  ],
  ["open_id is a string at the top", { open_id: 1 }, ["/open_id type"]],
  ["open_id may stand in member_info", { member_info: { member_level: 1, open_id: 1 } }, []],
  ["member_info needs a level", { member_info: {} }, ["/member_info required member_level"]],
  ["a negative price is not lawful", { total_amount: -1 }, ["/total_amount minimum"]],
  ["a price is an integer", { total_amount: 1.5 }, ["/total_amount type"]],
  ["no rooms is not lawful", { number_of_units: 0 }, ["/number_of_units minimum"]],
  ["order_tag may be absent or 1", { order_tag: 1 }, []],
  ["milliseconds are no seconds", { create_order_time_unix: 1700000000123 }, ["/create_order_time_unix maximum"]],
  ["a tiered cancel rule is lawful", { cancel_rule: [{ cancel_type: 4 }] }, []],
  ["a cancel rule needs its type", { cancel_rule: [{}] }, ["/cancel_rule/0 required cancel_type"]],
  [
    "a guest's phone may be empty but not absent",
    { occupancies: [{ phone: "" }, {}] },
    ["/occupancies/1 required phone"],
  ],
  [
    "a booking window has both ends",
    { book_time_rule: { is_time_nextday: false, time_span: { from: "08:00" } } },
    ["/book_time_rule/time_span required to"],
  ],
  [
    "a clock has 24 hours",
    { book_time_rule: { is_time_nextday: true, time_span: { from: "23:59", to: "24:00" } } },
    ["/book_time_rule/time_span/to pattern"],
  ],
];

for (const [name, change, expected] of createCases) {
  test(`create-order: ${name}`, () => {
    assert.deepEqual(mistakes(createOrder.request, { ...order, ...change }), expected);
  });
}

const cancelCases: readonly [string, Record<string, unknown>, readonly string[]][] = [
  ["the smallest cancel is valid", {}, []],
  ["need_audit may be true, false or null", { need_audit: null }, []],
  ["need_audit is no text", { need_audit: "true" }, ["/need_audit type"]],
  ["after_sale_type 2 needs biz_type 2012", { after_sale_type: 2 }, ["/biz_type const"]],
  ["after_sale_type 2 is lawful with biz_type 2012", { after_sale_type: 2, biz_type: 2012 }, []],
  ["after_sale_type 4 is unknown", { after_sale_type: 4 }, ["/after_sale_type enum"]],
  ["the system may be the applicant", { applicant_type: 99 }, []],
  [
    "hourly times have the form of the sample",
    {
      refund_order_detail: [
        {
          rate_plan_id: "1",
          daily_refund_amount: 1,
          period_start_time: "2025-11-27T15:00:00",
          period_end_time: "2025-11-27 18:00",
        },
      ],
    },
    ["/refund_order_detail/0/period_end_time pattern"],
  ],
];

for (const [name, change, expected] of cancelCases) {
  test(`cancel-order: ${name}`, () => {
    assert.deepEqual(mistakes(cancelOrder.request, { ...cancel, ...change }), expected);
  });
}

const answerCases: readonly [string, MessageSchema, Record<string, unknown>, readonly string[]][] = [
  ["a text is no error code", createOrder.response, { error_code: "0", order_id: "1" }, ["/data/error_code type"]],
  ["an order id is no number", createOrder.response, { error_code: 0, order_id: 1 }, ["/data/order_id type"]],
  [
    "ids of the merchant are texts",
    createOrder.response,
    { error_code: 0, order_id: "1", order_out_id: 5, confirm_info: { hotel_confirm_number: 6 } },
    ["/data/order_out_id type", "/data/confirm_info/hotel_confirm_number type"],
  ],
  [
    "what success needs is left to the rules",
    createOrder.response,
    { error_code: 0, order_id: "1", confirm_info: {} },
    [],
  ],
  [
    "modes and results are as documented",
    createOrder.response,
    { error_code: 0, order_id: "1", confirm_info: { confirm_mode: 3, confirm_result: 0 } },
    ["/data/confirm_info/confirm_mode enum"],
  ],
  ["extra fields are allowed", cancelOrder.response, { error_code: 0, cancel_mode: 1, trace: "x" }, []],
  [
    "results of a cancel are 1 and 2",
    cancelOrder.response,
    { error_code: 0, cancel_mode: 2, cancel_result: 0, refund_fee_amount: 1.5 },
    ["/data/cancel_result enum", "/data/refund_fee_amount type"],
  ],
];

for (const [name, message, data, expected] of answerCases) {
  test(`answers: ${name}`, () => {
    assert.deepEqual(mistakes(message, { data }), expected);
  });
}

test("an accepted confirmation needs its number, a refused one its code and reason", () => {
  const confirm = (result: unknown) => mistakes(confirmOrder.request, { order_id: "1", confirm_result: result });
  assert.deepEqual(confirm({ confirm_result: 1, confirm_number: "H1" }), []);
  assert.deepEqual(confirm({ confirm_result: 1 }), ["/confirm_result required confirm_number"]);
  assert.deepEqual(confirm({ confirm_result: 1, confirm_number: "" }), ["/confirm_result/confirm_number minLength"]);
  assert.deepEqual(confirm({ confirm_result: 2, reject_code: 1, reject_reason: "full" }), []);
  assert.deepEqual(confirm({ confirm_result: 2 }), [
    "/confirm_result required reject_code",
    "/confirm_result required reject_reason",
  ]);
  assert.deepEqual(confirm({ confirm_result: 0 }), ["/confirm_result/confirm_result enum"]);
  assert.deepEqual(confirm(1), ["/confirm_result type"]);
});

test("a refused audit needs a reason, and the id is spelt cancel_Id", () => {
  const audit = { order_id: "1", cancel_Id: "2", cancel_type: 2, cancel_result: 1 };
  assert.deepEqual(mistakes(cancelAudit.request, audit), []);
  assert.deepEqual(mistakes(cancelAudit.request, { ...audit, cancel_result: 2 }), ["required reason"]);
  assert.deepEqual(mistakes(cancelAudit.request, { ...audit, cancel_result: 2, reason: "no" }), []);
  const { cancel_Id, ...rest } = audit;
  assert.deepEqual(mistakes(cancelAudit.request, { ...rest, cancel_id: cancel_Id }), ["required cancel_Id"]);
});

test("a token comes with its lifetime on success, and without on failure", () => {
  const answer = (data: Record<string, unknown>) => mistakes(clientToken.response, { data, message: "x" });
  assert.deepEqual(answer({ error_code: 0, description: "", access_token: "clt.x", expires_in: 7200 }), []);
  assert.deepEqual(answer({ error_code: 10003, description: "bad" }), []);
  assert.deepEqual(answer({ error_code: 0, description: "" }), [
    "/data required access_token",
    "/data required expires_in",
  ]);
});

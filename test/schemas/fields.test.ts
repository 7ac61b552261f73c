import assert from "node:assert/strict";
import { test } from "node:test";
import { listFields } from "../../src/core/fields.js";
import * as cancelOrder from "../../src/generated/cancel-order.js";
import * as createOrder from "../../src/generated/create-order.js";

/** Both documents' tables, field by field: path, type as printed, 必填 or 选填; "-" for a field that only the sample has. */
const documented = {
  "create-order request": `
order_id string 必填
source_order_id string 选填
rate_plan_id string 必填
biz_type int 必填
check_in_date string 必填
check_out_date string 必填
early_arrival_time string 选填
last_arrival_time string 选填
number_of_units int 必填
number_of_guests int 必填
daily_rates list<object> 必填
daily_rates[].original_amount int 必填
daily_rates[].amount_before_tax int 选填
daily_rates[].currency string 选填
daily_rates[].period_start_date string 必填
daily_rates[].period_end_date string 必填
daily_rates[].period_start_time string 选填
daily_rates[].period_end_time string 选填
daily_rates[].usage_duration int 选填
daily_rates[].promotion_info int 选填
daily_rates[].promotion_info[].promotion_type_code int 选填
daily_rates[].promotion_info[].promotion_id int 选填
daily_rates[].promotion_info[].promotion_discount int 选填
daily_rates[].promotion_info[].promotion_template_id int 选填
daily_rates[].promotion_info[].apply_member_level int -
daily_rates[].after_promotion_amount int 选填
total_after_promotion_amount int 选填
cancel_rule list<object>(trip/hotel_model.CancelRule) 选填
cancel_rule[].cancel_type enum 必填
cancel_rule[].cancel_time_type enum 选填
cancel_rule[].cancel_offset_time object 选填
cancel_rule[].cancel_offset_time.day int 选填
cancel_rule[].cancel_offset_time.hour int 选填
cancel_rule[].cancel_offset_time.minute int 选填
cancel_rule[].cancel_offset_time.second int -
cancel_rule[].cut_type enum 选填
cancel_rule[].cut_value int 选填
create_order_time_unix int 选填
total_amount int 必填
amount_before_tax int 选填
currency string 选填
meals list<struct> 选填
meals[].meal_type int 选填
meals[].meal_num int 选填
occupancies list<struct> 选填
occupancies[].first_name string 选填
occupancies[].last_name string 选填
occupancies[].name string 选填
occupancies[].phone string 必填
occupancies[].license_type int 选填
occupancies[].license_id string 选填
contact_info struct 必填
contact_info.name string 选填
contact_info.phone string 必填
pay_info struct 选填
pay_info.pay_time_unix int 选填
pay_info.commissions list<struct> 选填
pay_info.commissions[].role_type int 选填
pay_info.commissions[].rate int 选填
pay_info.commissions[].amount int 选填
remark_from_guest string -
remark_from_douyin string 选填
member_info object 选填
member_info.member_level int 必填
member_info.member_id string 选填
member_info.member_name string 选填
member_info.member_phone string 选填
member_info.open_id int -
open_id string 选填
crowd_config list<enum> 选填
sales_type int 选填
book_time_rule object 选填
book_time_rule.is_time_nextday bool 必填
book_time_rule.time_span object 必填
book_time_rule.time_span.from string 必填
book_time_rule.time_span.to string 必填
order_tag int 必填`,
  "create-order response": `
data struct 必填
data.error_code int 必填
data.description string 选填
data.order_id string 必填
data.order_out_id string 选填
data.confirm_info struct 选填
data.confirm_info.confirm_mode int 选填
data.confirm_info.hotel_confirm_number string 选填
data.confirm_info.confirm_result int 选填
data.member_info struct 选填
data.member_info.logged_out int 选填
data.member_info.member_level int 选填`,
  "cancel-order request": `
order_id string 必填
cancel_id string 必填
order_out_id string 选填
refund_amount int 选填
user_refund_amount int 选填
penalty int 选填
currency string 选填
cancel_reason string 选填
cancel_order_time_unix int 选填
cancel_type int 必填
biz_type int 必填
need_audit bool 选填
applicant_type int 选填
negotiate_refund bool 选填
after_sale_type int 必填
refund_type int 必填
refund_order_detail array 选填
refund_order_detail[].rate_plan_id string 必填
refund_order_detail[].daily_refund_amount int 必填
refund_order_detail[].period_start_date string 选填
refund_order_detail[].period_end_date string 选填
refund_order_detail[].period_start_time string 选填
refund_order_detail[].period_end_time string 选填`,
  "cancel-order response": `
data struct 必填
data.error_code int 必填
data.description string 选填
data.cancel_mode int 必填
data.cancel_result int 选填
data.refund_fee_amount int 选填
data.reason string 选填`,
} as const;

const messages = {
  "create-order request": createOrder.request,
  "create-order response": createOrder.response,
  "cancel-order request": cancelOrder.request,
  "cancel-order response": cancelOrder.response,
} satisfies Record<keyof typeof documented, unknown>;

for (const [name, table] of Object.entries(documented)) {
  test(`the schema of ${name} has every field of the document, in its order`, () => {
    const { schema } = messages[name as keyof typeof messages];
    const listed = listFields(schema).map(
      ({ path, docType, required, onlyInSample }) =>
        `${path} ${docType} ${onlyInSample ? "-" : required ? "必填" : "选填"}`,
    );
    assert.deepEqual(listed, table.trim().split("\n"));
  });
}

test("the schemas require what the tables require, but for order_tag, cancel_mode and what only success needs", () => {
  assert.deepEqual(createOrder.request.schema.required, [
    "order_id",
    "rate_plan_id",
    "biz_type",
    "check_in_date",
    "check_out_date",
    "number_of_units",
    "number_of_guests",
    "daily_rates",
    "total_amount",
    "contact_info",
  ]);
  assert.deepEqual(cancelOrder.request.schema.required, [
    "order_id",
    "cancel_id",
    "cancel_type",
    "biz_type",
    "after_sale_type",
    "refund_type",
  ]);
  assert.deepEqual(missingFrom(createOrder.response.validate({ data: {} })), ["/data error_code", "/data order_id"]);
  assert.deepEqual(missingFrom(cancelOrder.response.validate({ data: {} })), ["/data error_code"]);
  assert.deepEqual(missingFrom(createOrder.response.validate({})), [" data"]);
});

function missingFrom(mistakes: ReturnType<typeof createOrder.response.validate>): readonly string[] {
  return mistakes.map(({ instancePath, params }) => `${instancePath} ${String(params.missingProperty)}`);
}

test("exactly the fields that the document calls encrypted are marked encrypted", () => {
  const encrypted = Object.values(messages).flatMap(({ schema }) =>
    listFields(schema)
      .filter((field) => field.encrypted)
      .map((field) => field.path),
  );
  assert.deepEqual(encrypted, [
    "occupancies[].phone",
    "occupancies[].license_id",
    "contact_info.phone",
    "member_info.member_phone",
  ]);
});

test("amounts are in fen, timestamps in seconds, and nothing else has those units", () => {
  const unit = (wanted: string): readonly string[] =>
    listFields(createOrder.request.schema)
      .filter((field) => field.unit === wanted)
      .map((field) => field.path);
  assert.deepEqual(unit("fen"), [
    "daily_rates[].original_amount",
    "daily_rates[].amount_before_tax",
    "daily_rates[].promotion_info[].promotion_discount",
    "daily_rates[].after_promotion_amount",
    "total_after_promotion_amount",
    "total_amount",
    "amount_before_tax",
    "pay_info.commissions[].amount",
  ]);
  assert.deepEqual(unit("seconds"), ["create_order_time_unix", "pay_info.pay_time_unix"]);
  assert.deepEqual(unit("hours"), ["daily_rates[].usage_duration"]);
});

test("every value of every enumeration has a meaning in both languages", () => {
  for (const { schema } of Object.values(messages)) {
    for (const { path, values } of listFields(schema)) {
      for (const { value, title } of values ?? []) assert.ok(title.zh && title.en, `${path} ${value}`);
    }
  }
  const values = (path: string) =>
    listFields(cancelOrder.request.schema)
      .find((field) => field.path === path)
      ?.values?.map(({ value, basis }) => `${value} ${basis}`);
  assert.deepEqual(values("after_sale_type"), ["1 seed", "2 observed", "3 seed"]);
  assert.deepEqual(values("applicant_type"), ["1 seed", "2 seed", "3 seed", "99 seed", "0 seed"]);
});

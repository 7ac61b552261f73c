import type { Case, Manner } from "../core/case.js";
import type { JsonObject } from "../core/json.js";
import type { Text } from "../core/text.js";
import { booking, type CaseSpec, cancel, cancelling, create, expecting, inTurn, suite } from "./steps.js";

const rule = "robustness/server-error";
const survives: Text = {
  zh: "这样的请求得到明确的应答，不会返回 5xx、挂起或断开。",
  en: "Such a request gets an answer in so many words, no 5xx, no hang and no dropped connection.",
};

type Odd = Manner & {
  readonly title: Text;
  readonly variant?: string;
  readonly set?: JsonObject;
  readonly put?: JsonObject;
  readonly omit?: readonly string[];
};

function order({ title, variant = "standard", ...details }: Odd): CaseSpec {
  return {
    title,
    proves: survives,
    steps: inTurn(booking("order", { variant, ...details })),
    expect: [expecting(rule, ["order"])],
  };
}

function cancelled({ title, variant = "after-payment", ...details }: Odd): CaseSpec {
  return {
    title,
    proves: survives,
    steps: inTurn(booking("order"), cancelling("cancel", "order", variant, details)),
    expect: [expecting(rule, ["cancel"])],
  };
}

/** Whatever the body, the signature over it is right. */
function body(title: Text, raw: { readonly text: string } | { readonly base64: string }, callback = create): CaseSpec {
  return {
    title,
    proves: survives,
    isIndependent: true,
    steps: inTurn({ name: "request", callback, raw }),
    expect: [expecting(rule, ["request"]), expecting("negative/accepted-invalid", ["request"], { severity: "error" })],
  };
}

const nullableFields = [
  "source_order_id",
  "early_arrival_time",
  "cancel_rule",
  "meals",
  "occupancies",
  "pay_info",
  "remark_from_douyin",
  "member_info",
  "open_id",
  "crowd_config",
  "book_time_rule",
];

/** Unusual input does not bring the server down. */
export const robustness: readonly Case[] = suite("robustness", {
  "nulls-everywhere": order({
    title: { zh: "所有选填字段为 null", en: "Every optional field null" },
    put: Object.fromEntries(nullableFields.map((field) => [field, null])),
  }),
  "null-occupancies": order({
    title: { zh: "occupancies 为 null", en: "occupancies null" },
    put: { occupancies: null },
  }),
  "null-member": order({ title: { zh: "member_info 为 null", en: "member_info null" }, put: { member_info: null } }),
  "null-remark": order({ title: { zh: "备注为 null", en: "A remark of null" }, put: { remark_from_douyin: null } }),
  "null-promotions": order({
    title: { zh: "promotion_info 为 null", en: "promotion_info null" },
    put: { "daily_rates[0].promotion_info": null },
  }),
  "promotions-integer": order({
    title: { zh: "promotion_info 为整数", en: "promotion_info as an integer" },
    put: { "daily_rates[0].promotion_info": 0 },
  }),
  "empty-lists": order({
    title: { zh: "列表全部为空", en: "Empty lists" },
    put: { occupancies: [], meals: [], cancel_rule: [], crowd_config: [] },
  }),
  "empty-objects": order({
    title: { zh: "member_info 和 book_time_rule 为空对象", en: "Empty member_info and book_time_rule" },
    put: { member_info: {}, book_time_rule: {} },
  }),
  "contact-phone-empty": order({
    title: { zh: "联系人手机号为空串", en: "An empty contact phone" },
    set: { "contact_info.phone": "" },
  }),
  "unknown-biz-type": order({ title: { zh: "未知的 biz_type", en: "An unknown biz_type" }, put: { biz_type: 2099 } }),
  "unknown-sales-type": order({
    title: { zh: "未知的 sales_type", en: "An unknown sales_type" },
    put: { sales_type: 9 },
  }),
  "unknown-order-tag": order({ title: { zh: "未知的 order_tag", en: "An unknown order_tag" }, put: { order_tag: 99 } }),
  "unknown-licence": order({
    title: { zh: "未知的证件类型", en: "An unknown kind of document" },
    put: { occupancies: [{ name: "王小明", phone: "", license_type: 99, license_id: "X1" }] },
  }),
  "unknown-meal": order({
    title: { zh: "未知的餐食类型", en: "An unknown kind of meal" },
    put: { meals: [{ meal_type: 9, meal_num: 1 }] },
  }),
  "unknown-currency": order({ title: { zh: "未知的币种", en: "An unknown currency" }, put: { currency: "XTS" } }),
  "large-enums": order({
    title: { zh: "文档示例中的 19 位枚举值", en: "The 19-digit enums of the document's sample" },
    put: {
      cancel_rule: [{ cancel_type: 1, cut_type: 6948897508913326394n, cut_value: 2048624488842148897n }],
      create_order_time_unix: 1902790713142520557n,
    },
  }),
  "huge-number": order({
    title: { zh: "超出 64 位的整数", en: "An integer beyond 64 bits" },
    put: { total_amount: 123456789012345678901234567890n },
  }),
  "amount-as-text": order({
    title: { zh: "每晚价格是文字", en: "A price in words" },
    put: { "daily_rates[0].original_amount": "two hundred" },
  }),
  "rates-null": order({
    title: { zh: "daily_rates 的元素为 null", en: "A null among the rates" },
    put: { daily_rates: [null] },
  }),
  "rates-of-text": order({
    title: { zh: "daily_rates 的元素是字符串", en: "Texts in place of rates" },
    put: { daily_rates: ["2031-01-05"] },
  }),
  "optionals-absent": order({ title: { zh: "选填字段全部缺失", en: "No optional field at all" }, variant: "minimal" }),
  "every-field": order({ title: { zh: "字段全部出现", en: "Every field there is" }, variant: "maximal" }),
  "hourly-room": order({ title: { zh: "钟点房", en: "An hourly room" }, variant: "hourly" }),
  "no-guest-list": order({ title: { zh: "没有入住人列表", en: "No list of guests" }, omit: ["occupancies"] }),
  "emoji-in-remark": order({
    title: { zh: "备注含表情", en: "An emoji in the remark" },
    set: { remark_from_guest: "看日出 🌅" },
  }),
  "unknown-fields": order({
    title: { zh: "未知字段", en: "Unknown fields" },
    set: { x_future_field: "x", x_future_object: { inner: [1, 2] } },
  }),
  "foreign-phone": order({
    title: { zh: "境外手机号", en: "A foreign phone number" },
    set: { "contact_info.phone": "+14155550123" },
  }),
  "remark-very-long": order({
    title: { zh: "很长的备注（5000 字）", en: "A very long remark of 5,000 characters" },
    set: { remark_from_guest: "请安排高楼层的房间。".repeat(500) },
  }),
  "name-very-long": order({
    title: { zh: "很长的姓名（200 字符）", en: "A very long name of 200 characters" },
    set: { "contact_info.name": "Wolfeschlegelstein ".repeat(11).slice(0, 200) },
  }),
  "name-markup": order({
    title: { zh: "姓名含 HTML 标签", en: "A name with markup" },
    set: { "contact_info.name": "<script>alert(1)</script>" },
  }),
  "name-sql": order({
    title: { zh: "姓名含 SQL 片段", en: "A name with a piece of SQL" },
    set: { "contact_info.name": "x'); DROP TABLE orders; --" },
  }),
  "rate-plan-unknown": order({
    title: { zh: "不存在的售卖房型", en: "A rate plan that does not exist" },
    set: { rate_plan_id: "1000000000000000001" },
  }),
  "rate-plan-letters": order({
    title: { zh: "售卖房型 ID 不是数字", en: "A rate plan id that is no number" },
    set: { rate_plan_id: "no-such-plan" },
  }),
  "order-id-letters": order({
    title: { zh: "订单号含字母", en: "An order id with letters" },
    set: { order_id: "MT-2031-000001-abc" },
  }),
  "past-dates": order({
    title: { zh: "入住日期已过", en: "A check-in in the past" },
    set: { check_in_date: "2020-01-05", check_out_date: "2020-01-06" },
  }),
  "phone-clear": order({
    title: { zh: "手机号没有加密", en: "A phone that is not encrypted" },
    put: { "contact_info.phone": "13800138000" },
  }),
  "phone-undecryptable": order({
    title: { zh: "手机号解不开", en: "A phone that cannot be decrypted" },
    put: { "contact_info.phone": "AAAAAAAAAAAAAAAAAAAAAA==" },
  }),
  "phone-online-scheme": order({
    title: { zh: "手机号以 Enc. 开头", en: "A phone that begins with Enc." },
    put: { "contact_info.phone": "Enc.c2FtcGxlLXNhbXBsZS1zYW1wbGU=" },
  }),
  "one-room-many-guests": order({
    title: { zh: "一间房 20 位住客", en: "Twenty guests in one room" },
    set: { number_of_guests: 20 },
  }),
  "hundred-rooms": order({
    title: { zh: "100 间房", en: "A hundred rooms" },
    set: { number_of_units: 100, number_of_guests: 100 },
  }),
  "year-of-nights": order({
    title: { zh: "住一年", en: "A stay of a year" },
    set: { check_in_date: { $today: 5 }, check_out_date: { $today: 370 } },
  }),
  "nested-deep": order({
    title: { zh: "未知字段嵌套 60 层", en: "An unknown field nested 60 levels deep" },
    set: { x_future_field: nested(60) },
  }),
  "charset-in-header": order({
    title: { zh: "Content-Type 带 charset", en: "A charset in Content-Type" },
    headers: { "Content-Type": "application/json; charset=utf-8" },
  }),
  "no-log-id": order({
    title: { zh: "logid 为空", en: "An empty log id" },
    headers: { "X-Bytedance-Logid": "" },
  }),
  "long-log-id": order({
    title: { zh: "另一种形式的 logid", en: "A log id of the other form" },
    headers: { "X-Bytedance-Logid": "021735689600123fdbddc0200ff00500000000000000000a1b2c3d4e5" },
  }),
  "cancel-nulls": cancelled({
    title: { zh: "取消的选填字段为 null", en: "A cancel with nulls in its optional fields" },
    put: {
      order_out_id: null,
      refund_amount: null,
      user_refund_amount: null,
      penalty: null,
      currency: null,
      cancel_reason: null,
      applicant_type: null,
      negotiate_refund: null,
      refund_order_detail: null,
    },
  }),
  "cancel-empty-strings": cancelled({
    title: { zh: "取消的字符串字段为空串", en: "A cancel with empty strings" },
    put: { order_out_id: "", cancel_reason: "", currency: "" },
  }),
  "cancel-empty-details": cancelled({
    title: { zh: "间夜信息为空数组", en: "A cancel with an empty list of details" },
    put: { refund_order_detail: [] },
  }),
  "cancel-unknown-type": cancelled({
    title: { zh: "未知的 cancel_type", en: "An unknown cancel_type" },
    put: { cancel_type: 9 },
  }),
  "cancel-unknown-refund-type": cancelled({
    title: { zh: "未知的 refund_type", en: "An unknown refund_type" },
    put: { refund_type: 99 },
  }),
  "cancel-unknown-after-sale": cancelled({
    title: { zh: "未知的 after_sale_type", en: "An unknown after_sale_type" },
    put: { after_sale_type: 9 },
  }),
  "cancel-unknown-applicant": cancelled({
    title: { zh: "未知的申请人类型", en: "An unknown applicant" },
    put: { applicant_type: 42 },
  }),
  "cancel-reason-long": cancelled({
    title: { zh: "很长的取消原因", en: "A very long reason" },
    set: { cancel_reason: "行程变化。".repeat(600) },
  }),
  "cancel-audit-text": cancelled({
    title: { zh: "need_audit 是字符串", en: "need_audit as text" },
    put: { need_audit: "true" },
  }),
  "body-broken": body(
    { zh: "不是 JSON 的请求体", en: "A body that is no JSON" },
    { text: "order_id=1&check_in_date=2031-01-05" },
  ),
  "body-truncated": {
    title: { zh: "JSON 被截断", en: "JSON cut off" },
    proves: survives,
    isIndependent: true,
    steps: inTurn(booking("order", { rewrite: { keep: 0.6 } })),
    expect: [expecting(rule, ["order"]), expecting("negative/accepted-invalid", ["order"], { severity: "error" })],
  },
  "body-trailing-comma": {
    title: { zh: "JSON 结尾多一个逗号", en: "A trailing comma" },
    proves: survives,
    isIndependent: true,
    steps: inTurn(booking("order", { rewrite: { dropEnd: 1, after: ",}" } })),
    expect: [expecting(rule, ["order"])],
  },
  "body-byte-order-mark": {
    title: { zh: "请求体以 BOM 开头", en: "A byte order mark in front" },
    proves: survives,
    isIndependent: true,
    steps: inTurn(booking("order", { rewrite: { before: "\ufeff" } })),
    expect: [expecting(rule, ["order"])],
  },
  "body-empty-object": body({ zh: "空对象", en: "An empty object" }, { text: "{}" }),
  "body-array": body({ zh: "数组", en: "An array" }, { text: "[]" }),
  "body-null": body({ zh: "null", en: "A null" }, { text: "null" }),
  "body-number": body({ zh: "数字", en: "A number" }, { text: "1" }),
  "body-string": body({ zh: "字符串", en: "A string" }, { text: '"order"' }),
  "body-not-utf8": body(
    { zh: "不是 UTF-8（GBK 编码）", en: "Bytes that are no UTF-8 (GBK)" },
    { base64: "eyJvcmRlcl9pZCI6ItbQufoifQ==" },
  ),
  "body-html": body({ zh: "HTML 页面", en: "An HTML page" }, { text: "<!doctype html><title>x</title>" }),
  "cancel-body-empty-object": body({ zh: "取消：空对象", en: "A cancel of an empty object" }, { text: "{}" }, cancel),
  "cancel-body-broken": body(
    { zh: "取消：不是 JSON", en: "A cancel that is no JSON" },
    { text: '{"order_id":' },
    cancel,
  ),
});

function nested(depth: number): JsonObject {
  return depth === 0 ? {} : { inner: nested(depth - 1) };
}

import type { Case } from "../core/case.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import type { Text } from "../core/text.js";
import { booking, type CaseSpec, cancelling, expecting, inTurn, suite } from "./steps.js";

type Specs = Readonly<Record<string, CaseSpec>>;

/** Codes that fit a refusal, by what is wrong; 13 is the merchant's own and fits everything. */
const fitting = {
  order: [1, 5, 6, 7, 8, 9, 10, 13, 14],
  plan: [1, 13],
  kind: [1, 9, 13],
  date: [3, 4, 5, 10, 13],
  rooms: [1, 2, 4, 13],
  guests: [2, 6, 13],
  money: [8, 10, 13],
  people: [6, 11, 12, 13],
  rates: [5, 8, 10, 13],
  hours: [3, 5, 8, 10, 13],
} as const satisfies Readonly<Record<string, readonly number[]>>;

type Wrong = {
  readonly title: Text;
  readonly fits: keyof typeof fitting;
  readonly isError: boolean;
  readonly put?: JsonObject;
  readonly omit?: readonly string[];
  readonly set?: JsonObject;
  readonly variant?: string;
};

function refusedCreate({ title, fits, isError, variant = "standard", ...details }: Wrong): CaseSpec {
  return {
    title,
    proves: isError
      ? {
          zh: "这样的创单不能被接受，也不能让服务出错；拒绝用含义相符的错误码。",
          en: "Such a create is neither accepted nor the end of the server; it is refused with a code that fits.",
        }
      : {
          zh: "这样的创单最好被拒绝，不能让服务出错；拒绝用含义相符的错误码。",
          en: "Such a create had better be refused; it is not the end of the server, and a refusal has a code that fits.",
        },
    steps: inTurn(booking("order", { variant, ...details })),
    expect: [
      expecting("negative/accepted-invalid", ["order"], { severity: isError ? "error" : "warning" }),
      expecting("negative/undocumented-refusal", ["order"], { fits: fitting[fits] }),
      expecting("robustness/server-error", ["order"]),
    ],
  };
}

function refusedCancel(title: Text, isError: boolean, details: Pick<Wrong, "put" | "omit">): CaseSpec {
  return {
    title,
    proves: {
      zh: "这样的取消不能被当作成功，也不能让服务出错。",
      en: "Such a cancel is not taken for a good one, nor is it the end of the server.",
    },
    steps: inTurn(booking("order"), cancelling("cancel", "order", "after-payment", details)),
    expect: [
      expecting("negative/accepted-invalid", ["cancel"], { severity: isError ? "error" : "warning" }),
      expecting("robustness/server-error", ["cancel"]),
    ],
  };
}

const missing = (field: string): Text => ({ zh: `创单缺少 ${field}`, en: `A create without ${field}` });
const nulled = (field: string): Text => ({ zh: `创单的 ${field} 为 null`, en: `A create whose ${field} is null` });
const mistyped = (field: string): Text => ({
  zh: `创单的 ${field} 类型错误`,
  en: `A create whose ${field} has the wrong type`,
});

const keyFields: readonly (readonly [string, keyof typeof fitting, JsonValue])[] = [
  ["order_id", "order", 1000946099201940],
  ["rate_plan_id", "plan", 1763526448072717],
  ["biz_type", "kind", "2021"],
  ["check_in_date", "date", 20310105],
  ["check_out_date", "date", 20310106],
  ["number_of_units", "rooms", "1"],
  ["number_of_guests", "guests", "1"],
  ["daily_rates", "rates", { original_amount: 20000 }],
  ["total_amount", "money", "20000"],
  ["contact_info", "people", "王小明"],
];

function keyFieldCases(): Specs {
  return Object.fromEntries(
    keyFields.flatMap(([field, fits, wrong]) => {
      const name = field.replaceAll("_", "-");
      return [
        [`create-without-${name}`, refusedCreate({ title: missing(field), fits, isError: true, omit: [field] })],
        [
          `create-mistyped-${name}`,
          refusedCreate({ title: mistyped(field), fits, isError: true, put: { [field]: wrong } }),
        ],
        [`create-null-${name}`, refusedCreate({ title: nulled(field), fits, isError: true, put: { [field]: null } })],
      ];
    }),
  );
}

const cancelFields: readonly (readonly [string, JsonValue])[] = [
  ["order_id", 1000946099201940],
  ["cancel_id", 7300000000000],
  ["cancel_type", "2"],
  ["biz_type", "2021"],
  ["after_sale_type", "1"],
  ["refund_type", "11"],
];

function cancelFieldCases(): Specs {
  return Object.fromEntries(
    cancelFields.flatMap(([field, wrong]) => {
      const name = field.replaceAll("_", "-");
      return [
        [
          `cancel-without-${name}`,
          refusedCancel({ zh: `取消缺少 ${field}`, en: `A cancel without ${field}` }, true, { omit: [field] }),
        ],
        [
          `cancel-mistyped-${name}`,
          refusedCancel({ zh: `取消的 ${field} 类型错误`, en: `A cancel whose ${field} has the wrong type` }, false, {
            put: { [field]: wrong },
          }),
        ],
      ];
    }),
  );
}

/** What a merchant must not accept. */
export const negative: readonly Case[] = suite("negative", {
  ...keyFieldCases(),
  "create-empty-order-id": refusedCreate({
    title: { zh: "order_id 为空串", en: "An empty order_id" },
    fits: "order",
    isError: true,
    put: { order_id: "" },
  }),
  "create-empty-rate-plan": refusedCreate({
    title: { zh: "rate_plan_id 为空串", en: "An empty rate_plan_id" },
    fits: "plan",
    isError: true,
    put: { rate_plan_id: "" },
  }),
  "create-empty-date": refusedCreate({
    title: { zh: "入住日期为空串", en: "An empty check-in date" },
    fits: "date",
    isError: true,
    put: { check_in_date: "" },
  }),
  "create-impossible-date": refusedCreate({
    title: { zh: "入住日期不存在（2 月 30 日）", en: "A check-in on 30 February" },
    fits: "date",
    isError: true,
    put: { check_in_date: "2031-02-30" },
  }),
  "create-impossible-check-out": refusedCreate({
    title: { zh: "离店日期不存在（4 月 31 日）", en: "A check-out on 31 April" },
    fits: "date",
    isError: true,
    put: { check_out_date: "2031-04-31" },
  }),
  "create-date-slashes": refusedCreate({
    title: { zh: "日期写成 yyyy/MM/dd", en: "A date written yyyy/MM/dd" },
    fits: "date",
    isError: true,
    put: { check_in_date: "2031/01/05" },
  }),
  "create-date-time": refusedCreate({
    title: { zh: "日期带时间", en: "A date with a time" },
    fits: "date",
    isError: true,
    put: { check_in_date: "2031-01-05 14:00:00" },
  }),
  "create-date-words": refusedCreate({
    title: { zh: "日期是文字", en: "A date in words" },
    fits: "date",
    isError: true,
    put: { check_in_date: "tomorrow" },
  }),
  "create-check-out-before-check-in": refusedCreate({
    title: { zh: "离店早于入住", en: "Check-out before check-in" },
    fits: "date",
    isError: true,
    put: { check_in_date: { $today: 30 }, check_out_date: { $today: 28 } },
  }),
  "create-same-day": refusedCreate({
    title: { zh: "全日房当天离店", en: "A full-day room left on the day" },
    fits: "date",
    isError: true,
    put: { check_in_date: { $today: 30 }, check_out_date: { $today: 30 } },
    set: { sales_type: 1 },
  }),
  "create-no-rooms": refusedCreate({
    title: { zh: "0 间房", en: "No room" },
    fits: "rooms",
    isError: true,
    put: { number_of_units: 0 },
  }),
  "create-negative-rooms": refusedCreate({
    title: { zh: "-1 间房", en: "Minus one room" },
    fits: "rooms",
    isError: true,
    put: { number_of_units: -1 },
  }),
  "create-half-room": refusedCreate({
    title: { zh: "1.5 间房", en: "One and a half rooms" },
    fits: "rooms",
    isError: true,
    put: { number_of_units: 1.5 },
  }),
  "create-rooms-in-words": refusedCreate({
    title: { zh: "房间数是文字", en: "The rooms in words" },
    fits: "rooms",
    isError: true,
    put: { number_of_units: "one" },
  }),
  "create-no-guests": refusedCreate({
    title: { zh: "0 位住客", en: "No guest" },
    fits: "guests",
    isError: false,
    put: { number_of_guests: 0 },
  }),
  "create-no-nights": refusedCreate({
    title: { zh: "daily_rates 为空数组", en: "An empty daily_rates" },
    fits: "rates",
    isError: false,
    put: { daily_rates: [] },
  }),
  "create-night-without-price": refusedCreate({
    title: { zh: "某晚没有价格", en: "A night without a price" },
    fits: "rates",
    isError: false,
    omit: ["daily_rates[0].original_amount"],
  }),
  "create-night-without-date": refusedCreate({
    title: { zh: "某晚没有开始日期", en: "A night without its start" },
    fits: "rates",
    isError: false,
    omit: ["daily_rates[0].period_start_date"],
  }),
  "create-negative-price": refusedCreate({
    title: { zh: "某晚价格为负", en: "A negative price" },
    fits: "rates",
    isError: false,
    put: { "daily_rates[0].original_amount": -100 },
  }),
  "create-negative-total": refusedCreate({
    title: { zh: "总价为负", en: "A negative total" },
    fits: "money",
    isError: false,
    put: { total_amount: -1 },
  }),
  "create-fractional-total": refusedCreate({
    title: { zh: "总价带小数", en: "A total with a fraction" },
    fits: "money",
    isError: true,
    put: { total_amount: 199.5 },
  }),
  "create-total-in-words": refusedCreate({
    title: { zh: "总价是文字", en: "The total in words" },
    fits: "money",
    isError: true,
    put: { total_amount: "free" },
  }),
  "create-contact-without-phone": refusedCreate({
    title: { zh: "联系人没有手机号", en: "A contact without a phone" },
    fits: "people",
    isError: false,
    omit: ["contact_info.phone"],
  }),
  "create-contact-list": refusedCreate({
    title: { zh: "contact_info 是数组", en: "contact_info as an array" },
    fits: "people",
    isError: true,
    put: { contact_info: [] },
  }),
  "create-guest-list-mistyped": refusedCreate({
    title: { zh: "occupancies 是对象", en: "occupancies as an object" },
    fits: "people",
    isError: false,
    put: { occupancies: { name: "王小明" } },
  }),
  "create-hourly-without-times": refusedCreate({
    title: { zh: "钟点房没有起止时间", en: "An hourly room without its times" },
    fits: "hours",
    isError: false,
    variant: "hourly",
    omit: ["daily_rates[0].period_start_time", "daily_rates[0].period_end_time"],
  }),
  "create-hourly-without-duration": refusedCreate({
    title: { zh: "钟点房没有使用时长", en: "An hourly room without its duration" },
    fits: "hours",
    isError: false,
    variant: "hourly",
    omit: ["daily_rates[0].usage_duration"],
  }),
  "create-hourly-bad-time": refusedCreate({
    title: { zh: "钟点房时间格式错误", en: "An hourly room with a malformed time" },
    fits: "hours",
    isError: false,
    variant: "hourly",
    put: { "daily_rates[0].period_start_time": "2031-01-05 25:00" },
  }),
  ...cancelFieldCases(),
  "cancel-null-order-id": refusedCancel(
    { zh: "取消的 order_id 为 null", en: "A cancel whose order_id is null" },
    true,
    {
      put: { order_id: null },
    },
  ),
  "cancel-null-cancel-id": refusedCancel(
    { zh: "取消的 cancel_id 为 null", en: "A cancel whose cancel_id is null" },
    true,
    {
      put: { cancel_id: null },
    },
  ),
  "cancel-empty-order-id": refusedCancel(
    { zh: "取消的 order_id 为空串", en: "A cancel with an empty order_id" },
    true,
    {
      put: { order_id: "" },
    },
  ),
  "cancel-empty-cancel-id": refusedCancel(
    { zh: "取消的 cancel_id 为空串", en: "A cancel with an empty cancel_id" },
    true,
    {
      put: { cancel_id: "" },
    },
  ),
  "cancel-negative-refund": refusedCancel({ zh: "退款金额为负", en: "A negative refund" }, false, {
    put: { refund_amount: -1 },
  }),
  "cancel-refund-mistyped": refusedCancel({ zh: "退款金额是文字", en: "A refund in words" }, false, {
    put: { refund_amount: "all" },
  }),
});

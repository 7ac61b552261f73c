import type { SchemaMistake } from "../../../core/callback.js";
import { integerOf } from "../../../core/integer.js";
import { isObject, type JsonObject } from "../../../core/json.js";
import type { Fault } from "../fault.js";
import { dataOf, onData } from "../hooks.js";
import type { Decision, Hooks } from "../stages.js";
import { cancels, creates } from "./scope.js";

const accepted = { rules: ["negative/accepted-invalid"], suites: ["negative"] };
const unlawful = { rules: ["negative/accepted-unlawful"], suites: ["laws"] };

/** Payloads that should have been refused. */
export const acceptsInvalidFaults: readonly Fault[] = [
  {
    id: "validation-off",
    title: { zh: "不校验参数", en: "Validates nothing" },
    summary: {
      zh: "缺字段、错类型的请求都当作成功。",
      en: "Requests with missing or mistyped fields are accepted like any other.",
    },
    expected: accepted,
    hooks: accepting(({ mistakes = [] }) => mistakes.length > 0),
  },
  {
    id: "accepts-missing-fields",
    title: { zh: "缺少必填字段也成功", en: "Accepts missing fields" },
    summary: { zh: "缺失的必填字段用默认值补上。", en: "Missing required fields are filled with defaults." },
    expected: accepted,
    hooks: accepting(({ mistakes = [] }) => mistakes.some(({ keyword }) => keyword === "required")),
  },
  {
    id: "accepts-wrong-types",
    title: { zh: "类型不对也成功", en: "Accepts wrong types" },
    summary: {
      zh: "弱类型语言自动转换，字符串当作数字收下。",
      en: "A weakly typed language converts, and strings pass for numbers.",
    },
    expected: accepted,
    hooks: accepting(({ mistakes = [] }) => mistakes.some(({ keyword }) => keyword === "type")),
  },
  {
    id: "accepts-impossible-dates",
    title: { zh: "不存在的日期也成功", en: "Accepts dates that do not exist" },
    summary: {
      zh: "2 月 30 日被顺延成 3 月 2 日，订单订在了错误的一天。",
      en: "30 February rolls over to 2 March, and the room is booked for another day.",
    },
    callbacks: creates,
    expected: accepted,
    hooks: accepting(({ mistakes = [] }) => mistakes.some(concernsDate)),
  },
  {
    id: "accepts-reversed-dates",
    title: { zh: "离店早于入住也成功", en: "Accepts a check-out that is not after the check-in" },
    summary: { zh: "没有比较两个日期。", en: "The two dates are not compared." },
    callbacks: creates,
    expected: accepted,
    hooks: accepting(({ payload }) => String(payload.check_out_date) <= String(payload.check_in_date)),
  },
  {
    id: "accepts-no-rooms",
    title: { zh: "间数为 0 也成功", en: "Accepts zero rooms" },
    summary: { zh: "没有检查 number_of_units 的范围。", en: "The range of number_of_units is not checked." },
    callbacks: creates,
    expected: accepted,
    hooks: accepting(({ payload }) => Number(integerOf(payload.number_of_units)) <= 0),
  },
  {
    id: "accepts-missing-contact",
    title: { zh: "没有联系人也成功", en: "Accepts an order without a contact" },
    summary: { zh: "contact_info 是必填，商家当作选填。", en: "contact_info is required and taken for optional." },
    callbacks: creates,
    expected: accepted,
    hooks: accepting(({ payload }) => !isObject(payload.contact_info)),
  },
  {
    id: "accepts-cancel-without-id",
    title: { zh: "没有 cancel_id 也取消", en: "Cancels without a cancel_id" },
    summary: { zh: "缺少幂等键的取消也执行了。", en: "A cancel without its key is carried out all the same." },
    callbacks: cancels,
    expected: accepted,
    hooks: accepting(({ payload }) => payload.cancel_id === undefined),
  },
  {
    id: "accepts-wrong-total",
    title: { zh: "总价不符也成功", en: "Accepts a total that does not add up" },
    summary: { zh: "没有核对每晚价格与总价。", en: "Nightly prices and total are not compared." },
    callbacks: creates,
    expected: unlawful,
    hooks: acceptingWhenRefusedWith(8),
  },
  {
    id: "accepts-gaps-between-nights",
    title: { zh: "间夜不连续也成功", en: "Accepts nights with gaps" },
    summary: { zh: "没有核对每晚价格的日期。", en: "The dates of the nightly prices are not checked." },
    callbacks: creates,
    expected: unlawful,
    hooks: acceptingWhenRefusedWith(5),
  },
  {
    id: "accepts-excess-refund",
    title: { zh: "退款超过实付也成功", en: "Accepts a refund above what was paid" },
    summary: { zh: "没有核对退款金额与订单金额。", en: "The refund is not compared with the order." },
    callbacks: cancels,
    expected: unlawful,
    hooks: acceptingWhenRefusedWith(8),
  },
  {
    id: "date-error-answered-8",
    title: { zh: "日期错误答 8", en: "Answers a bad date with 8" },
    summary: {
      zh: "日期解析失败后走到核价，返回了“价格不一致”。",
      en: "After the date cannot be read the price check fails, and that is what is reported.",
    },
    callbacks: creates,
    expected: { rules: ["negative/undocumented-refusal"], suites: ["negative"] },
    hooks: onData((data) => (data.error_code === 5 || data.error_code === 10 ? { ...data, error_code: 8 } : data)),
  },
];

type Applies = (input: Decision["input"]) => boolean;

/** Takes what `applies` describes as if an ordinary order or cancel had come under the same ids. */
function accepting(applies: Applies): Hooks {
  return { decide: (decision, next) => next(applies(decision.input) ? replaced(decision) : decision) };
}

/** Takes a schema-valid payload that the correct merchant refuses with `code`. */
function acceptingWhenRefusedWith(code: number): Hooks {
  return {
    decide: async (decision, next) => {
      const decided = await next(decision);
      const isRefused = dataOf(decided.body).error_code === code && !decision.input.mistakes?.length;
      return isRefused ? next(replaced(decision)) : decided;
    },
  };
}

function replaced(decision: Decision): Decision {
  const { input, received } = decision;
  const template = received.definition.id === cancels[0] ? ordinaryCancel : ordinaryOrder;
  const ids = Object.fromEntries(
    ["order_id", "cancel_id"].flatMap((name) =>
      name in template ? [[name, String(input.payload[name] ?? "unknown")]] : [],
    ),
  );
  return { received, input: { ...input, payload: { ...template, ...ids }, mistakes: [] } };
}

function concernsDate({ instancePath }: SchemaMistake): boolean {
  return instancePath.endsWith("_date");
}

const ordinaryOrder: JsonObject = {
  order_id: "",
  rate_plan_id: "1763526448072717",
  biz_type: 2021,
  check_in_date: "2030-05-01",
  check_out_date: "2030-05-02",
  number_of_units: 1,
  number_of_guests: 1,
  daily_rates: [{ original_amount: 10_000, period_start_date: "2030-05-01", period_end_date: "2030-05-02" }],
  total_amount: 10_000,
  contact_info: { name: "", phone: "" },
};

const ordinaryCancel: JsonObject = {
  order_id: "",
  cancel_id: "",
  cancel_type: 2,
  biz_type: 2021,
  after_sale_type: 1,
  refund_type: 11,
};

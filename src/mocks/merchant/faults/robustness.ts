import { isObject, type JsonObject, type JsonValue } from "../../../core/json.js";
import { amount } from "../amount.js";
import { Crash } from "../crash.js";
import type { Fault } from "../fault.js";
import type { Hooks, Received } from "../stages.js";
import { cancels, creates } from "./scope.js";

const crashed = {
  rules: ["robustness/server-error", "transport/status"],
  suites: ["robustness", "boundary", "create-order", "bytes"],
};
const crashedOnCancel = {
  rules: ["robustness/server-error", "transport/status"],
  suites: ["robustness", "cancel-order"],
};

/** Input that a merchant did not expect and answers with a 500. */
export const robustnessFaults: readonly Fault[] = [
  {
    id: "emoji-crash",
    title: { zh: "表情符号导致 500", en: "Dies of emoji" },
    summary: {
      zh: "数据库列是三字节的 utf8，姓名或备注里有表情时写入失败。",
      en: "The column is three-byte UTF-8; a name or remark with an emoji cannot be written.",
    },
    callbacks: creates,
    expected: { ...crashed, suites: ["create-order", "bytes", "robustness"] },
    hooks: onText(/[\u{10000}-\u{10ffff}]/u),
  },
  {
    id: "guest-list-assumed",
    title: { zh: "没有入住人列表时 500", en: "Dies without a guest list" },
    summary: {
      zh: "直接取 occupancies[0].name，选填字段缺失时空指针。",
      en: "occupancies[0].name is read without a look; the optional list may be missing.",
    },
    callbacks: creates,
    expected: crashed,
    hooks: onPayload((order) => !Array.isArray(order.occupancies) || order.occupancies.length === 0),
  },
  {
    id: "null-crash",
    title: { zh: "字段为 null 时 500", en: "Dies of null" },
    summary: { zh: "选填字段传了 null，空指针异常。", en: "An optional field is null, and the code dereferences it." },
    expected: { rules: crashed.rules, suites: ["robustness", "cancel-order"] },
    hooks: onText(/:\s*null\b/),
  },
  {
    id: "unknown-enum-crash",
    title: { zh: "未知枚举值导致 500", en: "Dies of an unknown enum value" },
    summary: {
      zh: "按枚举反序列化，遇到文档之外的 biz_type、cancel_type 等值就抛异常。",
      en: "Values are turned into an enum, which throws for anything the document does not list.",
    },
    expected: { rules: crashed.rules, suites: ["robustness", "negative"] },
    hooks: {
      decide: async (decision, next) => {
        if (decision.input.mistakes?.some(({ keyword }) => keyword === "enum")) throw new Crash("No enum constant");
        return next(decision);
      },
    },
  },
  {
    id: "unknown-field-crash",
    title: { zh: "未知字段导致 500", en: "Dies of an unknown field" },
    summary: {
      zh: "Jackson 默认遇到未知字段就抛异常。",
      en: "Jackson throws for unknown fields unless told otherwise.",
    },
    callbacks: creates,
    expected: { ...crashed, suites: ["create-order", "bytes", "robustness"] },
    hooks: {
      decide: async (decision, next) => {
        const known = decision.received.definition.request.schema.properties;
        const names = Object.keys(decision.input.payload);
        if (isObject(known) && !names.every((name) => Object.hasOwn(known, name)))
          throw new Crash("Unrecognized field");
        return next(decision);
      },
    },
  },
  {
    id: "long-remark-crash",
    title: { zh: "备注太长导致 500", en: "Dies of a long remark" },
    summary: { zh: "备注列只有 255 个字符。", en: "The column for remarks holds 255 characters." },
    callbacks: creates,
    expected: { ...crashed, suites: ["boundary", "robustness"] },
    hooks: onPayload((order) =>
      [order.remark_from_douyin, order.remark_from_guest].some((text) => String(text ?? "").length > 255),
    ),
  },
  {
    id: "hourly-crash",
    title: { zh: "钟点房导致 500", en: "Dies of hourly rooms" },
    summary: {
      zh: "间夜数为 0 时除零。",
      en: "The number of nights is 0, and something is divided by it.",
    },
    callbacks: creates,
    expected: { ...crashed, suites: ["create-order", "boundary", "robustness"] },
    hooks: onPayload((order) => order.check_in_date === order.check_out_date),
  },
  {
    id: "leap-day-crash",
    title: { zh: "2 月 29 日导致 500", en: "Dies on the leap day" },
    summary: {
      zh: "计算去年同期时 2 月 29 日不存在。",
      en: "The same day of the year before is computed, and 29 February has none.",
    },
    callbacks: creates,
    expected: { ...crashed, suites: ["boundary"] },
    hooks: onText(/-02-29/),
  },
  {
    id: "year-end-crash",
    title: { zh: "跨年入住导致 500", en: "Dies of stays across the new year" },
    summary: {
      zh: "日期格式用了 YYYY（周年），12 月 31 日变成下一年。",
      en: "The date format uses the week year, which turns 31 December into the year after.",
    },
    callbacks: creates,
    expected: { ...crashed, suites: ["create-order", "boundary", "robustness"] },
    hooks: onPayload((order) => year(order.check_in_date) !== year(order.check_out_date)),
  },
  {
    id: "many-rooms-crash",
    title: { zh: "多间房导致 500", en: "Dies of many rooms" },
    summary: { zh: "房间数组长度写死为 8。", en: "The array of rooms has 8 places." },
    callbacks: creates,
    expected: { ...crashed, suites: ["boundary", "robustness"] },
    hooks: onPayload((order) => amount(order.number_of_units) > 8),
  },
  {
    id: "long-stay-crash",
    title: { zh: "连住 28 晚以上导致 500", en: "Dies of stays over 28 nights" },
    summary: { zh: "价格日历只加载 28 天。", en: "The price calendar loads 28 days." },
    callbacks: creates,
    expected: { ...crashed, suites: ["boundary", "robustness"] },
    hooks: onPayload((order) => Array.isArray(order.daily_rates) && order.daily_rates.length > 28),
  },
  {
    id: "big-integer-crash",
    title: { zh: "大整数导致 500", en: "Dies of big integers" },
    summary: {
      zh: "数字按 32 位整数解析，19 位的值溢出。",
      en: "Numbers are read into 32 bits, and a value of 19 digits overflows.",
    },
    callbacks: creates,
    expected: { ...crashed, suites: ["create-order", "bytes", "robustness"] },
    hooks: onText(/[:[,]\s*\d{17,}/),
  },
  {
    id: "malformed-json-crash",
    title: { zh: "请求体不是 JSON 时 500", en: "Dies of a body that is not JSON" },
    summary: { zh: "解析异常没有处理。", en: "The parser's exception is not handled." },
    expected: { rules: crashed.rules, suites: ["robustness"] },
    hooks: {
      read: async (received, next) => {
        const reading = await next(received);
        if (reading.kind === "unreadable") throw new Crash("Unexpected token");
        return reading;
      },
    },
  },
  {
    id: "wrong-type-crash",
    title: { zh: "字段类型不对时 500", en: "Dies of a wrong type" },
    summary: {
      zh: "字符串当数字用，类型转换异常没有处理。",
      en: "A string is used as a number, and nobody handles the cast.",
    },
    expected: { rules: crashed.rules, suites: ["robustness", "negative"] },
    hooks: onMistake("type"),
  },
  {
    id: "missing-field-crash",
    title: { zh: "必填字段缺失时 500", en: "Dies of a missing field" },
    summary: { zh: "没有校验必填字段就直接使用。", en: "Required fields are used without a check." },
    expected: { rules: crashed.rules, suites: ["robustness", "negative"] },
    hooks: onMistake("required"),
  },
  {
    id: "refund-detail-assumed",
    title: { zh: "取消没有间夜明细时 500", en: "Dies of a cancel without its nights" },
    summary: {
      zh: "直接遍历选填的 refund_order_detail，缺失时空指针。",
      en: "The optional refund_order_detail is walked without a look.",
    },
    callbacks: cancels,
    expected: crashedOnCancel,
    hooks: onPayload((payload) => !Array.isArray(payload.refund_order_detail)),
  },
];

function onText(pattern: RegExp): Hooks {
  return {
    read: async (received, next) => {
      if (pattern.test(textOf(received))) throw new Crash("Incorrect string value");
      return next(received);
    },
  };
}

function onPayload(applies: (payload: JsonObject) => boolean): Hooks {
  return {
    decide: async (decision, next) => {
      if (!decision.input.mistakes?.length && applies(decision.input.payload)) throw new Crash("NullPointerException");
      return next(decision);
    },
  };
}

function onMistake(keyword: string): Hooks {
  return {
    decide: async (decision, next) => {
      if (decision.input.mistakes?.some((mistake) => mistake.keyword === keyword))
        throw new Crash("ClassCastException");
      return next(decision);
    },
  };
}

/** The text with its escapes resolved, as it is after parsing. */
function textOf({ bytes }: Received): string {
  return new TextDecoder()
    .decode(bytes)
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function year(date: JsonValue | undefined): string {
  return String(date).slice(0, 4);
}

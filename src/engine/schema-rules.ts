import type { DescribedRule, RuleBase } from "../core/rule.js";

const base = { kind: "schema", part: "response", doc: { page: "spi", field: "response.body" } } as const;

/** Judged by `judgeSchema`; each finding names the field of the callback's own page. */
export const schemaRules = {
  type: {
    ...base,
    id: "schema/type",
    severity: "error",
    title: { zh: "字段类型与文档一致", en: "Every field has its documented type" },
    explanation: {
      zh: '"0" 不是 0：error_code、confirm_mode 等是 int；order_id、order_out_id、hotel_confirm_number 是 string。类型不符时平台很可能解析失败并重试（假定）。',
      en: '"0" is not 0: error_code, confirm_mode and the like are int; order_id, order_out_id and hotel_confirm_number are string. With a wrong type the platform probably fails to parse the answer and retries (assumed).',
    },
  },
  enum: {
    ...base,
    id: "schema/enum",
    severity: "error",
    title: { zh: "枚举值在文档的取值内", en: "Every enum has a documented value" },
    explanation: {
      zh: "文档为该字段列出了全部取值，其他值没有含义。",
      en: "The documents list all values of the field; any other one means nothing.",
    },
  },
  required: {
    ...base,
    id: "schema/required",
    severity: "error",
    title: { zh: "必填字段都在", en: "Required fields are there" },
    explanation: {
      zh: "应答的最外层是 data 对象，data.error_code 总是必填。字段名一律为小写加下划线。",
      en: "The outermost level is the data object, and data.error_code is always required. Names are in lower case with underscores.",
    },
  },
  format: {
    ...base,
    id: "schema/format",
    severity: "error",
    title: { zh: "值的格式与文档一致", en: "Every value has its documented form" },
    explanation: {
      zh: "类型正确，但格式或范围与文档不符。",
      en: "The type is right, but form or range differ from the documents.",
    },
  },
  extraField: {
    ...base,
    id: "schema/extra-field",
    severity: "info",
    title: { zh: "文档之外的字段", en: "Fields beyond the documents" },
    explanation: {
      zh: "多出的字段合法，平台会忽略。如果它是某个文档字段的另一种写法，那个字段就等于没有返回。",
      en: "Extra fields are lawful and ignored. If one is another spelling of a documented field, that field counts as absent.",
    },
  },
  nullOptional: {
    ...base,
    id: "schema/null-optional",
    severity: "info",
    title: { zh: "选填字段为 null", en: "null in an optional field" },
    explanation: {
      zh: "选填字段写 null 按未返回处理。最好不返回（例如 Jackson 的 NON_NULL）。",
      en: "null in an optional field counts as absent. It is better to leave it out (NON_NULL in Jackson).",
    },
  },
  zeroOptional: {
    ...base,
    id: "schema/zero-optional",
    severity: "warning",
    title: { zh: "未使用的选填字段写了零值", en: "A zero in an unused optional field" },
    explanation: {
      zh: "序列化框架会为未使用的字段写出 0 或空数组，例如异步取消时的 cancel_result: 0。它不是文档中的取值，最好不返回。",
      en: "Serialisers write 0 or an empty list for fields that are not used, such as cancel_result: 0 in asynchronous mode. It is no documented value; better leave it out.",
    },
  },
  integerForm: {
    ...base,
    id: "schema/integer-form",
    severity: "warning",
    title: { zh: "整数不带小数点和指数", en: "Integers without fraction or exponent" },
    explanation: {
      zh: "1.0 或 1e2 在数值上是整数，但 Go、Java 等的严格解析器不接受它作为 int。",
      en: "1.0 or 1e2 is an integer by value, but strict parsers, in Go and Java for instance, refuse it as an int.",
    },
  },
} as const satisfies Record<string, DescribedRule>;

export type SchemaRule = RuleBase & (typeof schemaRules)[keyof typeof schemaRules];

import type { Text } from "../../core/text.js";

/** The JSON types in words; the English ones with their article. */
export const typeNames: Readonly<Record<string, Text>> = {
  integer: { zh: "整数", en: "an integer" },
  number: { zh: "数字", en: "a number" },
  string: { zh: "字符串", en: "a string" },
  boolean: { zh: "布尔值", en: "a boolean" },
  object: { zh: "对象", en: "an object" },
  array: { zh: "数组", en: "an array" },
  null: { zh: "null", en: "null" },
};

export const unknownType: Text = { zh: "另一种类型", en: "of another type" };

/** `{field}` and `{actual}` are filled in later; the type's name now, since it differs by language. */
export function wrongType(expected: Text, hint: Text): Text {
  return {
    zh: `{field} 应为${expected.zh}，实际是 {actual}。${hint.zh}`,
    en: `{field} should be ${expected.en}, but is {actual}.${hint.en === "" ? "" : ` ${hint.en}`}`,
  };
}

export const noHint: Text = { zh: "", en: "" };

export const unquoteHint: Text = {
  zh: "请去掉引号，按数字输出。",
  en: "Write it as a number, without quotes.",
};

export const quoteHint: Text = {
  zh: "请加上引号，按字符串输出：大于 2 的 53 次方的数字会丢位。",
  en: "Write it as a string, in quotes: digits past 2^53 get lost in a number.",
};

export const encodedHint: Text = {
  zh: "这是被再次序列化的 JSON 文本，请直接输出对象。",
  en: "It is JSON text that was serialised a second time; write the object itself.",
};

export const wrongValue: Text = {
  zh: "{field} 的值 {actual} 不在文档列出的取值内：{allowed}。",
  en: "{field} is {actual}, which is none of the documented values: {allowed}.",
};

export const missing: Text = { zh: "缺少必填字段 {field}。", en: "The required field {field} is missing." };

export const misspelt: Text = {
  zh: "缺少必填字段 {field}，却有 {found}。字段名请与文档一致。",
  en: "The required field {field} is missing, but there is {found}. Use the documents' spelling.",
};

export const noEnvelope: Text = {
  zh: "缺少最外层的 {field}。全部字段都要放在 data 对象里面。",
  en: "The outermost {field} is missing. All fields belong inside the data object.",
};

export const wrongForm: Text = {
  zh: "{field} 的值 {actual} 不符合文档的格式（{rule}）。",
  en: "{field} is {actual}, which is not in the documented form ({rule}).",
};

export const unknownField: Text = {
  zh: "{field} 不在文档中，平台会忽略它。",
  en: "{field} is not in the documents; the platform ignores it.",
};

export const perhapsMeant: Text = {
  zh: "{field} 不在文档中，平台会忽略它。是不是 {meant}？",
  en: "{field} is not in the documents, so the platform ignores it. Was {meant} meant?",
};

export const nullField: Text = {
  zh: "{field} 是 null，按未返回处理。不用的字段最好不返回。",
  en: "{field} is null and counts as absent. It is better to leave out a field that is not used.",
};

export const zeroField: Text = {
  zh: "{field} 的值是 {actual}，看来是序列化框架为未使用的字段写出的零值。最好不返回（例如 Go 的 omitempty）。",
  en: "{field} is {actual}, which looks like the zero that a serialiser writes for an unused field. It is better to leave it out (omitempty in Go).",
};

export const oddInteger: Text = {
  zh: "{field} 写成了 {actual}。文档要求 int，不少解析器不接受带小数点或指数的写法，请输出不带小数的整数。",
  en: "{field} is written {actual}. The documents say int, and many parsers refuse a fraction or an exponent there; write a plain integer.",
};

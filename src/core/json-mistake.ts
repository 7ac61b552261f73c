import type { Text, TextArgs } from "./text.js";

/** Why a text is not JSON, with the offset (UTF-16 units) of the first character that cannot be right. Thrown by `readTree`. */
export class JsonMistake extends Error {
  readonly kind: MistakeKind;
  readonly offset: number;
  readonly args: TextArgs;

  constructor(kind: MistakeKind, offset: number, args: TextArgs = {}) {
    super(kind);
    this.name = "JsonMistake";
    this.kind = kind;
    this.offset = offset;
    this.args = args;
  }
}

export type MistakeKind = keyof typeof mistakeTexts;

/** The sentence of each kind, to follow "line 1, column 2: ". */
export const mistakeTexts = {
  bom: {
    zh: "文本以字节顺序标记（BOM）开头，JSON 不允许。请保存为不带 BOM 的 UTF-8。",
    en: "the text begins with a byte order mark (BOM), which JSON forbids. Write UTF-8 without one.",
  },
  empty: { zh: "没有内容，应为一个 JSON 值。", en: "there is nothing here; a JSON value was expected." },
  markup: {
    zh: "这是 HTML 或 XML，不是 JSON。",
    en: "this is HTML or XML, not JSON.",
  },
  "trailing-comma": {
    zh: "{closer} 之前多了一个逗号。",
    en: "there is a comma too many before {closer}.",
  },
  "missing-comma": {
    zh: "两项之间缺少逗号，这里遇到的是 {found}。",
    en: "a comma is missing between two items; found {found}.",
  },
  "missing-colon": {
    zh: "键 {key} 之后缺少冒号，这里遇到的是 {found}。",
    en: "a colon is missing after the key {key}; found {found}.",
  },
  "missing-value": { zh: "这里缺少一个值，遇到的是 {found}。", en: "a value is missing here; found {found}." },
  "unquoted-key": {
    zh: "键必须写在双引号里，这里遇到的是 {found}。",
    en: "a key must stand in double quotes; found {found}.",
  },
  "single-quotes": {
    zh: "JSON 的字符串用双引号，不用单引号。",
    en: "JSON strings take double quotes, not single ones.",
  },
  comment: { zh: "JSON 不允许注释。", en: "JSON has no comments." },
  "wrong-closer": {
    zh: "应以 {expected} 结束（开始于第 {openLine} 行第 {openColumn} 列），遇到的却是 {found}。",
    en: "{expected} was expected for what opened at line {openLine}, column {openColumn}; found {found}.",
  },
  unclosed: {
    zh: "文本到此结束，但第 {openLine} 行第 {openColumn} 列的 {opener} 还没有对应的 {expected}。",
    en: "the text ends, but the {opener} at line {openLine}, column {openColumn} has no {expected}.",
  },
  "unexpected-end": {
    zh: "文本在应有一个值的地方结束了。",
    en: "the text ends where a value was expected.",
  },
  "unclosed-string": {
    zh: "字符串没有结束的双引号。",
    en: "the string has no closing double quote.",
  },
  "control-character": {
    zh: "字符串里有未转义的控制字符 {found}，应写成 {escape}。",
    en: "the string holds the raw control character {found}; write {escape}.",
  },
  "bad-escape": {
    zh: "{found} 不是合法的转义。",
    en: "{found} is not an escape that JSON knows.",
  },
  "bad-number": {
    zh: "数字 {found} 的写法不合法：不能有前导 0、加号、空的小数或指数部分。",
    en: "{found} is not a JSON number: no leading zero, no plus sign, no empty fraction or exponent.",
  },
  "bad-word": {
    zh: "{found} 不是 JSON：只有 true、false、null 三个小写单词。",
    en: "{found} is not JSON: the only words are true, false and null, in lower case.",
  },
  "unexpected-character": {
    zh: "这里不应出现 {found}。",
    en: "{found} was not expected here.",
  },
  "extra-content": {
    zh: "JSON 值已经结束，后面却还有内容：{found}。",
    en: "the JSON value has ended, but more follows: {found}.",
  },
  "too-deep": {
    zh: "嵌套超过 {limit} 层。",
    en: "the nesting goes deeper than {limit} levels.",
  },
} as const satisfies Record<string, Text>;

import type { Case, Manner } from "../core/case.js";
import type { JsonObject } from "../core/json.js";
import type { Text } from "../core/text.js";
import { booking, type CaseSpec, cancelling, expecting, inTurn, suite } from "./steps.js";

const rule = "signature/valid-refused";

type Form = Manner & { readonly title: Text; readonly set?: JsonObject; readonly variant?: string };

/** What each byte form proves is the same; the title says which bytes they are. */
function form({ title, variant = "standard", ...details }: Form): CaseSpec {
  return {
    title,
    proves: {
      zh: "商家对收到的原始字节验签，这种写法的有效签名被接受。",
      en: "The merchant checks the signature over the bytes it received: a validly signed request in this form is accepted.",
    },
    steps: inTurn(booking("order", { variant, ...details })),
    expect: [expecting(rule, ["order"])],
  };
}

function cancelForm({ title, ...details }: Form): CaseSpec {
  return {
    ...form({ title }),
    steps: inTurn(booking("order", { variant: "standard" }), cancelling("cancel", "order", "after-payment", details)),
    expect: [expecting(rule, ["cancel"])],
  };
}

function remark(text: string, title: Text, manner: Manner = {}): CaseSpec {
  return form({ title, set: { remark_from_guest: text }, ...manner });
}

/** One order in many byte forms, all validly signed. */
export const bytes: readonly Case[] = suite("bytes", {
  compact: {
    ...form({ title: { zh: "紧凑 JSON", en: "Compact JSON" }, encoding: "compact" }),
    isIndependent: true,
  },
  spaced: form({ title: { zh: "带空格和换行的 JSON", en: "JSON with blanks and line breaks" }, encoding: "spaced" }),
  shuffled: form({ title: { zh: "字段顺序打乱", en: "Keys in another order" }, encoding: "shuffled" }),
  escaped: form({
    title: { zh: "中文写成 \\u 转义", en: "Chinese as \\u escapes" },
    encoding: "escaped",
    set: { remark_from_guest: "高层安静/无烟" },
  }),
  "escaped-upper": remark(
    "高层,安静",
    { zh: "\\u 转义使用大写十六进制", en: "\\u escapes with capital hex digits" },
    { rewrite: { escape: "upper" } },
  ),
  "escaped-letters": remark(
    "plain",
    { zh: "普通字母也写成 \\u 转义", en: "Plain letters as \\u escapes" },
    { rewrite: { escape: "everything" } },
  ),
  "escaped-slashes": remark(
    "https://example.com/a/b",
    { zh: "斜杠写成 \\/", en: "Slashes as \\/" },
    { rewrite: { escape: "slashes" } },
  ),
  "plain-slashes": remark("https://example.com/a/b", { zh: "斜杠不转义", en: "Slashes unescaped" }),
  "escaped-html": remark(
    "<b>1 & 2</b>",
    { zh: "<、>、& 写成 \\u003c 等（Go 的写法）", en: "<, > and & as \\u003c and the like, as Go writes them" },
    { rewrite: { escape: "html" } },
  ),
  "plain-html": remark("<b>1 & 2</b>", { zh: "<、>、& 不转义", en: "<, > and & unescaped" }),
  chinese: remark("高层,安静,带一张婴儿床", { zh: "中文以 UTF-8 原样发送", en: "Chinese as plain UTF-8" }),
  emoji: remark("看日出 🌅👨‍👩‍👧", { zh: "表情以 UTF-8 原样发送", en: "Emoji as plain UTF-8" }),
  "emoji-escaped": remark(
    "看日出 🌅",
    { zh: "表情写成代理对转义", en: "Emoji as escaped surrogate pairs" },
    { encoding: "escaped" },
  ),
  "combining-marks": remark("Cafe\u0301 re\u0301sume\u0301", { zh: "组合重音（NFD）", en: "Combining accents (NFD)" }),
  "line-separators": remark("one\u2028two\u2029three", {
    zh: "含 U+2028、U+2029",
    en: "U+2028 and U+2029",
  }),
  "full-width": remark("\uff11\uff12\uff13\u3000\uff21\uff22\uff5e", { zh: "全角字符", en: "Full-width characters" }),
  plus: remark("1+1=2 +86", { zh: "值里有加号", en: "Plus signs in a value" }),
  percent: remark("100% %20 %E4%BD%A0", { zh: "值里有百分号编码", en: "Percent codes in a value" }),
  ampersand: remark("a=1&http_body=x&sign=y", {
    zh: "值里有 &、= 和 http_body",
    en: "&, = and http_body in a value",
  }),
  "quotes-and-backslashes": remark("\"quoted\" \\ back\\slash 'single'", {
    zh: "引号和反斜杠",
    en: "Quotes and backslashes",
  }),
  "control-characters": remark("line one\nline two\ttab\r\nend", {
    zh: "转义的换行、制表符和回车",
    en: "Escaped line feeds, tabs and carriage returns",
  }),
  "large-integer": form({
    title: { zh: "19 位整数", en: "A 19-digit integer" },
    set: { x_future_id: 6948897508913326394n },
  }),
  "trailing-newline": form({
    title: { zh: "结尾有换行", en: "A line feed at the end" },
    rewrite: { after: "\n" },
  }),
  "trailing-crlf": form({ title: { zh: "结尾有 CRLF", en: "CRLF at the end" }, rewrite: { after: "\r\n" } }),
  "trailing-blanks": form({ title: { zh: "结尾有空格", en: "Blanks at the end" }, rewrite: { after: "   " } }),
  "leading-blanks": form({
    title: { zh: "开头有空格和换行", en: "Blanks and a line feed in front" },
    rewrite: { before: " \n " },
  }),
  "indented-two": form({ title: { zh: "两个空格缩进", en: "Indented by two blanks" }, rewrite: { indent: 2 } }),
  "indented-four": form({ title: { zh: "四个空格缩进", en: "Indented by four blanks" }, rewrite: { indent: 4 } }),
  "indented-tab": form({ title: { zh: "制表符缩进", en: "Indented by tabs" }, rewrite: { indent: "tab" } }),
  "indented-crlf": form({
    title: { zh: "缩进并使用 CRLF 换行", en: "Indented, with CRLF line ends" },
    rewrite: { indent: 2, lineEnd: "crlf" },
  }),
  "empty-containers": form({
    title: { zh: "空对象和空数组", en: "Empty objects and arrays" },
    set: { x_future_object: {}, x_future_list: [] },
  }),
  "null-value": form({
    title: { zh: "未知字段为 null", en: "A null in an unknown field" },
    set: { x_future_field: null },
  }),
  "empty-strings": form({
    title: { zh: "空字符串", en: "Empty strings" },
    set: { early_arrival_time: "", last_arrival_time: "", remark_from_guest: "" },
  }),
  long: form({
    title: { zh: "较长的请求体（约 20 KB）", en: "A long body of some 20 KB" },
    rewrite: { after: " ".repeat(20_000) },
  }),
  "cancel-spaced": cancelForm({
    title: { zh: "取消：带空格和换行", en: "A cancel with blanks and line breaks" },
    encoding: "spaced",
  }),
  "cancel-shuffled": cancelForm({
    title: { zh: "取消：字段顺序打乱", en: "A cancel with its keys in another order" },
    encoding: "shuffled",
  }),
  "cancel-escaped": cancelForm({
    title: { zh: "取消：中文写成 \\u 转义", en: "A cancel with Chinese as \\u escapes" },
    encoding: "escaped",
    set: { cancel_reason: "用户取消/改期" },
  }),
  "cancel-trailing-newline": cancelForm({
    title: { zh: "取消：结尾有换行", en: "A cancel with a line feed at the end" },
    rewrite: { after: "\n" },
  }),
});

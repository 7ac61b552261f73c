import { parseJson } from "../../core/json.js";
import type { Text } from "../../core/text.js";
import { rewriteBody } from "./body-text.js";
import { compact, type Dialect, writeIn } from "./dialect.js";
import { javaDouble, javaNumber, javascriptNumber, phpNumber, pythonNumber } from "./dialect-numbers.js";
import {
  plainText,
  withEscapedHtml,
  withEscapedHtmlAndQuotes,
  withEscapedSlashes,
  withEscapedUnicode,
} from "./dialect-texts.js";
import { hashRawBody } from "./fixes.js";
import { hashMapKeys, sortedKeys } from "./key-orders.js";
import type { SignatureMistake } from "./mistake.js";

/** Python escapes the delete character too. */
const pythonText = (value: string) => withEscapedUnicode(plainText(value)).replaceAll("\u007f", "\\u007f");
const pythonSpaced = { number: pythonNumber, comma: ", ", colon: ": " };
const gson = { number: javaNumber, text: (value: string) => withEscapedHtmlAndQuotes(plainText(value)) };
const phpTexts = [
  (value: string) => withEscapedSlashes(withEscapedUnicode(plainText(value))),
  (value: string) => withEscapedSlashes(plainText(value)),
  (value: string) => withEscapedUnicode(plainText(value)),
];

/** The body was parsed and written again before it was hashed; the plainest writer first. */
export const serialiserMistakes: readonly SignatureMistake[] = [
  reserialised(
    "reserialised-compact",
    {
      zh: "对解析后重新序列化的请求体签名（紧凑格式）",
      en: "The body was parsed and written again in compact form",
    },
    {
      zh: "JSON.stringify、Jackson、fastjson、Gson 等写出的 JSON 不带空格、不转义，与抖音发送的原始字节不同；只有原文恰好是这种格式时才能通过。",
      en: "JSON.stringify, Jackson, fastjson, Gson and others write JSON without blanks and escapes, which are not the bytes that Douyin sent; it only passes when those happen to look the same.",
    },
    {},
  ),
  reserialised(
    "reserialised-javascript",
    {
      zh: "用 JSON.parse 和 JSON.stringify 重新生成的请求体签名",
      en: "The body went through JSON.parse and JSON.stringify",
    },
    {
      zh: "除空格和转义外，超过 2^53 的整数也丢了末几位，1.0 变成 1。",
      en: "Blanks and escapes change, integers past 2^53 lose their last digits, and 1.0 becomes 1.",
    },
    { number: javascriptNumber },
  ),
  reserialised(
    "reserialised-keys-sorted",
    { zh: "重新序列化时把键排了序", en: "The keys were sorted when the body was written again" },
    {
      zh: "TreeMap、ksort、sort_keys=True 或类似做法改变了键的顺序；http_body 应是原始字节，不参与任何排序。",
      en: "A TreeMap, ksort, sort_keys=True or the like changed the order of the keys; http_body is the raw bytes and nothing in it is sorted.",
    },
    { keys: sortedKeys },
    { keys: sortedKeys, number: javascriptNumber },
    { keys: sortedKeys, text: (value) => withEscapedUnicode(plainText(value)) },
  ),
  reserialised(
    "reserialised-go",
    { zh: "用 Go 的 encoding/json 重新生成的请求体签名", en: "The body went through Go's encoding/json" },
    {
      zh: "json.Marshal 会按键排序 map、把 < > & 写成 \\u003c 等，并让 interface{} 里的大整数变成 float64 而丢失末几位。",
      en: "json.Marshal sorts the keys of a map, writes < > & as \\u003c and so on, and integers in an interface{} become float64 and lose digits.",
    },
    { keys: sortedKeys, number: javascriptNumber, text: (value) => withEscapedHtml(plainText(value)) },
    { keys: sortedKeys, text: (value) => withEscapedHtml(plainText(value)) },
    { text: (value) => withEscapedHtml(plainText(value)) },
  ),
  reserialised(
    "reserialised-python",
    { zh: "用 Python 的 json.dumps 重新生成的请求体签名", en: "The body went through Python's json.dumps" },
    {
      zh: "json.dumps 默认在逗号和冒号后加空格，并把中文写成 \\uXXXX；ensure_ascii=False 只去掉后者。",
      en: "json.dumps puts a blank after commas and colons and writes Chinese as \\uXXXX by default; ensure_ascii=False only mends the latter.",
    },
    { ...pythonSpaced, text: pythonText },
    pythonSpaced,
    { number: pythonNumber, text: pythonText },
    { ...pythonSpaced, text: pythonText, keys: sortedKeys },
    { ...pythonSpaced, keys: sortedKeys },
    { number: pythonNumber },
  ),
  reserialised(
    "reserialised-php",
    { zh: "用 PHP 的 json_encode 重新生成的请求体签名", en: "The body went through PHP's json_encode" },
    {
      zh: "json_encode 默认把 / 写成 \\/、中文写成 \\uXXXX，关联数组的空对象变成 []；JSON_UNESCAPED_* 只能去掉一部分差异。",
      en: "json_encode writes / as \\/ and Chinese as \\uXXXX by default, and an empty object read as an array becomes []; the JSON_UNESCAPED_* flags mend only part of it.",
    },
    ...phpTexts.flatMap((text) => [
      { number: phpNumber, text, emptyObject: "[]" },
      { number: phpNumber, text },
    ]),
  ),
  reserialised(
    "reserialised-nulls-dropped",
    { zh: "重新序列化时丢掉了值为 null 的字段", en: "Members that are null were lost when the body was written again" },
    {
      zh: "fastjson 和 Gson 默认不输出 null，Jackson 的 NON_NULL 也是；抖音的请求体里会有 null（例如 need_audit）。",
      en: "fastjson and Gson leave null out by default, and so does Jackson's NON_NULL; Douyin's bodies do hold null (need_audit, for one).",
    },
    { dropsNulls: true },
    { dropsNulls: true, number: javaNumber },
  ),
  reserialised(
    "reserialised-java",
    { zh: "用 fastjson 或 Jackson 读成对象树后重新生成的请求体签名", en: "The body went through a Java object tree" },
    {
      zh: "fastjson 1 的 JSONObject 是 HashMap，键的顺序会变；浮点数会改写成 Double 的形式。",
      en: "fastjson 1 keeps objects in a HashMap, which changes the order of the keys; fractions are written as a Double writes them.",
    },
    { keys: hashMapKeys, dropsNulls: true, number: javaNumber },
    { keys: hashMapKeys, number: javaNumber },
    { number: javaNumber },
  ),
  reserialised(
    "reserialised-gson",
    { zh: "用 Gson 重新生成的请求体签名", en: "The body went through Gson" },
    {
      zh: "Gson 默认把 < > & = ' 写成 \\u003c 等并丢掉 null；读成 Map 时整数还会变成 1.0 这样的浮点数。",
      en: "Gson writes < > & = ' as \\u003c and so on and leaves null out; read into a Map, integers even become fractions such as 1.0.",
    },
    { ...gson, dropsNulls: true },
    gson,
    { ...gson, dropsNulls: true, number: javaDouble },
    { ...gson, number: javaDouble },
  ),
  reserialised(
    "reserialised-pretty",
    { zh: "对重新排版（缩进换行）的请求体签名", en: "The body was laid out again with line breaks and indents" },
    {
      zh: "请求体在验签前被格式化过（JSON.stringify(…, 2)、PRETTY_PRINT、writerWithDefaultPrettyPrinter 等）。",
      en: "The body was pretty-printed before it was checked (JSON.stringify(…, 2), PRETTY_PRINT, writerWithDefaultPrettyPrinter and the like).",
    },
    { indent: "  ", colon: ": " },
    { indent: "    ", colon: ": " },
    { indent: "\t", colon: ": " },
    { indent: "  ", colon: ": ", number: javascriptNumber },
    { indent: "    ", colon: ": ", text: pythonText, number: pythonNumber },
    { indent: "  ", colon: ": ", text: pythonText, number: pythonNumber },
    ...phpTexts.map((text) => ({ indent: "    ", colon: ": ", text, number: phpNumber })),
    { indent: "\t", colon: ": ", keys: sortedKeys, text: (value: string) => withEscapedHtml(plainText(value)) },
    { indent: "  ", colon: ": ", keys: sortedKeys, text: (value: string) => withEscapedHtml(plainText(value)) },
    { indent: "  ", colon: " : ", hasInlineArrays: true, number: javaNumber },
    { indent: "\t", colon: ":" },
  ),
];

function reserialised(id: string, title: Text, cause: Text, ...styles: readonly Partial<Dialect>[]): SignatureMistake {
  const ways = styles.map((style) => (text: string) => rewritten(text, { ...compact, ...style }));
  return {
    id,
    title,
    cause,
    fix: hashRawBody,
    group: "serialiser",
    transform: (recipe) => rewriteBody(recipe, ...ways),
  };
}

function rewritten(text: string, dialect: Dialect): string | undefined {
  try {
    return writeIn(dialect, parseJson(text.replace(/^\ufeff/, "")));
  } catch (error) {
    // A body that is not JSON was not parsed by anybody either.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

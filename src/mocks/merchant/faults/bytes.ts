import { isObject, type JsonValue, parseJson, stringifyJson } from "../../../core/json.js";
import { encodeAs } from "../../../core/json-text.js";
import type { Fault } from "../fault.js";
import { onSignedBytes } from "../hooks.js";
import type { Hooks } from "../stages.js";
import { editedBody } from "./signed-text.js";

const seen = { rules: ["signature/valid-refused"], suites: ["bytes", "signature"] };

/** Checks of a body that is no longer the body that was sent. */
export const bytesFaults: readonly Fault[] = [
  {
    id: "body-reserialised",
    title: { zh: "请求体解析后重新序列化再验签", en: "Parses the body and serialises it again before the check" },
    summary: {
      zh: "框架先把 JSON 解析成对象，验签时再 JSON.stringify：空格、转义和大整数都变了。",
      en: "The framework parses the JSON and the check stringifies it: spaces, escapes and big integers change.",
    },
    expected: { ...seen, suites: ["bytes"] },
    hooks: checked((text) => JSON.stringify(JSON.parse(text))),
  },
  {
    id: "body-reserialised-ascii",
    title: { zh: "重新序列化并转义中文", en: "Serialises it again with Chinese escaped" },
    summary: {
      zh: "Python 的 json.dumps 默认把非 ASCII 字符写成 \\u 转义。",
      en: "Python's json.dumps writes every non-ASCII character as an escape.",
    },
    expected: seen,
    hooks: checked((text) => asciiOnly(stringifyJson(parseJson(text)))),
  },
  {
    id: "body-reserialised-spaced",
    title: { zh: "重新序列化并在分隔符后加空格", en: "Serialises it again with blanks after separators" },
    summary: {
      zh: "Python 的 json.dumps 默认在逗号和冒号后加空格。",
      en: "Python's json.dumps puts a blank after commas and colons.",
    },
    expected: { rules: ["signature/valid-refused"], suites: ["bytes", "signature", "create-order"] },
    hooks: checked((text) => asciiOnly(spaced(parseJson(text)))),
  },
  {
    id: "body-slashes-escaped",
    title: { zh: "重新序列化并转义斜杠", en: "Serialises it again with slashes escaped" },
    summary: {
      zh: "PHP 的 json_encode 默认转义 / 和中文，密文里常有 /。",
      en: "PHP's json_encode escapes / and Chinese; ciphertexts are full of slashes.",
    },
    expected: seen,
    hooks: checked((text) => encodeAs(parseJson(text), "escaped")),
  },
  {
    id: "body-keys-sorted",
    title: { zh: "重新序列化并按字母排序字段", en: "Serialises it again with its keys sorted" },
    summary: {
      zh: "Go 把请求体解析进 map 再序列化，字段顺序变成字母序，并转义 <、>、&。",
      en: "Go decodes into a map and encodes it again: keys come out sorted, and <, >, & escaped.",
    },
    expected: seen,
    hooks: checked((text) => goEscaped(stringifyJson(sorted(parseJson(text))))),
  },
  {
    id: "body-nulls-dropped",
    title: { zh: "重新序列化时丢掉 null 和未知字段", en: "Serialises it again without nulls" },
    summary: {
      zh: "fastjson 默认不输出值为 null 的字段。",
      en: "fastjson leaves fields with null out.",
    },
    expected: { ...seen, suites: ["cancel-order", "bytes"] },
    hooks: checked((text) => stringifyJson(withoutNulls(parseJson(text)))),
  },
  {
    id: "body-trimmed",
    title: { zh: "验签前去掉首尾空白", en: "Trims the body before the check" },
    summary: {
      zh: "读取请求体后调用了 trim，末尾的换行丢失。",
      en: "The body is trimmed after reading, so a final line feed is lost.",
    },
    expected: { ...seen, suites: ["bytes"] },
    hooks: checked((text) => text.trim()),
  },
  {
    id: "body-whitespace-removed",
    title: { zh: "验签前去掉所有空白", en: "Removes all white space before the check" },
    summary: {
      zh: "用正则去掉空格和换行，连姓名和备注里的空格也没了。",
      en: "A regular expression removes blanks and line feeds, even those inside names and remarks.",
    },
    expected: { ...seen, suites: ["bytes"] },
    hooks: checked((text) => text.replace(/\s+/g, "")),
  },
  {
    id: "body-line-joined",
    title: { zh: "逐行读取请求体", en: "Reads the body line by line" },
    summary: {
      zh: "用 readLine 逐行拼接，换行符丢失。",
      en: "Lines are read one by one and joined, so the line feeds are lost.",
    },
    expected: { ...seen, suites: ["bytes"] },
    hooks: checked((text) => text.split(/\r\n|\n|\r/).join("")),
  },
  {
    id: "body-latin1",
    title: { zh: "按 ISO-8859-1 解码请求体", en: "Decodes the body as ISO-8859-1" },
    summary: {
      zh: "Servlet 未设置编码时的默认值，中文变成乱码后再算签名。",
      en: "The default of servlets without an encoding: Chinese turns into garbage before the hash.",
    },
    expected: seen,
    hooks: onSignedBytes(({ bytes }) => ({
      bytes: new TextEncoder().encode([...bytes].map((byte) => String.fromCharCode(byte)).join("")),
    })),
  },
  {
    id: "body-url-decoded",
    title: { zh: "对请求体做了 URL 解码", en: "Decodes the body like a form" },
    summary: {
      zh: "密文中的 + 变成空格，验签时好时坏。",
      en: "Each + of a ciphertext becomes a blank, so the check fails now and then.",
    },
    expected: { ...seen, suites: ["bytes"] },
    hooks: checked((text) => decodeURIComponent(text.replaceAll("+", " ").replace(/%(?![0-9a-fA-F]{2})/g, "%25"))),
  },
  {
    id: "body-emoji-lost",
    title: { zh: "四字节字符被替换", en: "Loses characters of four bytes" },
    summary: {
      zh: "请求体先写进 utf8（非 utf8mb4）的库再取出验签，表情和生僻字变成问号。",
      en: "The body goes through a database column of three-byte UTF-8: emoji and rare characters become question marks.",
    },
    expected: { ...seen, suites: ["bytes"] },
    hooks: checked((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, "?")),
  },
  {
    id: "body-unescaped",
    title: { zh: "先还原 \\u 转义再验签", en: "Resolves \\u escapes before the check" },
    summary: {
      zh: "日志组件把转义还原成了汉字，签名用的已经不是原文。",
      en: "A logging layer turns the escapes into characters, and the check uses its text.",
    },
    expected: { ...seen, suites: ["bytes"] },
    hooks: checked((text) =>
      text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    ),
  },
];

function checked(edit: (text: string) => string): Hooks {
  return onSignedBytes((received) => ({ bytes: editedBody(received, edit) }));
}

function asciiOnly(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function spaced(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (!isObject(value)) return stringifyJson(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`);
  return `{${members.join(", ")}}`;
}

function goEscaped(text: string): string {
  return text.replace(/[<>&]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}

import { excerpt } from "../../core/excerpt.js";
import type { Answer } from "../../core/exchange.js";
import type { TransportRule } from "../../core/rule.js";
import { decodeUtf8 } from "../../core/utf8.js";
import { scopeOf } from "../scope.js";
import { answeredOk } from "./answered.js";
import { brokenBody, isJsonObject } from "./broken-body.js";
import { encodingGuess } from "./encoding-guess.js";

const doc = { page: "spi", field: "response.body" };

export const bodyEmpty: TransportRule = {
  kind: "transport",
  id: "transport/body-empty",
  severity: "error",
  part: "response",
  title: { zh: "响应体不为空", en: "The body is not empty" },
  explanation: {
    zh: '平台只看响应体，HTTP 200 本身不代表成功。请返回 {"data":{"error_code":0,…}}。',
    en: 'The platform reads the body; HTTP 200 alone is no success. Return {"data":{"error_code":0,…}}.',
  },
  doc,
  check(exchange, report) {
    const answer = answeredOk(exchange);
    if (answer?.text === undefined || !isBlank(answer) || scopeOf(exchange) === "forged") return;
    report({
      pointer: "",
      expected: { data: { error_code: 0 } },
      actual: answer.bytes.length === 0 ? "" : excerpt(answer.text, 40),
      message: {
        text: {
          zh: "HTTP 200 的响应体是空的。平台只看响应体，请返回 data.error_code 等字段。",
          en: "The body of the HTTP 200 answer is empty. The platform reads the body; return data.error_code and the other fields.",
        },
      },
    });
  },
};

export const bodyUtf8: TransportRule = {
  kind: "transport",
  id: "transport/body-utf8",
  severity: "error",
  part: "response",
  title: { zh: "响应体是 UTF-8", en: "The body is UTF-8" },
  explanation: {
    zh: "JSON 必须以 UTF-8 传输。常见原因是服务端默认使用 GBK 或 ISO-8859-1，例如 Java 中没有指定字符集的 getBytes（）。",
    en: "JSON travels in UTF-8. The usual cause is a server whose default is GBK or ISO-8859-1, for instance getBytes() without a charset in Java.",
  },
  doc,
  check(exchange, report) {
    const answer = answeredOk(exchange);
    if (!answer || answer.text !== undefined) return;
    const decoded = decodeUtf8(answer.bytes);
    if (decoded.ok) return;
    const guess = encodingGuess(answer.bytes);
    report({
      pointer: "",
      expected: "UTF-8",
      actual: guess ?? `0x${(answer.bytes[decoded.offset] ?? 0).toString(16).padStart(2, "0")}`,
      message: {
        text: {
          zh: `第 {line} 行第 {column} 列（第 {offset} 字节）起不是 UTF-8${guess ? "，看起来是 {guess}" : ""}。请以 UTF-8 输出响应体。`,
          en: `From line {line}, column {column} (byte {offset}) on the body is not UTF-8${guess ? "; it looks like {guess}" : ""}. Write the body in UTF-8.`,
        },
        args: { line: decoded.line, column: decoded.column, offset: decoded.offset, guess: guess ?? "" },
      },
    });
  },
};

export const bodyBom: TransportRule = {
  kind: "transport",
  id: "transport/body-bom",
  severity: "error",
  part: "response",
  title: { zh: "响应体没有 BOM", en: "The body has no byte order mark" },
  explanation: {
    zh: "JSON 不允许以字节顺序标记（EF BB BF）开头，许多解析器会因此失败。常见原因是带 BOM 保存的模板或 PHP 源文件。",
    en: "JSON must not begin with a byte order mark (EF BB BF); many parsers fail on it. The usual cause is a template or PHP source file saved with one.",
  },
  doc,
  check(exchange, report) {
    if (!answeredOk(exchange)?.text?.startsWith("\ufeff")) return;
    report({
      pointer: "",
      expected: "{",
      actual: "EF BB BF",
      message: {
        text: {
          zh: "响应体以 BOM（EF BB BF）开头，JSON 不允许。请用不带 BOM 的 UTF-8 保存源文件或模板。",
          en: "The body begins with a byte order mark (EF BB BF), which JSON forbids. Save the source file or template as UTF-8 without one.",
        },
      },
    });
  },
};

export const bodyJson: TransportRule = {
  kind: "transport",
  id: "transport/body-json",
  severity: "error",
  part: "response",
  title: { zh: "响应体是一个 JSON 对象", en: "The body is one JSON object" },
  explanation: {
    zh: "响应体必须恰好是一个 JSON 对象：没有多余的逗号，前后没有别的内容，不是数组，也不是把 JSON 再编码一次的字符串。",
    en: "The body must be exactly one JSON object: no trailing comma, nothing before or after, no array, and no string that holds JSON encoded twice.",
  },
  doc,
  check(exchange, report) {
    const answer = answeredOk(exchange);
    if (answer?.text === undefined || isBlank(answer) || isJsonObject(answer.json)) return;
    report({ pointer: "", expected: {}, ...brokenBody(answer, answer.text) });
  },
};

function isBlank({ text }: Answer): boolean {
  return text?.trim() === "";
}

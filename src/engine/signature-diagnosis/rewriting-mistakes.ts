import { rewriteBody } from "./body-text.js";
import { hashBytes, hashRawBody } from "./fixes.js";
import type { SignatureMistake } from "./mistake.js";

/** The body was not parsed, but changed as a text. */
export const rewritingMistakes: readonly SignatureMistake[] = [
  {
    id: "body-trimmed",
    title: { zh: "请求体首尾的空白被去掉", en: "White space around the body was trimmed" },
    cause: {
      zh: "trim() 或 strip() 去掉了首尾的换行或空格；它们也是被签名的字节。",
      en: "trim() or strip() took away line ends or blanks at either end; they are signed bytes too.",
    },
    fix: hashBytes,
    group: "ends",
    transform: (recipe) =>
      rewriteBody(
        recipe,
        (text) => text.replace(/\r?\n$/, ""),
        (text) => text.trimEnd(),
        (text) => text.trim(),
      ),
  },
  {
    id: "body-newline-added",
    title: { zh: "请求体末尾多了一个换行", en: "A line end was added to the body" },
    cause: {
      zh: "按行读取再拼接，或写入文件、日志后再读回，在末尾加上了换行。",
      en: "Reading by lines and joining, or going through a file or a log, added a line end.",
    },
    fix: hashBytes,
    group: "ends",
    transform: (recipe) =>
      rewriteBody(
        recipe,
        (text) => `${text}\n`,
        (text) => `${text}\r\n`,
      ),
  },
  {
    id: "body-lines-joined",
    title: { zh: "请求体的换行被丢掉或改写", en: "The line ends in the body were lost or changed" },
    cause: {
      zh: "BufferedReader.readLine() 循环会丢掉换行；换行符也可能在 LF 与 CRLF 之间被转换。",
      en: "A loop over BufferedReader.readLine() drops the line ends; they may also have been converted between LF and CRLF.",
    },
    fix: hashRawBody,
    group: "line-ends",
    transform: (recipe) =>
      rewriteBody(
        recipe,
        (text) => text.replace(/\r\n|\r|\n/g, ""),
        (text) => text.replace(/\r\n/g, "\n"),
        (text) => text.replace(/\r?\n/g, "\r\n"),
      ),
  },
  {
    id: "body-blanks-removed",
    title: { zh: "请求体里的空白全部被删掉", en: "All white space in the body was removed" },
    cause: {
      zh: '用正则（例如 replaceAll("\\\\s", "")）去掉了空白，连字符串里的空格也没有了。',
      en: 'A pattern such as replaceAll("\\\\s", "") took away all white space, even inside strings.',
    },
    fix: hashRawBody,
    group: "serialiser",
    transform: (recipe) =>
      rewriteBody(
        recipe,
        (text) => text.replace(/\s+/g, ""),
        (text) => text.replace(/[ \t\r\n]+/g, ""),
        (text) => text.replaceAll(" ", ""),
      ),
  },
  {
    id: "body-url-decoded",
    title: { zh: "请求体被当作表单解码", en: "The body was decoded like a form" },
    cause: {
      zh: "把 JSON 当成 application/x-www-form-urlencoded 处理：+ 变成空格，%XX 被解码。",
      en: "The JSON was treated as application/x-www-form-urlencoded: + became a blank, %XX was decoded.",
    },
    fix: hashRawBody,
    group: "form",
    transform: (recipe) =>
      rewriteBody(
        recipe,
        (text) => text.replaceAll("+", " "),
        (text) => percentDecoded(text.replaceAll("+", " ")),
        percentDecoded,
      ),
  },
  {
    id: "body-url-encoded",
    title: { zh: "请求体被做了 URL 编码", en: "The body was URL-encoded" },
    cause: {
      zh: "拼接前对 http_body 做了 URL 编码（http_build_query、urlencode、url.Values.Encode 等）。",
      en: "http_body was URL-encoded before it was joined (http_build_query, urlencode, url.Values.Encode and the like).",
    },
    fix: hashRawBody,
    group: "form",
    transform: (recipe) =>
      rewriteBody(recipe, encodeURIComponent, (text) => new URLSearchParams({ b: text }).toString().slice(2)),
  },
  {
    id: "body-slashes-unescaped",
    title: { zh: "请求体里的反斜杠转义被处理掉", en: "Backslashes in the body were taken away" },
    cause: {
      zh: "stripslashes 或把 \\/ 替换成 / 之类的处理改变了原始字节。",
      en: "stripslashes, or replacing \\/ by /, changed the raw bytes.",
    },
    fix: hashRawBody,
    group: "slashes",
    transform: (recipe) =>
      rewriteBody(
        recipe,
        (text) => text.replaceAll("\\/", "/"),
        (text) => text.replace(/\\(.)/g, "$1"),
      ),
  },
];

function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
    new TextDecoder().decode(Uint8Array.from(run.slice(1).split("%"), (hex) => Number.parseInt(hex, 16))),
  );
}

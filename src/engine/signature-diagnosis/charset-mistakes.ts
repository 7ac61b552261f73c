import { rewriteBody } from "./body-text.js";
import { hashBytes } from "./fixes.js";
import { decodeGbk, encodeGbk } from "./gbk.js";
import type { SignatureMistake } from "./mistake.js";
import type { Recipe } from "./recipe.js";

/** The bytes of the body were read or written in another charset than UTF-8. */
export const charsetMistakes: readonly SignatureMistake[] = [
  {
    id: "charset-latin1",
    title: { zh: "请求体被当作 ISO-8859-1 处理", en: "The body was treated as ISO-8859-1" },
    cause: {
      zh: "读取请求体时用了 Servlet 默认的 ISO-8859-1（或 windows-1252），或以它写出字节，中文因此变成乱码或问号。",
      en: "The body was read in the servlet default ISO-8859-1 (or windows-1252), or written back in it, so Chinese became garbage or question marks.",
    },
    fix: hashBytes,
    group: "charset",
    transform: (recipe) => [
      ...withBody(recipe, new TextEncoder().encode(readLatin1(recipe.body))),
      ...withBody(recipe, new TextEncoder().encode(new TextDecoder("windows-1252").decode(recipe.body))),
      ...rewriteBody(recipe, (text) => text.replace(/[^\u0000-\u00ff]/gu, "?")).map((lost) => ({
        ...lost,
        body: Uint8Array.from(new TextDecoder().decode(lost.body), (character) => character.charCodeAt(0)),
      })),
    ],
  },
  {
    id: "charset-gbk",
    title: { zh: "请求体被当作 GBK 处理", en: "The body was treated as GBK" },
    cause: {
      zh: "用了系统默认字符集 GBK 读取或写出请求体（例如中文 Windows 上不带参数的 getBytes() 和 new String(bytes)）。",
      en: "The platform charset GBK was used to read or write the body (getBytes() and new String(bytes) without an argument on a Chinese Windows, for one).",
    },
    fix: hashBytes,
    group: "charset",
    transform: (recipe) => {
      const table = isAscii(recipe.body) ? undefined : recipe.gbk();
      return [
        ...withBody(recipe, table && encodeGbk(new TextDecoder().decode(recipe.body), table)),
        ...withBody(recipe, encoded(table && decodeGbk(recipe.body))),
      ];
    },
  },
  {
    id: "charset-ascii",
    title: { zh: "请求体里的非 ASCII 字符丢失", en: "Characters outside ASCII were lost from the body" },
    cause: {
      zh: "以 US-ASCII 读取或写出请求体，每个非 ASCII 字符（或字节）都变成 ？或 \\ufffd，或被忽略。",
      en: "The body was read or written as US-ASCII: every character (or byte) outside it became ? or \\ufffd or was skipped.",
    },
    fix: hashBytes,
    group: "charset",
    transform: (recipe) => [
      ...rewriteBody(
        recipe,
        (text) => text.replace(/[^\u0000-\u007f]/gu, "?"),
        (text) => text.replace(/[^\u0000-\u007f]/g, "?"),
        (text) => text.replace(/[^\u0000-\u007f]/gu, ""),
      ),
      ...withBody(recipe, encoded(readLatin1(recipe.body).replace(/[^\u0000-\u007f]/g, "\ufffd"))),
      ...withBody(recipe, encoded(readLatin1(recipe.body).replace(/[^\u0000-\u007f]/g, "?"))),
    ],
  },
  {
    id: "charset-emoji-lost",
    title: { zh: "请求体里的 emoji 等四字节字符被改写", en: "Emoji and other four-byte characters were changed" },
    cause: {
      zh: "MySQL 的 utf8、Java 的 modified UTF-8（writeUTF）或过滤 emoji 的代码改写了四字节字符。",
      en: "MySQL's utf8, Java's modified UTF-8 (writeUTF), or code that filters emoji changed the four-byte characters.",
    },
    fix: hashBytes,
    group: "charset",
    transform: (recipe) => [
      ...rewriteBody(
        recipe,
        (text) => text.replace(fourByte, ""),
        (text) => text.replace(fourByte, "?"),
        (text) => text.replace(fourByte, "????"),
        (text) => text.replace(fourByte, "\ufffd"),
      ),
      ...withBody(recipe, modifiedUtf8(recipe.body)),
    ],
  },
  {
    id: "body-bom",
    title: { zh: "请求体开头的 BOM 被加上或去掉", en: "A byte order mark was added to or taken from the body" },
    cause: {
      zh: "某一步以带 BOM 的 UTF-8 读写请求体。",
      en: "Some step read or wrote the body as UTF-8 with a byte order mark.",
    },
    fix: hashBytes,
    group: "charset",
    transform: (recipe) => rewriteBody(recipe, (text) => (text.startsWith("\ufeff") ? text.slice(1) : `\ufeff${text}`)),
  },
];

const fourByte = /[\u{10000}-\u{10ffff}]/gu;

function withBody(recipe: Recipe, body: Uint8Array | undefined): readonly Recipe[] {
  return body === undefined || recipe.body.length === 0 ? [] : [{ ...recipe, body }];
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

function encoded(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : new TextEncoder().encode(text);
}

/** One character for each byte. The decoder named latin1 is windows-1252, which differs from 0x80 to 0x9f. */
function readLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Each half of a surrogate pair as three bytes of its own. */
function modifiedUtf8(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  return Uint8Array.from(
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) => {
      if (unit < 0x80) return [unit];
      if (unit < 0x800) return [0xc0 | (unit >> 6), 0x80 | (unit & 0x3f)];
      return [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
    }),
  );
}

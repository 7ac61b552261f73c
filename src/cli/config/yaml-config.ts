import type { Document, Node, Pair } from "yaml";
import type { JsonValue } from "../../core/json.js";
import { locate } from "../../core/line-column.js";
import type { AppError } from "../../core/problem.js";
import type { Text, TextArgs } from "../../core/text.js";
import { visible } from "../../core/visible.js";
import { duplicateKey, mistakeAt, type PlacedNode } from "./config-document.js";

type Yaml = typeof import("yaml");
type Read = { readonly value: JsonValue; readonly tree: PlacedNode };

/**
 * YAML as plain data: no anchors, aliases, tags or second document, no key twice, keys are scalars; integers keep
 * their digits. Throws `AppError` that names the place.
 */
export async function readYamlConfig(file: string, text: string): Promise<Read> {
  const yaml = await import("yaml");
  const fail = (offset: number, code: string, words: Text, args: TextArgs = {}): AppError =>
    mistakeAt({ file, text }, locate(text, offset), { code, text: words, args });
  const control = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ud800-\udfff\ue000-\ufffd]/.exec(text);
  if (control) throw fail(control.index, "config-control-character", texts.control, { what: visible(control[0]) });
  try {
    const document = yaml.parseDocument(text, {
      prettyErrors: false,
      uniqueKeys: false,
      intAsBigInt: true,
      merge: false,
    });
    refuseErrors(document, fail);
    return readNode(document.contents, yaml, fail);
  } catch (error) {
    if (error instanceof RangeError) throw fail(0, "config-too-deep", texts.tooDeep);
    throw error;
  }
}

type Fail = (offset: number, code: string, words: Text, args?: TextArgs) => AppError;

function refuseErrors({ errors, warnings }: Document.Parsed, fail: Fail): void {
  const [error] = [...errors, ...warnings];
  if (!error) return;
  const words = errorWords[error.code] ?? texts.malformed;
  throw fail(error.pos[0], "config-malformed", words, { detail: error.message.split("\n")[0] ?? "" });
}

function readNode(node: Node | null, yaml: Yaml, fail: Fail): Read {
  const start = node?.range?.[0] ?? 0;
  if (yaml.isAlias(node)) throw fail(start, "config-alias", texts.alias);
  if (node?.anchor !== undefined) throw fail(start, "config-alias", texts.alias);
  if (node?.tag !== undefined && !plainTags.test(node.tag)) {
    throw fail(start, "config-tag", texts.tag, { tag: visible(node.tag) });
  }
  if (yaml.isMap(node)) return readMap(node.items as Pair<Node, Node | null>[], start, yaml, fail);
  if (yaml.isSeq(node)) {
    const items = node.items.map((item) => readNode(item as Node, yaml, fail));
    return { value: items.map(({ value }) => value), tree: { start, items: items.map(({ tree }) => tree) } };
  }
  return { value: scalarOf(yaml.isScalar(node) ? node.value : null, start, fail), tree: { start } };
}

const plainTags = /^tag:yaml\.org,2002:(?:null|bool|int|float|str|seq|map)$/;

function readMap(pairs: readonly Pair<Node, Node | null>[], start: number, yaml: Yaml, fail: Fail): Read {
  const entries: [string, JsonValue][] = [];
  const members: NonNullable<PlacedNode["members"]>[number][] = [];
  const seen = new Set<string>();
  for (const { key: keyNode, value: valueNode } of pairs) {
    const at = keyNode?.range?.[0] ?? start;
    if (!yaml.isScalar(keyNode)) throw fail(at, "config-key", texts.key);
    const key = keyNode.source ?? String(keyNode.value);
    if (seen.has(key)) throw fail(at, duplicateKey.code, duplicateKey.text, { key: visible(key) });
    seen.add(key);
    const { value, tree } = readNode(valueNode, yaml, fail);
    entries.push([key, value]);
    members.push({ key, start: at, value: tree });
  }
  // `fromEntries` makes `__proto__` a key like any other.
  return { value: Object.fromEntries(entries), tree: { start, members } };
}

function scalarOf(value: unknown, start: number, fail: Fail): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === "number" && !Number.isFinite(value)) throw fail(start, "config-number", texts.number);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw fail(start, "config-tag", texts.tag, { tag: typeof value });
}

const texts = {
  control: {
    zh: "这里有一个控制字符（{what}）。请删掉它。",
    en: "there is a control character here ({what}). Take it out.",
  },
  tooDeep: { zh: "嵌套得太深，配置用不着。", en: "this is nested far deeper than any config." },
  malformed: { zh: "YAML 格式有误（{detail}）。", en: "this is not well-formed YAML ({detail})." },
  alias: {
    zh: "配置只是数据，不支持锚点和别名（& 与 *）。请把值写出来；以 * 或 & 开头的文字要加引号。",
    en: "a config is plain data without anchors and aliases (& and *). Write the value out; text that begins with * or & needs quotes.",
  },
  tag: {
    zh: "配置只是数据，不支持标签 {tag}。请去掉它。",
    en: "a config is plain data without tags such as {tag}. Take it out.",
  },
  key: { zh: "键必须是文字。", en: "a key must be text." },
  number: { zh: "这不是一个有限的数。", en: "this is not a finite number." },
} satisfies Readonly<Record<string, Text>>;

/** The mistakes that people make; the others keep the parser's own words. */
const errorWords: Readonly<Record<string, Text>> = {
  TAB_AS_INDENT: { zh: "YAML 不能用制表符缩进。请改用空格。", en: "YAML cannot be indented with tabs. Use spaces." },
  BAD_INDENT: { zh: "缩进与上面的行对不上。", en: "the indentation does not fit the lines above." },
  MULTIPLE_DOCS: {
    zh: "文件里有多个 YAML 文档。请只保留一个。",
    en: "the file holds more than one YAML document. Keep one.",
  },
  BAD_ALIAS: texts.alias,
  MISSING_CHAR: { zh: "这里缺少一个字符（{detail}）。", en: "a character is missing here ({detail})." },
  TAG_RESOLVE_FAILED: {
    zh: "配置只是数据，不支持标签。请去掉它（{detail}）。",
    en: "a config is plain data without tags. Take it out ({detail}).",
  },
};

import { isObject, type JsonObject, type JsonValue, projectNumbers } from "../core/json.js";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";

/** Where each value of a document stands, for messages. */
type Place = (path: readonly (string | number)[]) => { readonly line: number; readonly column: number };

/** Parses and checks a config file. Throws `AppError` that names file, line, column and the nearest real key. */
export async function parseConfig(path: string, text: string): Promise<JsonObject> {
  const { value, place } = await readDocument(path, text);
  const { configSchema } = await import("../generated/config-schema.js");
  const [mistake] = configSchema.validate(projectNumbers(value));
  if (!mistake) {
    // The schema accepts nothing but an object.
    return value as JsonObject;
  }
  const segments = mistake.instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const extra = mistake.keyword === "additionalProperties" ? String(mistake.params.additionalProperty) : undefined;
  const where = extra === undefined ? segments : [...segments, extra];
  const { line, column } = place(where);
  const args = { file: path, line, column, key: where.join(".") || "." };
  if (extra !== undefined) {
    const [hint] = nearest(extra, knownKeys(configSchema.schema, segments), 1);
    throw problem("config-unknown-key", hint ? unknownKeyWithHint : unknownKey, { ...args, hint: hint ?? "" });
  }
  const allowed = mistake.params.allowedValues;
  throw problem("config-bad-value", allowed ? badChoice : badValue, {
    ...args,
    allowed: Array.isArray(allowed) ? allowed.join(", ") : "",
    detail: mistake.message ?? mistake.keyword,
  });
}

const unknownKey: Text = {
  zh: "{file} 第 {line} 行第 {column} 列:不认识的设置 {key}。",
  en: "{file}, line {line}, column {column}: there is no setting {key}.",
};
const unknownKeyWithHint: Text = {
  zh: "{file} 第 {line} 行第 {column} 列:不认识的设置 {key}。最接近的是 {hint}。",
  en: "{file}, line {line}, column {column}: there is no setting {key}. The nearest one is {hint}.",
};
const badChoice: Text = {
  zh: "{file} 第 {line} 行第 {column} 列:{key} 的值不在可选范围内。可以是:{allowed}。",
  en: "{file}, line {line}, column {column}: the value of {key} is not one of the choices: {allowed}.",
};
const badValue: Text = {
  zh: "{file} 第 {line} 行第 {column} 列:{key} 的值不对({detail})。",
  en: "{file}, line {line}, column {column}: the value of {key} is wrong ({detail}).",
};

function problem(code: string, text: Text, args: Readonly<Record<string, string | number>>): AppError {
  return new AppError({ code, category: "config", text, args });
}

/** JSON is a subset of YAML 1.2, and the YAML library keeps the place of every node, so it reads both. */
async function readDocument(path: string, text: string): Promise<{ value: JsonValue; place: Place }> {
  if (path.endsWith(".json")) await refuseBadJson(path, text);
  const { LineCounter, parseDocument, isNode } = await import("yaml");
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: true,
    intAsBigInt: false,
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = counter.linePos(error.pos[0]);
    throw problem(
      "config-malformed",
      {
        zh: "{file} 第 {line} 行第 {column} 列:YAML 格式有误({detail})。",
        en: "{file}, line {line}, column {column}: malformed YAML ({detail}).",
      },
      { file: path, line, column: col, detail: error.message.split("\n")[0] ?? "" },
    );
  }
  const place: Place = (segments) => {
    for (let length = segments.length; length >= 0; length--) {
      const offset = offsetOf(segments.slice(0, length));
      if (offset !== undefined) {
        const { line, col } = counter.linePos(offset);
        return { line, column: col };
      }
    }
    return { line: 1, column: 1 };
  };
  const offsetOf = (segments: readonly (string | number)[]): number | undefined => {
    const parent = segments.length > 1 ? document.getIn(segments.slice(0, -1), true) : document.contents;
    const key = segments.at(-1);
    const items = (parent as { items?: readonly { key?: { value?: unknown; range?: readonly number[] } }[] } | null)
      ?.items;
    const pair = items?.find((item) => item.key?.value === key);
    if (pair?.key?.range) return pair.key.range[0];
    const node = segments.length === 0 ? document.contents : document.getIn(segments, true);
    return isNode(node) ? node.range?.[0] : undefined;
  };
  const value = document.toJS({ maxAliasCount: 100 }) as JsonValue;
  if (!isObject(value)) {
    throw problem(
      "config-not-an-object",
      { zh: "{file}:配置文件的最外层必须是一个对象。", en: "{file}: the config file must hold an object at the top." },
      { file: path },
    );
  }
  return { value, place };
}

async function refuseBadJson(path: string, text: string): Promise<void> {
  const { parseJsonText } = await import("../core/json-text.js");
  const parsed = parseJsonText(text);
  if (parsed.ok) return;
  const { line, column, message } = parsed.mistake;
  throw new AppError({
    code: "config-malformed",
    category: "config",
    text: {
      zh: `{file} 第 {line} 行第 {column} 列:${message.text.zh}`,
      en: `{file}, line {line}, column {column}: ${message.text.en}`,
    },
    args: { ...message.args, file: path, line, column },
  });
}

/** The keys that the schema knows at `segments`. */
function knownKeys(schema: JsonObject, segments: readonly string[]): readonly string[] {
  let current: JsonObject = schema;
  for (const segment of segments) {
    const properties = isObject(current.properties) ? current.properties : {};
    const inner = properties[segment] ?? current.additionalProperties;
    if (!isObject(inner)) return [];
    current = inner;
  }
  return isObject(current.properties) ? Object.keys(current.properties) : [];
}

import type { SchemaMistake } from "../../core/callback.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { editDistance, nearest } from "../../core/nearest.js";
import type { Text, TextArgs } from "../../core/text.js";
import { visible } from "../../core/visible.js";

export type ConfigMistake = { readonly code: string; readonly text: Text; readonly args: TextArgs };

/** What a mistake that the schema found means to whoever wrote the config; never with the value, which may be a secret. */
export function schemaMistake(
  schema: JsonObject,
  at: readonly string[],
  mistake: SchemaMistake | undefined,
): ConfigMistake {
  const { keyword = "", params = {} } = mistake ?? {};
  if (keyword === "additionalProperties") return unknownKey(schema, at, String(params.additionalProperty));
  if (at.length === 0) return { code: "config-not-an-object", text: notAnObject, args: {} };
  const key = visible(at.join("."));
  const text = (Object.hasOwn(wrongValues, keyword) ? wrongValues[keyword] : undefined) ?? wrong;
  const help = descriptionOf(schemaAt(schema, at));
  return {
    code: "config-bad-value",
    text: help ? { zh: `${text.zh}${help.zh}`, en: `${text.en} ${help.en}` } : text,
    args: { key, ...namesOf(params) },
  };
}

function unknownKey(schema: JsonObject, at: readonly string[], extra: string): ConfigMistake {
  const key = visible([...at, extra].join("."));
  const references = ["clientSecretEnv", "clientSecretFile"];
  const isReference = references.some((name) => editDistance(extra, name) <= 2);
  if ((/secret|密钥/i.test(extra) && !isReference) || /^(app_?)?(password|token)$/i.test(extra)) {
    return { code: "config-secret-in-clear", text: secretInClear, args: { key } };
  }
  if (/insecure|unauthorized|verify|tls|ssl/i.test(extra)) {
    return { code: "config-tls-switch", text: tlsSwitch, args: { key } };
  }
  const [hint] = nearest(extra, knownKeys(schema, at), 1);
  return hint === undefined
    ? { code: "config-unknown-key", text: unknown, args: { key, all: knownKeys(schema, at).join(", ") } }
    : { code: "config-unknown-key", text: unknownWithHint, args: { key, hint } };
}

function namesOf(params: Readonly<Record<string, unknown>>): TextArgs {
  const { type, allowedValues, limit } = params;
  const names = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));
  return {
    ...(type === undefined ? {} : { type: names(type) }),
    ...(allowedValues === undefined ? {} : { allowed: names(allowedValues) }),
    ...(typeof limit === "number" ? { limit } : {}),
    ...(typeof params.missingProperty === "string" ? { missing: params.missingProperty } : {}),
  };
}

/** The schema's own words on a key, in both languages. */
function descriptionOf(node: JsonObject | undefined): Text | undefined {
  const english = isObject(node?.["x-en"]) ? node["x-en"].description : undefined;
  return typeof node?.description === "string" && typeof english === "string"
    ? { zh: node.description, en: english }
    : undefined;
}

function schemaAt(schema: JsonObject, path: readonly string[]): JsonObject | undefined {
  let current: JsonValue | undefined = schema;
  for (const step of path) {
    if (!isObject(current)) return undefined;
    const properties: JsonObject = isObject(current.properties) ? current.properties : {};
    const [pattern]: JsonValue[] = isObject(current.patternProperties) ? Object.values(current.patternProperties) : [];
    current = Object.hasOwn(properties, step)
      ? properties[step]
      : (pattern ?? current.items ?? current.additionalProperties);
  }
  return isObject(current) ? current : undefined;
}

function knownKeys(schema: JsonObject, path: readonly string[]): readonly string[] {
  const { properties } = schemaAt(schema, path) ?? {};
  return isObject(properties) ? Object.keys(properties) : [];
}

const notAnObject: Text = {
  zh: "配置文件的最外层必须是一个对象。",
  en: "a config file must hold an object at the top.",
};
const unknown: Text = {
  zh: "没有设置 {key}。这里可以是：{all}。",
  en: "there is no setting {key}. What can stand here: {all}.",
};
const unknownWithHint: Text = {
  zh: "没有设置 {key}。最接近的是 {hint}。",
  en: "there is no setting {key}. The nearest one is {hint}.",
};
const secretInClear: Text = {
  zh: "密钥不能写在配置里（{key}）。请用 clientSecretEnv 写出环境变量名，或用 clientSecretFile 写出文件名；这个密钥若已提交，请更换它。",
  en: "a secret cannot stand in a config ({key}). Name its environment variable with clientSecretEnv or its file with clientSecretFile; if this one was ever committed, replace it.",
};
const tlsSwitch: Text = {
  zh: "配置不能关闭 TLS 校验（{key}）。确有需要时，在命令行加 --insecure。",
  en: "a config cannot switch TLS checks off ({key}). Where it must be, give --insecure on the command line.",
};
const wrong: Text = { zh: "{key} 的值不对。", en: "the value of {key} is wrong." };

const wrongValues: Readonly<Record<string, Text>> = {
  type: { zh: "{key} 的类型应为 {type}。", en: "{key} must be of type {type}." },
  enum: { zh: "{key} 只能是：{allowed}。", en: "{key} can be one of: {allowed}." },
  pattern: { zh: "{key} 的写法不对。", en: "{key} is not written right." },
  minLength: { zh: "{key} 不能为空。", en: "{key} cannot be empty." },
  minItems: { zh: "{key} 至少要有 {limit} 项。", en: "{key} needs at least {limit} {limit|item|items}." },
  uniqueItems: { zh: "{key} 里有重复的项。", en: "{key} holds an item twice." },
  minimum: { zh: "{key} 不能小于 {limit}。", en: "{key} cannot be less than {limit}." },
  maximum: { zh: "{key} 不能大于 {limit}。", en: "{key} cannot be more than {limit}." },
  required: { zh: "{key} 里缺少 {missing}。", en: "{missing} is missing in {key}." },
};

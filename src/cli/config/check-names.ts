import type { Registry } from "../../core/callback.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { nearest } from "../../core/nearest.js";
import type { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import { visible } from "../../core/visible.js";
import { parseTarget } from "../host.js";
import { parseEndpoint } from "../target.js";
import { checkPaths } from "./check-paths.js";
import { type ConfigDocument, elsewhere, mistakeAt, placeOf } from "./config-document.js";

type Path = readonly (string | number)[];
type Check = { readonly document: ConfigDocument; readonly registry: Registry };

/**
 * Checks what the schema cannot know: names of callbacks, variants, rules and readings, paths of fields, endpoints, targets,
 * and that a variable's name is one. Only the lists that the file speaks of are loaded. Throws `AppError` that names the place.
 */
export async function checkNames(document: ConfigDocument, values: JsonObject, registry: Registry): Promise<void> {
  const check = { document, registry };
  await checkSection(check, [], values);
  for (const [name, profile] of entriesOf(values.profiles)) {
    if (isObject(profile)) await checkSection(check, ["profiles", name], profile);
  }
}

async function checkSection(check: Check, at: Path, section: JsonObject): Promise<void> {
  const merchant = isObject(section.merchant) ? section.merchant : {};
  checkKeys(check, [...at, "endpoints"], section.endpoints, check.registry.ids, noCallback);
  checkEndpoints(check, [...at, "endpoints"], section.endpoints);
  checkTargets(check, [...at, "targets"], section.targets);
  checkVariableName(check, [...at, "clientSecretEnv"], section.clientSecretEnv);
  checkKeys(check, [...at, "merchant", "overrides"], merchant.overrides, check.registry.ids, noCallback);
  await checkChanges(check, [...at, "merchant", "overrides"], merchant.overrides, (id) => [id]);
  await checkChanges(check, [...at, "merchant", "provoke"], merchant.provoke, () => check.registry.ids);
  await checkVariants(check, [...at, "merchant", "variants"], merchant.variants);
  await checkRules(check, [...at, "severities"], section.severities);
  await checkConflicts(check, [...at, "readings"], section.readings);
}

function checkKeys(
  { document }: Check,
  at: Path,
  map: JsonValue | undefined,
  known: readonly string[],
  text: Text,
): void {
  for (const [name] of entriesOf(map)) {
    if (!known.includes(name)) throw unknownName(document, [...at, name], name, known, text);
  }
}

function checkEndpoints({ document }: Check, at: Path, map: JsonValue | undefined): void {
  for (const [name, url] of entriesOf(map)) {
    if (typeof url !== "string") continue;
    try {
      parseEndpoint(url, [...at, name].join("."));
    } catch (cause) {
      throw elsewhere(document, [...at, name], cause);
    }
  }
}

function checkTargets({ document }: Check, at: Path, list: JsonValue | undefined): void {
  if (!Array.isArray(list)) return;
  list.forEach((target, index) => {
    if (typeof target !== "string" || parseTarget(target)) return;
    const args = { target: visible(target) };
    throw mistakeAt(document, placeOf(document, [...at, index]), { code: "config-bad-target", text: badTarget, args });
  });
}

/** What is no name of a variable may well be the secret itself, so it is not repeated. */
function checkVariableName({ document }: Check, at: Path, name: JsonValue | undefined): void {
  if (typeof name !== "string") return;
  if (/^[A-Za-z_]\w{0,127}$/.test(name) && !/^[0-9a-f]{32,}$/i.test(name)) return;
  throw mistakeAt(document, placeOf(document, at), { code: "config-secret-in-clear", text: notAVariable });
}

async function checkVariants({ document, registry }: Check, at: Path, list: JsonValue | undefined): Promise<void> {
  if (!Array.isArray(list) || list.length === 0) return;
  const definitions = await Promise.all(registry.ids.map((id) => registry.load(id)));
  const known = [...new Set(definitions.flatMap(({ variants }) => variants.map(({ name }) => name)))];
  list.forEach((name, index) => {
    if (typeof name !== "string" || known.includes(name)) return;
    throw unknownName(document, [...at, index], name, known, noVariant);
  });
}

/** Changes of payloads by name; `idsOf` tells of which callbacks those under a name may be. */
async function checkChanges(
  { document, registry }: Check,
  at: Path,
  map: JsonValue | undefined,
  idsOf: (name: string) => readonly string[],
): Promise<void> {
  for (const [name, changes] of entriesOf(map)) {
    if (!isObject(changes)) continue;
    const definitions = await Promise.all(idsOf(name).map((id) => registry.load(id)));
    checkPaths(document, [...at, name], changes, definitions);
  }
}

async function checkRules(check: Check, at: Path, map: JsonValue | undefined): Promise<void> {
  if (entriesOf(map).length === 0) return;
  const { allDefinitions, allRules } = await import("../catalogue-sources.js");
  const rules = await allRules(await allDefinitions(check));
  const known = rules.map(({ id }) => id);
  checkKeys(check, at, map, known, noRule);
}

async function checkConflicts({ document }: Check, at: Path, map: JsonValue | undefined): Promise<void> {
  if (entriesOf(map).length === 0) return;
  const [{ conflicts }, { checkReadings }] = await Promise.all([
    import("../../generated/conflicts.js"),
    import("../../engine/readings.js"),
  ]);
  for (const [id, reading] of entriesOf(map)) {
    try {
      checkReadings(conflicts, { [id]: String(reading) });
    } catch (cause) {
      throw elsewhere(document, [...at, id], cause);
    }
  }
}

function entriesOf(map: JsonValue | undefined): readonly [string, JsonValue][] {
  return isObject(map) ? Object.entries(map) : [];
}

function unknownName(document: ConfigDocument, at: Path, name: string, known: readonly string[], text: Text): AppError {
  const [hint] = nearest(name, known, 1);
  const next: Text = hint
    ? { zh: "最接近的是 {hint}。", en: "The nearest one is {hint}." }
    : known.length > 20
      ? { zh: "用 catalog 查看全部。", en: "See catalog for all of them." }
      : { zh: "可以是：{all}。", en: "It can be one of: {all}." };
  return mistakeAt(document, placeOf(document, at), {
    code: "config-unknown-name",
    text: { zh: `${text.zh}${next.zh}`, en: `${text.en} ${next.en}` },
    args: { at: at.slice(0, -1).join("."), name: visible(name), hint: hint ?? "", all: known.join(", ") },
  });
}

const noCallback: Text = { zh: "{at} 里的 {name} 不是回调。", en: "{name} in {at} is no callback." };
const noVariant: Text = { zh: "{at} 里的 {name} 不是变体。", en: "{name} in {at} is no variant." };
const noRule: Text = { zh: "{at} 里的 {name} 不是规则。", en: "{name} in {at} is no rule." };
const badTarget: Text = {
  zh: "targets 里的 {target} 应写作 host 或 host:port，不带协议、路径和通配符。",
  en: "{target} in targets should be written as host or host:port, without scheme, path or wildcard.",
};
const notAVariable: Text = {
  zh: "clientSecretEnv 应为环境变量的名字，而不是密钥本身。如果这里写的是密钥，请更换它。",
  en: "clientSecretEnv wants the name of an environment variable, not the secret itself. If this is a secret, replace it.",
};

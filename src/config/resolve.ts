import type { RetryReading } from "../core/callback.js";
import type { MerchantFacts } from "../core/exchange.js";
import type { Severity } from "../core/finding.js";
import { isObject, type JsonObject, type JsonValue } from "../core/json.js";
import { parseDuration } from "./duration.js";
import { type SettingOption, settingOptions } from "./options.js";
import type { Origin, SettingRow, Settings } from "./settings.js";

/** One source of settings, already parsed and checked; keys are nested as in the config file. */
export type Source = { readonly origin: Origin; readonly values: JsonObject };

export type Resolved = { readonly settings: Settings; readonly rows: readonly SettingRow[] };

/**
 * Merges the sources, strongest first (flags, environment, profile, project file, user file), over the defaults.
 * Every value keeps the origin it came from.
 */
export function resolveSettings(sources: readonly Source[]): Resolved {
  const rows = settingOptions.map((option) => rowOf(option, sources));
  return { settings: settingsOf(new Map(rows.map((row) => [row.key, row.value]))), rows };
}

function rowOf(option: SettingOption, sources: readonly Source[]): SettingRow {
  if (option.isMap) return mapRowOf(option, sources);
  for (const { origin, values } of sources) {
    const value = valueAt(values, option.key);
    if (value !== undefined) return { key: option.key, value, origin, isSecret: false };
  }
  return { key: option.key, value: option.fallback, origin: defaultOrigin, isSecret: false };
}

/** A map is merged key by key, so that a profile can add one endpoint to those of the file. */
function mapRowOf(option: SettingOption, sources: readonly Source[]): SettingRow {
  const given = sources.flatMap(({ origin, values }) => {
    const value = valueAt(values, option.key);
    return isObject(value) ? [{ origin, value }] : [];
  });
  const entries = new Map(
    [...given]
      .reverse()
      .flatMap(({ origin, value }) =>
        Object.entries(value).map(([key, inner]) => [key, { value: inner, origin }] as const),
      ),
  );
  return {
    key: option.key,
    value: Object.fromEntries([...entries].map(([key, entry]) => [key, entry.value])),
    origin: given[0]?.origin ?? defaultOrigin,
    isSecret: false,
    entries: [...entries].map(([key, entry]) => ({ key, ...entry })),
  };
}

const defaultOrigin: Origin = { kind: "default", name: "" };

function valueAt(values: JsonObject, key: string): JsonValue | undefined {
  let current: JsonValue | undefined = values;
  for (const part of key.split(".")) {
    if (!isObject(current) || !Object.hasOwn(current, part)) return undefined;
    current = current[part];
  }
  return current;
}

/** The values were checked against the config schema before they came here, so their types are the schema's. */
function settingsOf(values: ReadonlyMap<string, JsonValue>): Settings {
  const at = <T>(key: string): T => values.get(key) as T;
  const strings = (key: string): readonly string[] | undefined => at<readonly string[] | null>(key) ?? undefined;
  const text = (key: string): string | undefined => at<string | null>(key) ?? undefined;
  const variants = strings("merchant.variants");
  const ratePlanIds = strings("merchant.ratePlanIds");
  const merchant: MerchantFacts = {
    mode: at<MerchantFacts["mode"]>("merchant.mode"),
    confirm: at<MerchantFacts["confirm"]>("merchant.confirm"),
    cancel: at<MerchantFacts["cancel"]>("merchant.cancel"),
    mainland: at<boolean>("merchant.mainland"),
    refusalTrusted: at<boolean>("merchant.refusalTrusted"),
    ...(variants ? { variants } : {}),
    ...(ratePlanIds ? { ratePlanIds } : {}),
    confirmWithinMs: parseDuration(at<string | number>("merchant.confirmWithin")) ?? 3_600_000,
    auditWithinMs: parseDuration(at<string | number>("merchant.auditWithin")) ?? 3_600_000,
    overrides: at<Readonly<Record<string, JsonObject>>>("merchant.overrides"),
    provoke: at<Readonly<Record<string, JsonObject>>>("merchant.provoke"),
  };
  return {
    merchant,
    endpoints: at<Readonly<Record<string, string>>>("endpoints"),
    targets: strings("targets") ?? [],
    clientKey: text("clientKey"),
    clientSecretEnv: text("clientSecretEnv"),
    clientSecretFile: text("clientSecretFile"),
    timeoutMs: Number(at<number>("timeoutMs")),
    reading: at<RetryReading>("reading"),
    severities: at<Readonly<Record<string, Severity>>>("severities"),
    reporters: strings("reporters") ?? [],
    cases: strings("cases") ?? [],
    retry: at<JsonObject>("retry"),
    readings: at<Readonly<Record<string, string>>>("readings"),
    lang: text("lang"),
  };
}

import type { RetryReading } from "../core/callback.js";
import type { MerchantFacts } from "../core/exchange.js";
import type { Severity } from "../core/finding.js";
import type { JsonObject, JsonValue } from "../core/json.js";

/** The settings in force, after every source was merged. */
export type Settings = {
  readonly merchant: MerchantFacts;
  readonly endpoints: Readonly<Record<string, string>>;
  /** Hosts that may be targets besides loopback: `host` or `host:port`. */
  readonly targets: readonly string[];
  readonly clientKey: string | undefined;
  readonly clientSecretEnv: string | undefined;
  readonly clientSecretFile: string | undefined;
  readonly timeoutMs: number;
  readonly reading: RetryReading;
  readonly severities: Readonly<Record<string, Severity>>;
  readonly reporters: readonly string[];
  /** Files of the user's own cases, or patterns for them; absolute. */
  readonly cases: readonly string[];
  /** The retry section of the config as it stands; the retry engine reads it. */
  readonly retry: JsonObject;
  /** Which reading of each documented conflict is in force, by conflict id, where the config chose one. */
  readonly readings: Readonly<Record<string, string>>;
  /** The language of the output, where something chose one besides the locale. */
  readonly lang: string | undefined;
};

export type OriginKind = "flag" | "env" | "project" | "user" | "profile" | "default";

/** Where a value came from: the kind, and the file, flag or variable by name. */
export type Origin = { readonly kind: OriginKind; readonly name: string };

export type SettingRow = {
  /** `merchant.mode` */
  readonly key: string;
  readonly value: JsonValue;
  readonly origin: Origin;
  readonly isSecret: boolean;
  /** Of a map: each entry with the source that it came from. */
  readonly entries?: readonly { readonly key: string; readonly value: JsonValue; readonly origin: Origin }[];
};

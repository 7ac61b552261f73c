import { isObject, type JsonObject, type JsonValue } from "../core/json.js";
import {
  defaultRenewal,
  type Renewal,
  type RetryPolicy,
  type RetrySignals,
  type RetryStream,
} from "../core/retry-policy.js";
import { parseDuration } from "./duration.js";

/** The policies that the `retry` section of a checked config file defines. */
export function ownPolicies(section: JsonObject): readonly RetryPolicy[] {
  const renew = renewalOf(section);
  return Object.entries(objectOf(section.policies)).map(([name, policy]) => policyOf(name, objectOf(policy), renew));
}

/** What an attempt makes anew, by the `retry.renew` list; the default without one. */
export function renewalOf(section: JsonObject): Renewal {
  const { renew } = section;
  if (!Array.isArray(renew)) return defaultRenewal;
  return { timestamp: renew.includes("timestamp"), logid: renew.includes("logid") };
}

function policyOf(name: string, policy: JsonObject, renew: Renewal): RetryPolicy {
  return {
    name,
    streams: streamsOf(policy),
    spacing: policy.spacing === "schedule" ? "schedule" : "after-answer",
    on: signalsOf(policy),
    maxAttempts: typeof policy.maxAttempts === "number" ? policy.maxAttempts : 12,
    maxElapsedMs: duration(policy.maxElapsed) ?? 24 * 3_600_000,
    renew,
  };
}

function streamsOf(policy: JsonObject): RetryPolicy["streams"] {
  const streams = Array.isArray(policy.streams) ? policy.streams.map((stream) => streamOf(objectOf(stream))) : [];
  const [first, ...rest] = streams;
  return first ? [first, ...rest] : [streamOf(policy)];
}

function streamOf({ start, waits, attempts }: JsonObject): RetryStream {
  const gaps = Array.isArray(waits) ? waits.map((wait) => duration(wait) ?? 0) : [];
  const [first = 60_000, ...rest] = gaps;
  return {
    startMs: duration(start) ?? 0,
    gapsMs: [first, ...rest],
    ...(typeof attempts === "number" ? { attempts } : {}),
  };
}

function signalsOf({ codes, failures }: JsonObject): "platform" | RetrySignals {
  if (codes === undefined) return "platform";
  const list = Array.isArray(codes) ? codes.filter((code) => typeof code === "number") : undefined;
  return { codes: list ?? "non-zero", failures: failures !== false };
}

function duration(value: JsonValue | undefined): number | undefined {
  return typeof value === "string" || typeof value === "number" ? parseDuration(value) : undefined;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

import type { JsonObject, JsonValue } from "../../core/json.js";
import type { Random } from "../../core/ports.js";

/** How much of the optional structure a payload has. */
export type Fill = "least" | "some" | "all";

/**
 * Decides which optional fields are there, each by its own path, so that a new field changes nothing for the others.
 * Returns the made value, or undefined where the field stays out.
 */
export type Optionally = <T extends JsonValue>(path: string, chance: number, make: () => T) => T | undefined;

/** `needed` fields are always there, whatever the fill. */
export function optionally(random: Random, fill: Fill, needed: readonly string[]): Optionally {
  return (path, chance, make) => {
    if (needed.includes(path)) return make();
    if (fill === "least") return undefined;
    return fill === "all" || random.fork(path).next() < chance ? make() : undefined;
  };
}

/** The object without the fields that are undefined. */
export function present(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) kept[key] = value;
  return kept;
}

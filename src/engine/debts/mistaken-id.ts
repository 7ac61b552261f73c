import type { JsonObject, JsonValue } from "../../core/json.js";
import type { OperationArrived } from "../../core/platform-port.js";
import { isRoundedId } from "../../core/rounded-id.js";

/** The id by which a call missed what it was meant for. */
export type MistakenId = {
  readonly field: string;
  readonly expected: JsonValue;
  readonly actual: JsonValue;
  readonly isRounded: boolean;
};

/**
 * Which of these calls, none of which names what `identity` says, was meant for it all the same: one whose other ids are right,
 * or whose id is the right one rounded, cut short, or with something added.
 */
export function mistakenId(identity: JsonObject, calls: readonly OperationArrived[]): MistakenId | undefined {
  const ids = Object.entries(identity).filter(([, value]) => typeof value === "string" && value !== "");
  for (const { body = {} } of calls) {
    const wrong = ids.filter(([field, value]) => body[field] !== value);
    const [only, ...more] = wrong;
    if (!only || more.length > 0) continue;
    const [field, expected] = only;
    const actual = body[field] ?? null;
    const isRounded = isRoundedId(actual, String(expected));
    const isOtherwiseRight = ids.length > 1;
    if (isOtherwiseRight || isRounded || isAlike(String(actual), String(expected)))
      return { field, expected, actual, isRounded };
  }
  return undefined;
}

/** The same digits as a number, a part of the id, or the id with something added; eight characters are no accident. */
function isAlike(actual: string, expected: string): boolean {
  if (actual === expected) return true;
  const [short, long] = actual.length < expected.length ? [actual, expected] : [expected, actual];
  return short.length >= 8 && long.includes(short);
}

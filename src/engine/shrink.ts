import { type Case, isNewDelivery, type NewDelivery } from "../core/case.js";
import type { JsonObject } from "../core/json.js";
import { topField } from "../core/pointer.js";

/**
 * Looks for the smallest payload that still fails: drops optional fields in ever smaller groups while `stillFails` says so.
 * Every trial is a delivery of its own with a fresh order id. Resolves to the fields that may be left out.
 */
export async function shrink(
  optional: readonly string[],
  stillFails: (omitted: readonly string[]) => Promise<boolean>,
  budget: { left: number },
): Promise<readonly string[]> {
  let omitted: readonly string[] = [];
  let rest: readonly string[] = optional;
  let groups = 1;
  while (rest.length > 0 && budget.left > 0) {
    const size = Math.ceil(rest.length / groups);
    const group = await firstDispensable(rest, size, omitted, stillFails, budget);
    if (group) {
      omitted = [...omitted, ...group];
      rest = rest.filter((field) => !group.includes(field));
      groups = Math.max(1, groups - 1);
    } else if (size === 1) break;
    else groups = Math.min(rest.length, groups * 2);
  }
  return omitted;
}

async function firstDispensable(
  rest: readonly string[],
  size: number,
  omitted: readonly string[],
  stillFails: (omitted: readonly string[]) => Promise<boolean>,
  budget: { left: number },
): Promise<readonly string[] | undefined> {
  for (let at = 0; at < rest.length && budget.left > 0; at += size) {
    const group = rest.slice(at, at + size);
    budget.left--;
    if (await stillFails([...omitted, ...group])) return group;
  }
  return undefined;
}

/** Top-level fields of a payload that its schema does not require and that the case does not speak of. */
export function optionalFields(
  payload: JsonObject,
  schema: JsonObject,
  { set = {}, put = {}, take = [] }: NewDelivery,
): readonly string[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const named = [...Object.keys(set), ...Object.keys(put), ...take.map(({ path }) => path)].map(topField);
  return Object.keys(payload).filter((field) => !required.includes(field) && !named.includes(field));
}

/** The one delivery of a case that consists of nothing else. */
export function onlyDelivery({ steps }: Case): NewDelivery | undefined {
  const [step, ...others] = steps;
  if (!step || others.length > 0 || !("deliver" in step)) return undefined;
  return isNewDelivery(step.deliver) ? step.deliver : undefined;
}

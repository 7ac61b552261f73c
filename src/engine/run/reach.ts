import type { Delivered } from "../../core/case.js";
import type { CodeReach } from "../../core/event.js";
import type { JsonObject } from "../../core/json.js";
import type { RunPlan } from "./plan.js";

/** Which documented codes the merchant has shown, and the exchange that showed each first. */
export type Reach = {
  note(deliveries: readonly Delivered[], redact: (changes: JsonObject) => JsonObject): void;
  list(): readonly CodeReach[];
};

export function createReach({ codes }: RunPlan): Reach {
  const seen = new Map<number, { readonly exchange: string; readonly changes: JsonObject }>();
  return {
    note(deliveries, redact) {
      for (const { code, exchangeId, changes } of deliveries) {
        if (code === undefined || seen.has(code)) continue;
        seen.set(code, { exchange: exchangeId, changes: redact(changes) });
      }
    },
    list: () =>
      codes.map(({ code, meaning }) => {
        const first = seen.get(code);
        if (!first) return { code, meaning, reached: false };
        const hasChanges = Object.keys(first.changes).length > 0;
        return {
          code,
          meaning,
          reached: true,
          exchange: first.exchange,
          ...(hasChanges ? { provokedBy: first.changes } : {}),
        };
      }),
  };
}

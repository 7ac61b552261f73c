import type { Case } from "../core/case.js";

/** Every suite in the order of reports; a new one is a file beside this one and a line here. */
const suites = {
  "create-order": async () => (await import("./create-order.js")).createOrder,
  "cancel-order": async () => (await import("./cancel-order.js")).cancelOrder,
  signature: async () => (await import("./signature.js")).signature,
  bytes: async () => (await import("./bytes.js")).bytes,
  idempotency: async () => (await import("./idempotency.js")).idempotency,
  ordering: async () => (await import("./ordering.js")).ordering,
  lifecycle: async () => (await import("./lifecycle.js")).lifecycle,
  boundary: async () => (await import("./boundary.js")).boundary,
  negative: async () => (await import("./negative.js")).negative,
  laws: async () => (await import("./laws.js")).laws,
  robustness: async () => (await import("./robustness.js")).robustness,
  "callback-debt": async () => (await import("./callback-debt.js")).callbackDebt,
  "error-codes": async () => (await import("./error-codes.js")).errorCodes,
  chaos: async () => (await import("./chaos.js")).chaos,
} satisfies Readonly<Record<string, () => Promise<readonly Case[]>>>;

export const suiteIds: readonly string[] = Object.keys(suites);

/** Every contract case, suite by suite. */
export async function loadCases(): Promise<readonly Case[]> {
  return (await Promise.all(Object.values(suites).map((load) => load()))).flat();
}

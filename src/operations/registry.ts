import type { OperationDefinition, OperationRegistry } from "../core/operation.js";

/** The only list of operations. */
const loaders: Readonly<Record<string, () => Promise<{ readonly default: OperationDefinition }>>> = {
  "client-token": () => import("./client-token/index.js"),
  "confirm-order": () => import("./confirm-order/index.js"),
  "cancel-audit": () => import("./cancel-audit/index.js"),
  "check-in-out": () => import("./check-in-out/index.js"),
};

export const operations: OperationRegistry = {
  ids: Object.keys(loaders),
  async load(id) {
    const load = Object.hasOwn(loaders, id) ? loaders[id] : undefined;
    if (!load) throw new Error(`No operation ${id} in this registry.`);
    return (await load()).default;
  },
};

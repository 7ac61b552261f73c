import type { OperationRegistry } from "../core/operation.js";
import { operationOf } from "./definition.js";

/** The only list of operations. */
const loaders = {
  "client-token": () => import("../generated/operations/client-token.js"),
  "confirm-order": () => import("../generated/operations/confirm-order.js"),
  "cancel-audit": () => import("../generated/operations/cancel-audit.js"),
  "check-in-out": () => import("../generated/operations/check-in-out.js"),
};

export const operations: OperationRegistry = {
  ids: Object.keys(loaders),
  async load(id) {
    const load = Object.hasOwn(loaders, id) ? loaders[id as keyof typeof loaders] : undefined;
    if (!load) throw new Error(`No operation ${id} in this registry.`);
    const { request, response } = await load();
    return operationOf({ request, response });
  },
};

import type { CallbackDefinition, Registry } from "../core/callback.js";

/** The only list of callbacks: a new one is a folder beside this file and a line here. */
const loaders = {
  "create-order": () => import("./create-order/index.js"),
  "cancel-order": () => import("./cancel-order/index.js"),
} satisfies Record<string, () => Promise<{ default: CallbackDefinition }>>;

export const callbacks: Registry = registryOf(loaders);

/** Makes a registry of lazily loaded definitions; throws when asked for an id that it does not list. */
export function registryOf(
  modules: Readonly<Record<string, () => Promise<{ default: CallbackDefinition }>>>,
): Registry {
  return {
    ids: Object.keys(modules),
    async load(id) {
      const load = Object.hasOwn(modules, id) ? modules[id] : undefined;
      if (!load) throw new Error(`No callback ${id} in this registry.`);
      return (await load()).default;
    },
  };
}

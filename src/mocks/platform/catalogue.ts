import type { CallbackDefinition, Registry } from "../../core/callback.js";
import type { OperationDefinition, OperationRegistry } from "../../core/operation.js";
import type { CancelsOrder, CreatesOrder } from "../../core/order-life.js";

/** The definitions that an order's life needs, loaded. */
export type Catalogue = {
  readonly callbacks: ReadonlyMap<string, CallbackDefinition>;
  readonly operations: readonly OperationDefinition[];
  readonly creator: CallbackDefinition & { readonly life: CreatesOrder };
  readonly canceller: CallbackDefinition & { readonly life: CancelsOrder };
};

/** Loads every callback that plays a part in an order's life, and every operation. */
export async function loadCatalogue(registry: Registry, operations: OperationRegistry): Promise<Catalogue> {
  const callbacks = await Promise.all(registry.ids.map((id) => registry.load(id)));
  const creator = callbacks.find(isCreator);
  const canceller = callbacks.find(isCanceller);
  if (!creator || !canceller) throw new Error("The registry has no callback that creates, or none that cancels.");
  return {
    callbacks: new Map(callbacks.map((definition) => [definition.id, definition])),
    operations: await Promise.all(operations.ids.map((id) => operations.load(id))),
    creator,
    canceller,
  };
}

function isCreator(definition: CallbackDefinition): definition is Catalogue["creator"] {
  return definition.life?.kind === "creates";
}

function isCanceller(definition: CallbackDefinition): definition is Catalogue["canceller"] {
  return definition.life?.kind === "cancels";
}

export function callbackOf({ callbacks }: Catalogue, id: string): CallbackDefinition {
  const definition = callbacks.get(id);
  if (!definition) throw new Error(`The journal speaks of a callback ${id}, which the catalogue does not have.`);
  return definition;
}

import type { CallbackDefinition, Registry } from "../../core/callback.js";
import { type JsonValue, stringifyJson } from "../../core/json.js";
import { payloadMaker } from "../../engine/generate.js";
import type { PayloadMaker } from "../../engine/run.js";

/** A registry that imports each definition once, however often a merchant asks for it. */
export function keepingRegistry(registry: Registry): Registry {
  const known = new Map<string, Promise<CallbackDefinition>>();
  return {
    ids: registry.ids,
    load(id) {
      const loaded = known.get(id) ?? registry.load(id);
      known.set(id, loaded);
      return loaded;
    },
  };
}

/** Makers that remember what they made: with one seed every subject gets the same orders. */
export function keepingMakers(clientSecret: string): (definition: CallbackDefinition) => Promise<PayloadMaker> {
  const makers = new Map<string, Promise<PayloadMaker>>();
  return (definition) => {
    const maker = makers.get(definition.id) ?? payloadMaker(definition, { clientSecret }).then(keeping);
    makers.set(definition.id, maker);
    return maker;
  };
}

function keeping(make: PayloadMaker): PayloadMaker {
  const made = new Map<string, ReturnType<PayloadMaker>>();
  return (options) => {
    // Whatever names an earlier order depends on the ids that the subject gave it.
    if (options.earlier) return make(options);
    const key = stringifyJson(asJson(options));
    const known = made.get(key) ?? make(options);
    made.set(key, known);
    return known;
  };
}

/** What is undefined is left out of the text, like everything that JSON leaves out. */
function asJson(options: Parameters<PayloadMaker>[0]): JsonValue {
  // Options are plain values: strings, numbers, lists and objects.
  return options as JsonValue;
}

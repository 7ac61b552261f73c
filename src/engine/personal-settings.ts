import type { CallbackDefinition } from "../core/callback.js";
import type { MerchantFacts } from "../core/exchange.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import { parsePath } from "../core/pointer.js";
import { personalTexts } from "./redact.js";

/** Personal texts that stand in the settings of a merchant: what they put into payloads. */
export function personalSettings(
  { overrides, provoke }: Pick<MerchantFacts, "overrides" | "provoke">,
  definitions: readonly CallbackDefinition[],
): ReadonlyMap<string, string> {
  const changes = [...Object.values(overrides), ...Object.values(provoke)];
  return new Map(
    definitions.flatMap(({ request }) =>
      changes.flatMap((change) => placed(change).flatMap((payload) => [...personalTexts(payload, request.schema)])),
    ),
  );
}

/** Each change as the piece of a payload that it makes: `{ "contact_info.phone": … }` stands where the path says. */
function placed(change: JsonObject): readonly JsonObject[] {
  return Object.entries(change).map(([path, value]) => {
    const [first = path, ...rest] = parsePath(path);
    const inner = rest.reduceRight<JsonValue>(
      (below, segment) => (typeof segment === "number" ? [below] : { [segment]: below }),
      value,
    );
    return { [first]: inner };
  });
}

import type { CallbackDefinition } from "../core/callback.js";
import { isObject, type JsonObject, parseJson } from "../core/json.js";
import { idText, redrawAlike, shapeCount } from "../engine/generate/redraw.js";
import { type PayloadOptions, payloadMaker } from "../engine/generate.js";
import { type OrderBody, type Orders, orderBody } from "./orders.js";

export type FollowUps = {
  /** The message number `index`, about the order number `of`, which the merchant knows as `ownId`. */
  body(index: number, of: number, ownId: string): OrderBody;
};

/** A message as made for one shape, and the key in it that tells it from others. */
type Text = { readonly body: string; readonly key: string };

/** Messages about orders of the stream: each is made once for the shape of its order, and takes ids and dates from the order. */
export async function createFollowUps(
  definition: CallbackDefinition,
  orders: Orders,
  options: PayloadOptions,
  clientSecret: string,
  prefix: Uint8Array,
): Promise<FollowUps> {
  const make = await payloadMaker(definition, { clientSecret });
  const texts: (Text | undefined)[] = [];
  const series = orders.stream.draw.series(`follow-up ${definition.id}`);
  const { stream } = orders;
  const textOf = (at: number): Text => {
    const known = texts[at];
    if (known !== undefined) return known;
    const plain = stream.make(at).plain;
    const { body } = make(followUpOptions(options, at, plain));
    const text = { body, key: String(objectOf(body)[definition.idempotencyKey]) };
    texts[at] = text;
    return text;
  };
  return {
    body(index, of, ownId) {
      const at = orders.isSingle ? 0 : of % shapeCount;
      const shape = stream.shape(at);
      const { body, key } = textOf(at);
      const moved = shape && !orders.isSingle && of >= shapeCount ? redrawAlike(shape, body, stream.draw, of) : body;
      const text = moved
        .replaceAll(key, idText(series, index))
        .replaceAll(ownIdMark, () => JSON.stringify(ownId).slice(1, -1));
      return orderBody(Buffer.concat([prefix, Buffer.from(text)]), prefix, objectOf(text));
    },
  };
}

/** What a message about the order that `plain` came from is made with: the settings of the run without those of one payload. */
export function followUpOptions(options: PayloadOptions, at: number, plain: JsonObject | undefined): PayloadOptions {
  const { seed, now, merchant, encoding, readings } = options;
  const earlier = plain && { payload: plain, orderOutId: ownIdMark };
  return { seed: `${seed}/follow/${at}`, now, merchant, plain: options.plain, encoding, readings, earlier };
}

/** Stands for the merchant's own id of an order until that is known. */
const ownIdMark = "own-id-of-the-merchant";

function objectOf(text: string): JsonObject {
  const value = parseJson(text);
  if (!isObject(value)) throw new Error("A payload is an object.");
  return value;
}

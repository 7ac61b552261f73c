import type { CallbackDefinition } from "../core/callback.js";
import { isObject, type JsonObject, parseJson } from "../core/json.js";
import type { Drawer } from "../engine/generate/drawer.js";
import { idText, type Shape, type Slot, shapeCount } from "../engine/generate/redraw.js";
import type { GenerateDeps, PayloadOptions } from "../engine/generate.js";
import { type PayloadStream, payloadStream } from "../engine/payload-stream.js";
import { isSameOrder } from "./same-order.js";
import { writeDigits } from "./write-digits.js";

/** The body of one order behind the signer's prefix, ready to be signed. */
export type OrderBody = {
  /** What is signed: the prefix and the body. */
  readonly signed: Buffer;
  /** What is sent. */
  readonly bytes: Buffer;
  /** The payload as sent; only the top level is as in the body when it was redrawn. */
  readonly payload: JsonObject;
};

export type Orders = {
  /** Makes what later orders are made from. */
  prepare(index: number): void;
  body(index: number): OrderBody;
  /** Takes a body back that nobody will read any more: a later order of its shape is written over it. */
  giveBack(index: number, body: OrderBody): void;
  readonly stream: PayloadStream;
  /** The payload of order 0. */
  readonly first: JsonObject;
  /** Every order is the same one (a saved payload, the document's sample, a key that was set), to the byte. */
  readonly isSingle: boolean;
};

/** The bodies of a stream's payloads as bytes: later ones are a copy of a sampled one with other ids and dates written into it. */
export async function createOrders(
  definition: CallbackDefinition,
  options: PayloadOptions,
  deps: GenerateDeps,
  prefix: Uint8Array,
): Promise<Orders> {
  const stream = await payloadStream(definition, options, deps);
  const templates: (Template | undefined)[] = [];
  const first = stream.make(0);
  const isSingle = isSameOrder(definition, first, stream.make(1));
  const onlyBytes = isSingle ? Buffer.concat([prefix, Buffer.from(first.body)]) : undefined;
  const templateOf = (index: number): Template | undefined => {
    const at = index % shapeCount;
    const known = templates[at];
    if (known) return known;
    const shape = stream.shape(at);
    const made = shape && makeTemplate(shape, prefix, stream.draw);
    templates[at] = made;
    return made;
  };
  return {
    stream,
    first: first.payload,
    isSingle,
    prepare: (index) => {
      if (!isSingle) templateOf(index);
    },
    body(index) {
      if (onlyBytes) return orderBody(Buffer.from(onlyBytes), prefix, first.payload);
      const template = templateOf(index);
      if (!template) {
        const { body, payload } = stream.make(index);
        return orderBody(Buffer.concat([prefix, Buffer.from(body)]), prefix, payload);
      }
      if (index < shapeCount) return copyOf(template, prefix);
      const body = template.spare.pop() ?? copyOf(template, prefix);
      redrawInto(body, template, stream.draw.lead(index), index);
      return body;
    },
    giveBack(index, body) {
      if (!isSingle && index >= shapeCount) templateOf(index)?.spare.push(body);
    },
  };
}

type Template = {
  readonly bytes: Buffer;
  readonly payload: JsonObject;
  readonly drawn: readonly Drawn[];
  readonly spare: OrderBody[];
};

/** A value that every order has of its own. */
type Drawn = {
  readonly value: (index: number, lead: number) => string;
  /** Where in the bytes it stands. */
  readonly places: number[];
  /** The fields at the top that hold it. */
  readonly fields: readonly string[];
};

function makeTemplate({ text, slots }: Shape, prefix: Uint8Array, draw: Drawer): Template {
  const bytes = Buffer.concat([prefix, Buffer.from(text)]);
  const payload = parseJson(text);
  if (!isObject(payload)) throw new Error("A payload is an object.");
  const drawn = new Map<string, Drawn>();
  let bytesBefore = prefix.length;
  let from = 0;
  for (const slot of slots) {
    bytesBefore += Buffer.byteLength(text.slice(from, slot.at));
    from = slot.at;
    const sampled = text.slice(slot.at, slot.at + (slot.kind === "id" ? 19 : 10));
    const known = drawn.get(sampled) ?? {
      value: drawingOf(slot, draw),
      places: [],
      fields: Object.keys(payload).filter((name) => payload[name] === sampled),
    };
    known.places.push(bytesBefore);
    drawn.set(sampled, known);
  }
  return { bytes, payload, drawn: [...drawn.values()], spare: [] };
}

function drawingOf(slot: Slot, draw: Drawer): Drawn["value"] {
  if (slot.kind === "date") return (_, lead) => draw.day(lead + slot.offset);
  const series = draw.series(slot.field);
  return (index) => idText(series, index);
}

function copyOf({ bytes, payload }: Template, prefix: Uint8Array): OrderBody {
  return orderBody(Buffer.from(bytes), prefix, { ...payload });
}

/** Takes a buffer that begins with the prefix. */
export function orderBody(signed: Buffer, prefix: Uint8Array, payload: JsonObject): OrderBody {
  return { signed, bytes: signed.subarray(prefix.length), payload };
}

function redrawInto({ signed, payload }: OrderBody, { drawn }: Template, lead: number, index: number): void {
  const own: { [name: string]: JsonObject[string] } = payload;
  for (const { value, places, fields } of drawn) {
    const text = value(index, lead);
    for (const at of places) writeDigits(signed, at, text);
    for (const name of fields) own[name] = text;
  }
}

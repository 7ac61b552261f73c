import type { CallbackDefinition } from "../core/callback.js";
import { isObject, type JsonObject, parseJson } from "../core/json.js";
import { idText, type Shape, type Slot, shapeCount } from "../engine/generate/redraw.js";
import type { GenerateDeps, PayloadOptions } from "../engine/generate.js";
import { type PayloadStream, payloadStream } from "../engine/payload-stream.js";
import { isSameOrder } from "./same-order.js";

/** The body of one order behind the signer's prefix, ready to be signed. */
export type OrderBody = {
  readonly buffer: Buffer;
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
    const made = shape && makeTemplate(shape, prefix);
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
      if (onlyBytes) return { buffer: Buffer.from(onlyBytes), payload: first.payload };
      const template = templateOf(index);
      if (!template) {
        const { body, payload } = stream.make(index);
        return { buffer: Buffer.concat([prefix, Buffer.from(body)]), payload };
      }
      if (index < shapeCount) return copyOf(template);
      const body = template.spare.pop() ?? copyOf(template);
      redrawInto(body, template, stream, index);
      return body;
    },
    giveBack(index, body) {
      if (!isSingle && index >= shapeCount) templateOf(index)?.spare.push(body);
    },
  };
}

type Template = {
  readonly bytes: Buffer;
  readonly slots: readonly Slot[];
  readonly payload: JsonObject;
  /** Fields at the top that hold a slot's value, by the number of the slot. */
  readonly fields: readonly (readonly [name: string, slot: number])[];
  readonly spare: OrderBody[];
};

function makeTemplate({ text, slots }: Shape, prefix: Uint8Array): Template {
  const bytes = Buffer.concat([prefix, Buffer.from(text)]);
  const payload = parseJson(text);
  if (!isObject(payload)) throw new Error("A payload is an object.");
  const values = slots.map(({ at, kind }) => text.slice(at, at + (kind === "id" ? 19 : 10)));
  const fields = Object.entries(payload).flatMap(([name, value]) => {
    const slot = typeof value === "string" ? values.indexOf(value) : -1;
    return slot < 0 ? [] : [[name, slot] as const];
  });
  let bytesBefore = prefix.length;
  let from = 0;
  const placed = slots.map((slot) => {
    bytesBefore += Buffer.byteLength(text.slice(from, slot.at));
    from = slot.at;
    return { ...slot, at: bytesBefore };
  });
  return { bytes, slots: placed, payload, fields, spare: [] };
}

function copyOf({ bytes, payload }: Template): OrderBody {
  return { buffer: Buffer.from(bytes), payload: { ...payload } };
}

function redrawInto(
  { buffer, payload }: OrderBody,
  { slots, fields }: Template,
  { draw }: PayloadStream,
  index: number,
): void {
  const lead = draw.lead(index);
  const values: string[] = [];
  for (const slot of slots) {
    const value = slot.kind === "id" ? idText(draw.series(slot.field), index) : draw.day(lead + slot.offset);
    // A call out of JavaScript costs more than these few digits.
    for (let i = 0; i < value.length; i++) buffer[slot.at + i] = value.charCodeAt(i);
    values.push(value);
  }
  const own: { [name: string]: JsonObject[string] } = payload;
  for (const [name, slot] of fields) own[name] = values[slot] ?? null;
}

import type { CallbackDefinition, EarlierOrder } from "../../core/callback.js";
import type { Delivered, Delivery, Manner, NewDelivery, RawDelivery, RepeatDelivery } from "../../core/case.js";
import type { MerchantFacts } from "../../core/exchange.js";
import { nodeAt } from "../../core/fields.js";
import { isObject, type JsonObject, type JsonValue, parseJson } from "../../core/json.js";
import { encodeAs } from "../../core/json-text.js";
import { getAt, parsePath, removeAt, setAt, toPointer } from "../../core/pointer.js";
import type { Random } from "../../core/ports.js";
import { seededRandom } from "../../core/random.js";
import type { Assignment } from "../assign.js";
import type { Generated } from "../generate.js";
import { isEncrypted, isLawful } from "../lawful.js";
import { rewriteBody } from "./body-text.js";
import type { Bench } from "./plan.js";
import { resolveDates } from "./relative-date.js";

/** A delivery made ready: what is sent is settled but for the envelope. */
export type Prepared = {
  readonly delivery: Delivery;
  readonly manner: Manner;
  readonly definition: CallbackDefinition;
  readonly variant: string;
  readonly seed: string;
  readonly plain: JsonObject | undefined;
  readonly payload: JsonObject | undefined;
  readonly body: Uint8Array;
  /** The body holds a JSON object. */
  readonly isJson: boolean;
  readonly malformed: boolean;
  readonly changes: JsonObject;
  /** The delivery whose envelope is used again. */
  readonly envelopeOf: string | undefined;
};

/** What a case has made ready and carried out so far. */
export type Progress = {
  readonly prepared: Map<string, Prepared>;
  readonly delivered: Map<string, Delivered>;
  readonly random: Random;
};

export function prepare(delivery: Delivery, progress: Progress, bench: Bench): Prepared {
  if ("repeat" in delivery) return prepareRepeat(delivery, progress);
  return "raw" in delivery ? prepareRaw(delivery, bench) : prepareNew(delivery, progress, bench);
}

function prepareRepeat(delivery: RepeatDelivery, { prepared }: Progress): Prepared {
  const first = prepared.get(delivery.repeat);
  if (!first) throw new Error(`The case repeats ${delivery.repeat}, which it has not delivered.`);
  const { name: _, repeat, isExact = false, ...manner } = delivery;
  const merged: Manner = { ...first.manner, ...manner };
  const isRewritten = manner.encoding !== undefined || manner.rewrite !== undefined;
  const written = isRewritten && first.plain ? rewritten(first, merged) : first;
  return { ...written, delivery, manner: merged, envelopeOf: isExact ? repeat : undefined };
}

/** The same payload in the bytes of another manner. */
function rewritten(first: Prepared, manner: Manner): Prepared {
  const payload = first.payload ?? {};
  const text = textOf(payload, manner, first.seed);
  return { ...first, body: new TextEncoder().encode(text), ...stateOf(text, first.malformed && first.isJson) };
}

function prepareRaw(delivery: RawDelivery, { definitions }: Bench): Prepared {
  const { name: _, callback, raw, ...manner } = delivery;
  const body = "text" in raw ? new TextEncoder().encode(raw.text) : bytesOf(raw.base64);
  const payload = "text" in raw ? objectOf(raw.text) : undefined;
  return {
    delivery,
    manner,
    definition: definitionOf(definitions, callback),
    variant: "",
    seed: "",
    plain: payload,
    payload,
    body,
    isJson: payload !== undefined,
    malformed: true,
    changes: {},
    envelopeOf: undefined,
  };
}

function prepareNew(delivery: NewDelivery, progress: Progress, bench: Bench): Prepared {
  const { plan, definitions, makers } = bench;
  const definition = definitionOf(definitions, delivery.callback);
  const make = makers.get(delivery.callback);
  if (!make) throw new Error(`No payload maker for ${delivery.callback}.`);
  const seed = seedOf(delivery.like ?? delivery.name, progress.random, plan.seed);
  const earlier = earlierOrder(delivery, progress);
  const options = {
    variant: delivery.variant ?? definition.defaultVariant,
    seed,
    now: plan.now,
    merchant: plan.merchant,
    encoding: delivery.encoding,
    allowUnknown: true,
    readings: plan.readings,
    ...(earlier ? { earlier } : {}),
  };
  const own =
    delivery.like === undefined
      ? []
      : freshKey(definition, make, { ...options, seed: seedOf(delivery.name, progress.random, plan.seed) });
  const set = { ...provoked(delivery, bench), ...resolved(delivery.set, plan.now) };
  const assignments = [...own, ...assignmentsOf(set, delivery), ...taken(delivery, progress)];
  const generated = make({ ...options, assignments });
  return finish(delivery, definition, generated, { seed, set, earlier }, bench);
}

type Made = { readonly seed: string; readonly set: JsonObject; readonly earlier: EarlierOrder | undefined };

function finish(
  delivery: NewDelivery,
  definition: CallbackDefinition,
  generated: Generated,
  { seed, set, earlier }: Made,
  { plan }: Bench,
): Prepared {
  const {
    name: _n,
    callback: _c,
    variant: _v,
    about: _a,
    like: _l,
    set: _s,
    unset,
    put,
    omit,
    take: _t,
    provoke: _p,
    ...manner
  } = delivery;
  const edits = resolved(put, plan.now);
  const isEdited = Object.keys(edits).length > 0 || (omit ?? []).length > 0;
  const edit = (payload: JsonObject): JsonObject => edited(payload, edits, omit ?? []);
  const payload = isEdited ? edit(generated.payload) : generated.payload;
  const plain = generated.plain && (isEdited ? edit(generated.plain) : generated.plain);
  const usual = isEdited ? encodeAs(payload, manner.encoding ?? "compact", formRandom(seed)) : generated.body;
  const text = manner.rewrite ? rewriteBody(usual, payload, manner.rewrite) : usual;
  const isSample = definition.variants.some(({ name, isDocSample }) => name === generated.variant && isDocSample);
  const isChanged = isEdited || isSample || Object.keys(set).length > 0 || (unset ?? []).length > 0;
  const law = { variant: generated.variant, merchant: plan.merchant, ...(earlier ? { earlier } : {}) };
  const isKept = (): boolean =>
    isLawful(definition, { plain, payload }, plan.clientSecret, law) &&
    isEncrypted(definition, payload, plan.clientSecret);
  const isWrong = isChanged && !isKept();
  return {
    delivery,
    manner,
    definition,
    variant: generated.variant,
    seed,
    plain: plain ?? payload,
    payload,
    body: new TextEncoder().encode(text),
    changes: {
      ...set,
      ...edits,
      ...Object.fromEntries([...(unset ?? []), ...(omit ?? [])].map((path) => [path, null])),
    },
    envelopeOf: undefined,
    ...(text === usual ? { isJson: true, malformed: isWrong } : stateOf(text, isWrong)),
  };
}

function stateOf(text: string, malformed: boolean): Pick<Prepared, "isJson" | "malformed"> {
  const isJson = objectOf(text) !== undefined;
  return { isJson, malformed: malformed || !isJson };
}

function textOf(payload: JsonObject, manner: Manner, seed: string): string {
  const usual = encodeAs(payload, manner.encoding ?? "compact", formRandom(seed));
  return manner.rewrite ? rewriteBody(usual, payload, manner.rewrite) : usual;
}

/** As the generator draws it, so that the same seed gives the same bytes. */
function formRandom(seed: string): Random {
  return seededRandom(seed).fork("byte-form");
}

/** `RUN/53 bits`, as `send --seed` takes it too. */
function seedOf(name: string, random: Random, run: number): string {
  const stream = random.fork(name);
  const number = stream.integer(0, 0x1fffff) * 0x1_0000_0000 + stream.integer(0, 0xffffffff);
  return `${run}/${number}`;
}

function earlierOrder({ about }: NewDelivery, { prepared, delivered }: Progress): EarlierOrder | undefined {
  if (about === undefined) return undefined;
  const order = prepared.get(about);
  if (!order?.plain) throw new Error(`The case speaks of ${about}, which it has not delivered.`);
  const json = delivered.get(about)?.exchange.answer?.json;
  const { ownId } = order.definition;
  const own = ownId === undefined || json === undefined ? undefined : getAt(json, ownId);
  return { payload: order.plain, ...(typeof own === "string" && own !== "" ? { orderOutId: own } : {}) };
}

function freshKey(
  { idempotencyKey }: CallbackDefinition,
  make: (options: Parameters<NonNullable<ReturnType<Bench["makers"]["get"]>>>[0]) => Generated,
  options: Parameters<typeof make>[0],
): readonly Assignment[] {
  const key = make(options).payload[idempotencyKey];
  return key === undefined ? [] : [{ path: idempotencyKey, json: key }];
}

function provoked({ provoke, callback }: NewDelivery, { plan, definitions }: Bench): JsonObject {
  return provoke === undefined
    ? {}
    : resolved(provocation(provoke, definitionOf(definitions, callback), plan.merchant), plan.now);
}

/** The changes that the settings name for a code, as far as they are about fields of this callback. */
export function provocation(code: number, { request }: CallbackDefinition, { provoke }: MerchantFacts): JsonObject {
  const changes = Object.hasOwn(provoke, String(code)) ? provoke[String(code)] : undefined;
  if (!isObject(changes)) return {};
  return Object.fromEntries(Object.entries(changes).filter(([path]) => nodeAt(request.schema, path) !== undefined));
}

function assignmentsOf(set: JsonObject, { unset = [] }: NewDelivery): readonly Assignment[] {
  return [
    ...Object.entries(set).map(([path, json]) => ({ path, json })),
    ...unset.map((path) => ({ path, unset: true as const })),
  ];
}

function taken({ take = [] }: NewDelivery, { prepared, delivered }: Progress): readonly Assignment[] {
  return take.flatMap(({ path, from, field, nextDigit, otherFirstDigit }) => {
    const [part, ...rest] = field.split(".");
    const holder = part === "request" ? prepared.get(from)?.plain : delivered.get(from)?.exchange.answer?.json;
    const value = holder === undefined ? undefined : getAt(holder, toPointer(parsePath(rest.join("."))));
    if (value === undefined) return [];
    const tail = nextDigit ? withOtherLastDigit(value) : value;
    return [{ path, json: otherFirstDigit ? withOtherFirstDigit(tail) : tail }];
  });
}

function withOtherLastDigit(value: JsonValue): JsonValue {
  return String(value).replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
}

/** No larger than 2…, so that an id of 19 digits still fits into 64 bits, and never 0, which a number would lose. */
function withOtherFirstDigit(value: JsonValue): JsonValue {
  return String(value).replace(/^\d/, (digit) => (digit === "1" ? "2" : "1"));
}

function edited(payload: JsonObject, put: JsonObject, omit: readonly string[]): JsonObject {
  const changed = Object.entries(put).reduce(
    (whole, [path, value]) => setAt(whole, toPointer(parsePath(path)), value),
    payload,
  );
  return omit.reduce((whole, path) => removeAt(whole, toPointer(parsePath(path))), changed);
}

function resolved(values: JsonObject | undefined, now: number): JsonObject {
  // Only values inside the object change, so that it stays one.
  return values === undefined ? {} : (resolveDates(values, now) as JsonObject);
}

function objectOf(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function definitionOf(definitions: Bench["definitions"], callback: string): CallbackDefinition {
  const definition = definitions.get(callback);
  if (!definition) throw new Error(`No callback ${callback} in this run.`);
  return definition;
}

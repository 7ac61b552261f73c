import { chinaDate, daysBetween, isDate } from "../../core/calendar.js";
import type { CallbackDefinition } from "../../core/callback.js";
import { isObject, type JsonObject, parseJson, stringifyJson } from "../../core/json.js";
import { pointerTokens } from "../../core/pointer.js";
import { resolveAssignments } from "../assign.js";
import type { Generated, PayloadOptions } from "../generate.js";
import { type Drawer, drawer, type IdSeries, longestLead } from "./drawer.js";
import { overridesOf } from "./overrides.js";
import { wrongsOf } from "./wrongs.js";

/** So many payloads of a stream are sampled; every later one takes the shape of one of them, with ids and dates of its own. */
export const shapeCount = 512;

/**
 * The seed of the i-th payload (from 0) of a stream: the seed itself, then `SEED/i`, so that each can be made again alone.
 * Payloads from number 512 on take the shape of an earlier one, with ids and dates of their own.
 */
export function seedOfCount(seed: number | string, i: number): number | string {
  return i === 0 ? seed : `${seed}/${i}`;
}

/** A place in the text of a shape that is drawn anew; every value is as long as the one it replaces. */
export type Slot =
  /** 19 digits; `field` names the series that they come from. */
  | { readonly kind: "id"; readonly at: number; readonly field: string }
  /** `yyyy-MM-dd`, `offset` days after the first date of the text. */
  | { readonly kind: "date"; readonly at: number; readonly offset: number };

/** The text of a sampled payload and what may change in it without breaking a law. */
export type Shape = {
  readonly text: string;
  /** In the order of their places. */
  readonly slots: readonly Slot[];
  readonly variant: string;
  readonly notes: Generated["notes"];
};

export type Redrawn = { readonly stem: string; readonly index: number; readonly shapeSeed: string };

/** What a seed like `7/5000` stands for, when its payload is a redrawn shape; undefined when it is sampled. */
export function redrawnSeed(seed: number | string): Redrawn | undefined {
  const match = /^(.+)\/(\d{1,15})$/.exec(String(seed));
  const index = Number(match?.[2]);
  if (!match || index < shapeCount) return undefined;
  const stem = match[1] ?? "";
  const shape = index % shapeCount;
  return { stem, index, shapeSeed: shape === 0 ? stem : `${stem}/${shape}` };
}

/** Finds what of a sampled payload may be drawn anew. What was set by hand, or belongs to an earlier order, stays. */
export function shapeOf(definition: CallbackDefinition, sampled: Generated, options: PayloadOptions): Shape {
  const { body: text, variant, notes } = sampled;
  const idSlots = idsIn(text, drawnIds(definition, sampled.payload, options));
  const shape: Shape = { text, slots: idSlots, variant, notes };
  const dates = datesIn(text, chinaDate(options.now));
  if (dates.length === 0 || !mayMove(definition, sampled, options)) return shape;
  return { ...shape, slots: [...idSlots, ...dates].sort((a, b) => a.at - b.at) };
}

type Stream = {
  readonly stem: string | number;
  readonly draw: Drawer;
  /** The clear text of a shape. */
  plain(index: number): JsonObject | undefined;
};

/** The payload number `index` of a stream. */
export function redraw(shape: Shape, stream: Stream, index: number): Generated {
  return new RedrawnPayload(shape, stream, index);
}

/**
 * Makes only its bytes, and the rest for whoever asks. A class, since getters in a literal leave a hidden class behind for
 * every object, which keeps the bytes alive until memory is swept as a whole.
 */
class RedrawnPayload implements Generated {
  readonly body: string;
  readonly #shape: Shape;
  readonly #stream: Stream;
  readonly #index: number;

  constructor(shape: Shape, stream: Stream, index: number) {
    this.body = write(shape, stream.draw, index);
    this.#shape = shape;
    this.#stream = stream;
    this.#index = index;
  }

  get variant(): string {
    return this.#shape.variant;
  }

  get notes(): Generated["notes"] {
    return this.#shape.notes;
  }

  get seed(): string {
    return `${this.#stream.stem}/${this.#index}`;
  }

  get payload(): JsonObject {
    return objectOf(this.body);
  }

  get plain(): JsonObject | undefined {
    const clear = this.#stream.plain(this.#index);
    return clear && objectOf(redrawAlike(this.#shape, stringifyJson(clear), this.#stream.draw, this.#index));
  }
}

function write({ text, slots }: Pick<Shape, "text" | "slots">, draw: Drawer, index: number): string {
  let written = "";
  let from = 0;
  const lead = draw.lead(index);
  for (const slot of slots) {
    const value = slot.kind === "id" ? idText(draw.series(slot.field), index) : draw.day(lead + slot.offset);
    written += text.slice(from, slot.at) + value;
    from = slot.at + value.length;
  }
  return written + text.slice(from);
}

/** The id that a series gives a payload. */
export function idText({ head, tail }: IdSeries, index: number): string {
  const first = head(index);
  const last = tail(index);
  const start = `1${threeDigits(Math.floor(first / 1_000_000))}${sixDigits(first)}`;
  return start + threeDigits(Math.floor(last / 1_000_000)) + sixDigits(last);
}

/** The last six digits of a whole number. */
function sixDigits(number: number): string {
  return `${threeDigits(Math.floor(number / 1000) % 1000)}${threeDigits(number % 1000)}`;
}

/** JavaScript keeps the texts of numbers that it made for a while, which a stream of a million ids would fill with garbage. */
function threeDigits(number: number): string {
  groups ??= Array.from({ length: 1000 }, (_, group) => String(group).padStart(3, "0"));
  return groups[number] ?? "";
}

let groups: readonly string[] | undefined;

/** Name and value of the ids at the top of a payload that may be drawn: those that the sampler made up. */
function drawnIds(
  definition: CallbackDefinition,
  payload: JsonObject,
  { merchant, assignments = [], earlier }: PayloadOptions,
): ReadonlyMap<string, string> {
  const set = [...overridesOf(definition, merchant), ...assignments];
  const edits = resolveAssignments(definition.request.schema, set, { allowUnknown: true });
  const touched = new Set(edits.map(({ pointer }) => pointerTokens(pointer)[0]));
  const given = new Set<unknown>([...(merchant.ratePlanIds ?? []), ...Object.values(earlier?.payload ?? {})]);
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(payload)) {
    const isMadeUp = typeof value === "string" && /^10\d{17}$/.test(value);
    if (isMadeUp && !touched.has(name) && !given.has(value)) names.set(value, name);
  }
  return names;
}

/** Every place where one of the ids stands, in other fields too. */
function idsIn(text: string, names: ReadonlyMap<string, string>): readonly Slot[] {
  return [...text.matchAll(/(?<!\d)10\d{17}(?!\d)/g)].flatMap((match) => {
    const field = names.get(match[0]);
    return field === undefined ? [] : [{ kind: "id" as const, at: match.index, field }];
  });
}

/** Every date, when all of them are later than today. */
function datesIn(text: string, today: string): readonly Slot[] {
  const found = [...text.matchAll(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g)];
  const days = found.map((match) => match[0]);
  const [first] = days.toSorted();
  if (first === undefined || !days.every(isDate) || first <= today) return [];
  return found.map((match) => ({ kind: "date", at: match.index, offset: daysBetween(first, match[0]) }));
}

/** Dates move only where nothing was asked for by hand, and where a shifted payload keeps every law. */
function mayMove(definition: CallbackDefinition, { plain, variant }: Generated, options: PayloadOptions): boolean {
  const { assignments = [], earlier, merchant, now } = options;
  if (!plain || earlier || assignments.length > 0 || overridesOf(definition, merchant).length > 0) return false;
  const today = chinaDate(now);
  const text = stringifyJson(plain);
  const last: Drawer = { ...drawer("", today), lead: () => longestLead };
  const moved = write({ text, slots: datesIn(text, today) }, last, 0);
  return wrongsOf(definition, objectOf(moved), { variant, merchant }).length === 0;
}

/** Another text of a shape's payload, or one that speaks of it, as it is for the payload number `index`. */
export function redrawAlike(shape: Shape, text: string, draw: Drawer, index: number): string {
  return write({ text, slots: slotsLike(shape, text) }, draw, index);
}

/** The slots of a shape in another text of the same payload. */
function slotsLike(shape: Shape, text: string): readonly Slot[] {
  const values = new Map<string, Slot>();
  for (const slot of shape.slots) {
    values.set(shape.text.slice(slot.at, slot.at + (slot.kind === "id" ? 19 : 10)), slot);
  }
  return [...text.matchAll(/(?<!\d)(?:10\d{17}|\d{4}-\d{2}-\d{2})(?!\d)/g)].flatMap((match) => {
    const slot = values.get(match[0]);
    return slot ? [{ ...slot, at: match.index }] : [];
  });
}

function objectOf(text: string): JsonObject {
  const value = parseJson(text);
  if (!isObject(value)) throw new Error("A payload is an object.");
  return value;
}

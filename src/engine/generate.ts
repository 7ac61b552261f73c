import { chinaDate } from "../core/calendar.js";
import type { CallbackDefinition, EarlierOrder } from "../core/callback.js";
import type { MerchantFacts } from "../core/exchange.js";
import type { JsonObject } from "../core/json.js";
import type { ByteForm } from "../core/json-text.js";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";
import { repairSample } from "../core/repair.js";
import type { Message, Text } from "../core/text.js";
import type { Assignment } from "./assign.js";
import { type Faker, loadFaker } from "./faker.js";
import { drawer } from "./generate/drawer.js";
import { editedText } from "./generate/edited-text.js";
import { redraw, redrawnSeed, shapeOf } from "./generate/redraw.js";
import { sampled } from "./generate/sampled.js";

export type PayloadOptions = {
  /** The definition's default variant when absent. */
  readonly variant?: string | undefined;
  readonly seed: number | string;
  /** Milliseconds since the epoch; payload dates are counted from the day in China. */
  readonly now: number;
  readonly merchant: MerchantFacts;
  /** Leaves personal fields in clear text. */
  readonly plain?: boolean | undefined;
  /** Compact when absent; a fixture and the document's sample keep their bytes when absent. */
  readonly encoding?: ByteForm | undefined;
  /** In order; the later one wins. They come after the merchant's `overrides`. */
  readonly assignments?: readonly Assignment[] | undefined;
  /** Whether a path that the schema lacks is taken; absent where nobody can ask for that. */
  readonly allowUnknown?: boolean | undefined;
  /** An order made earlier that the payload refers to. */
  readonly earlier?: EarlierOrder | undefined;
  /** Starts from a saved payload, in place of a variant. */
  readonly fixture?: Fixture | undefined;
  /** Chosen readings of the documents' conflicts, by conflict id. */
  readonly readings?: Readonly<Record<string, string>> | undefined;
};

export type Fixture = { readonly name: string; readonly text: string };

export type Generated = {
  /** The variant, or the fixture's name. */
  readonly variant: string;
  readonly seed: number | string;
  /** The payload in clear text; undefined for a fixture, whose personal fields are already encrypted. */
  readonly plain: JsonObject | undefined;
  /** The payload as it is sent. */
  readonly payload: JsonObject;
  /** The exact text of the body. */
  readonly body: string;
  readonly notes: readonly Message[];
};

export type GenerateDeps = { readonly clientSecret: string };

/**
 * One payload of a callback. The same options give the same bytes. What the sampler makes is checked against the schema and the
 * laws before it leaves; when the user's own assignments break them, it leaves with a note. Throws `AppError` for an unknown
 * variant or path, a value of the wrong type, and a fixture that is not a JSON object.
 */
export async function generatePayload(
  definition: CallbackDefinition,
  options: PayloadOptions,
  deps: GenerateDeps,
): Promise<Generated> {
  try {
    return makerWith(notLoaded, definition, deps)(options);
  } catch (error) {
    if (error !== fakerWanted) throw error;
    return (await payloadMaker(definition, deps))(options);
  }
}

/** Most single payloads need no faker, and loading it would take a tenth of the whole command's time. */
const notLoaded: Faker = () => {
  throw fakerWanted;
};
const fakerWanted = new Error("This payload needs json-schema-faker.");

/** `generatePayload` for many payloads: what it needs is loaded once, after that each is made synchronously. */
export async function payloadMaker(
  definition: CallbackDefinition,
  deps: GenerateDeps,
): Promise<(options: PayloadOptions) => Generated> {
  return makerWith(await loadFaker(), definition, deps);
}

function makerWith(
  fake: Faker,
  definition: CallbackDefinition,
  deps: GenerateDeps,
): (options: PayloadOptions) => Generated {
  const make = (options: PayloadOptions): Generated => {
    const { fixture, plain } = options;
    if (fixture) return editedText(definition, fixture, options, { ...deps, isClear: plain === true });
    const variant = findVariant(definition, options.variant ?? definition.defaultVariant);
    if (variant.isDocSample) return documentSample(definition, variant.name, options, deps);
    const redrawn = redrawnSeed(options.seed);
    if (!redrawn) return sampled(definition, variant.name, options, { ...deps, fake });
    const first = make({ ...options, seed: redrawn.shapeSeed });
    const { stem, index } = redrawn;
    const draw = drawer(stem, chinaDate(options.now));
    return redraw(shapeOf(definition, first, options), { stem, draw, plain: () => first.plain }, index);
  };
  return make;
}

/** The document's own bytes, personal fields in clear text as printed; repaired where they are not JSON. */
function documentSample(
  definition: CallbackDefinition,
  name: string,
  options: PayloadOptions,
  deps: GenerateDeps,
): Generated {
  const { text, repairs } = repairSample(definition.docSample);
  const sample = editedText(definition, { name, text }, options, { ...deps, isClear: true });
  return { ...sample, plain: sample.payload, notes: repairs.map(({ message }) => message) };
}

function findVariant({ id, variants }: CallbackDefinition, name: string): CallbackDefinition["variants"][number] {
  const variant = variants.find((known) => known.name === name);
  if (variant) return variant;
  const names = variants.map((known) => known.name);
  const near = nearest(name, names);
  throw new AppError({
    code: "variant-unknown",
    category: "usage",
    text: near.length > 0 ? variantNear : variantUnknown,
    args: { callback: id, name, near: near.join(", "), names: names.join(", ") },
  });
}

const variantUnknown: Text = {
  zh: "{callback} 没有变体 {name}。可用的有：{names}。",
  en: "{callback} has no variant {name}. There are: {names}.",
};
const variantNear: Text = {
  zh: "{callback} 没有变体 {name}。是不是 {near}？全部变体：{names}。",
  en: "{callback} has no variant {name}. Did you mean {near}? All of them: {names}.",
};

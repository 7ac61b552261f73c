import { chinaDate } from "../../core/calendar.js";
import type { CallbackDefinition, LawContext, SampleContext } from "../../core/callback.js";
import { nodeAt } from "../../core/fields.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { encodeAs } from "../../core/json-text.js";
import { removeAt, setAt } from "../../core/pointer.js";
import type { Random } from "../../core/ports.js";
import { seededRandom } from "../../core/random.js";
import { type Message, sayMessage } from "../../core/text.js";
import { type Assignment, type Edit, resolveAssignments } from "../assign.js";
import { encryptField } from "../cipher.js";
import type { Faker } from "../faker.js";
import type { GenerateDeps, Generated, PayloadOptions } from "../generate.js";
import { changePersonal } from "../personal-fields.js";
import { overridesOf } from "./overrides.js";
import { wrongsOf } from "./wrongs.js";

/** A payload made by the definition's sampler, changed as asked, encrypted and written. */
export function sampled(
  definition: CallbackDefinition,
  variant: string,
  options: PayloadOptions,
  { clientSecret, fake }: GenerateDeps & { readonly fake: Faker },
): Generated {
  const random = seededRandom(options.seed);
  const law: LawContext = {
    variant,
    merchant: options.merchant,
    ...(options.earlier ? { earlier: options.earlier } : {}),
  };
  const sample = definition.sample(variant, contextOf(definition, options, random, fake));
  refuseOwnMistakes(definition, sample, law, options.seed);

  const asked: readonly Assignment[] = [...overridesOf(definition, options.merchant), ...(options.assignments ?? [])];
  const edits = resolveAssignments(definition.request.schema, asked, { allowUnknown: options.allowUnknown });
  const settled = edits.length > 0 ? applyEdits(definition, sample, edits) : sample;
  const plain = applyReadings(definition, settled, options.readings ?? {});
  const payload = options.plain === true ? plain : encrypt(definition, plain, edits, clientSecret);
  return {
    variant,
    seed: options.seed,
    plain,
    payload,
    body: encodeAs(payload, options.encoding ?? "compact", random.fork("byte-form")),
    notes: edits.length > 0 ? notesOn(definition, settled, law) : [],
  };
}

function contextOf(
  { request }: CallbackDefinition,
  { now, merchant, earlier }: PayloadOptions,
  random: Random,
  fake: Faker,
): SampleContext {
  const leaves = random.fork("leaf");
  return {
    random,
    today: chinaDate(now),
    nowSeconds: Math.floor(now / 1000),
    merchant,
    ...(earlier ? { earlier } : {}),
    leaf(path) {
      const schema = nodeAt(request.schema, path);
      return schema && fake(schema, leaves.fork(path).integer(0, 0xffffffff));
    },
  };
}

/** What the sampler makes is lawful by construction; if not, the sampler has a bug. */
function refuseOwnMistakes(
  definition: CallbackDefinition,
  sample: JsonObject,
  law: LawContext,
  seed: number | string,
): void {
  const wrongs = wrongsOf(definition, sample, law);
  if (wrongs.length === 0) return;
  const said = wrongs.map((wrong) => sayMessage("en", wrong)).join(" ");
  throw new Error(`The ${definition.id} sampler made a wrong payload (variant ${law.variant}, seed ${seed}): ${said}`);
}

function applyEdits(definition: CallbackDefinition, sample: JsonObject, edits: readonly Edit[]): JsonObject {
  const edited = edits.reduce(applyEdit, sample);
  return definition.settle(
    edited,
    edits.map(({ pointer }) => pointer),
    sample,
  );
}

function applyEdit(payload: JsonObject, { pointer, value }: Edit): JsonObject {
  return value === undefined ? removeAt(payload, pointer) : setAt(payload, pointer, value);
}

function applyReadings(
  definition: CallbackDefinition,
  payload: JsonObject,
  readings: Readonly<Record<string, string>>,
): JsonObject {
  return Object.keys(readings).length > 0 ? (definition.applyReadings?.(payload, readings) ?? payload) : payload;
}

function encrypt(
  { request }: CallbackDefinition,
  plain: JsonObject,
  edits: readonly Edit[],
  clientSecret: string,
): JsonObject {
  const raw = edits.filter(({ isRaw }) => isRaw).map(({ pointer }) => pointer);
  const isRaw = (pointer: string): boolean => raw.some((set) => pointer === set || pointer.startsWith(`${set}/`));
  const encrypted: JsonValue = changePersonal(plain, request.schema, (text, pointer) =>
    isRaw(pointer) ? text : encryptField(clientSecret, text),
  );
  // An object stays one: only texts inside it change.
  return encrypted as JsonObject;
}

function notesOn(definition: CallbackDefinition, payload: JsonObject, law: LawContext): readonly Message[] {
  const wrongs = wrongsOf(definition, payload, law);
  return wrongs.length > 0 ? [{ text: leavesWrong }, ...wrongs] : [];
}

const leavesWrong = {
  zh: "按要求改动后，请求体不再合规，仍照此发送：",
  en: "With the changes asked for, the payload is no longer a lawful one; it is used as it is:",
};

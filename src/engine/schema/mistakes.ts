import type { MessageSchema, SchemaMistake } from "../../core/callback.js";
import { isObject, type JsonObject, type JsonValue, projectNumbers } from "../../core/json.js";
import { getAt } from "../../core/pointer.js";
import type { AnswerView } from "./view.js";

/** One mistake against the schema: what the validator said, at the place where the mistake is. */
export type PlacedMistake = {
  readonly kind: "type" | "enum" | "required" | "format";
  readonly pointer: string;
  readonly actual: JsonValue | undefined;
  readonly params: SchemaMistake["params"];
  /** A zero that serialisers write for a field that is not used. */
  readonly isZero: boolean;
};

/** The mistakes of a viewed answer, one for each place. Fields that the schema does not know are no mistakes. */
export function findMistakes(
  { body, isPlain }: Pick<AnswerView, "body" | "isPlain">,
  { schema, validate }: MessageSchema,
): readonly PlacedMistake[] {
  const raw = validate(isPlain ? body : project(body, schema));
  if (raw.length === 0) return [];
  const byPointer = new Map<string, PlacedMistake>();
  for (const mistake of raw) {
    if (mistake.keyword === "additionalProperties" || mistake.keyword === "unevaluatedProperties") continue;
    const placed = place(mistake, body);
    const earlier = byPointer.get(placed.pointer);
    if (!earlier || order[placed.kind] < order[earlier.kind]) byPointer.set(placed.pointer, placed);
  }
  return [...byPointer.values()];
}

/** Where one place has several mistakes, the first of these is the cause of the others. */
const order = { required: 0, type: 1, enum: 2, format: 3 };

function place(mistake: SchemaMistake, body: JsonObject): PlacedMistake {
  const missing = mistake.params.missingProperty;
  const isRequired = mistake.keyword === "required" && typeof missing === "string";
  const pointer = isRequired ? `${mistake.instancePath}/${missing}` : mistake.instancePath;
  const actual = getAt(body, pointer);
  const kind = isRequired ? "required" : kindOf(mistake.keyword);
  return { kind, pointer, actual, params: mistake.params, isZero: kind === "enum" && actual === 0 };
}

function kindOf(keyword: string): PlacedMistake["kind"] {
  if (keyword === "type") return "type";
  return keyword === "enum" || keyword === "const" ? "enum" : "format";
}

/** Plain numbers for the validator, in the fields that the schema knows; everything else is left out. */
function project(value: JsonObject, schema: JsonObject): unknown {
  const properties = schema.properties;
  if (!isObject(properties)) return projectNumbers(value);
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    const child = value[key] ?? null;
    const childSchema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!isObject(childSchema)) continue;
    entries.push([key, isObject(child) ? project(child, childSchema) : projectNumbers(child)]);
  }
  return Object.fromEntries(entries);
}

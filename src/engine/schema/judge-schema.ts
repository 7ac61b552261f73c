import type { MessageSchema } from "../../core/callback.js";
import { clipped } from "../../core/excerpt.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { getAt, pointerTokens, toPointer } from "../../core/pointer.js";
import type { Breach } from "../../core/rule.js";
import type { Text } from "../../core/text.js";
import { type SchemaRule, schemaRules } from "../schema-rules.js";
import { fieldName, otherSpelling } from "./field-name.js";
import { messageOf, sayField } from "./messages.js";
import { findMistakes, type PlacedMistake } from "./mistakes.js";
import * as texts from "./texts.js";
import { type AnswerView, viewAnswer } from "./view.js";

export type SchemaReport = (rule: SchemaRule, breach: Breach) => void;

export type SchemaOutcome = {
  /** The answer as the rules see it. */
  readonly body: JsonObject;
  /** The places that the schema refuses; zeros of unused fields are not among them. */
  readonly refused: readonly string[];
  /** A place where the type is wrong or the envelope incomplete, so that a strict parser fails; undefined when there is none. */
  readonly unreadable: PlacedMistake | undefined;
};

/** Reports every departure of `raw` from the schema, one for each mistake. */
export function judgeSchema(raw: JsonObject, message: MessageSchema, report: SchemaReport): SchemaOutcome {
  const view = viewAnswer(raw, message.schema);
  const mistakes = findMistakes(view, message);
  for (const mistake of mistakes) reportMistake(mistake, view.body, message.schema, report);
  reportNotes(raw, view, message.schema, mistakes, report);
  return {
    body: view.body,
    refused: mistakes.filter(({ isZero }) => !isZero).map(({ pointer }) => pointer),
    unreadable: mistakes.find(({ kind, pointer }) => kind === "type" || (kind === "required" && isVital(pointer))),
  };
}

/** Without these nothing in the answer can be read. */
function isVital(pointer: string): boolean {
  return pointer === "/data" || pointer === "/data/error_code";
}

export function reportMistake(
  mistake: PlacedMistake,
  body: JsonObject,
  schema: JsonObject,
  report: SchemaReport,
): void {
  const { pointer, actual, isZero, kind } = mistake;
  const rule = isZero ? schemaRules.zeroOptional : schemaRules[kind];
  report(rule, {
    pointer,
    expected: expectedOf(mistake, schema),
    actual: clipped(actual),
    message: isZero ? sayField(texts.zeroField, pointer, actual) : messageOf(mistake, body),
  });
}

function expectedOf({ kind, params, pointer, isZero }: PlacedMistake, schema: JsonObject): JsonValue {
  if (kind === "required") return typeAt(schema, pointer);
  // Ajv hands back what the schema itself says, which is JSON.
  const said = (params.type ??
    params.allowedValues ??
    params.allowedValue ??
    params.limit ??
    params.format) as JsonValue;
  return isZero || said !== undefined ? clipped(said) : clipped(params.pattern as JsonValue | undefined);
}

function typeAt(schema: JsonObject, pointer: string): JsonValue {
  let node: JsonValue | undefined = schema;
  for (const token of pointerTokens(pointer)) node = propertyOf(node, token);
  return isObject(node) ? (node.type ?? null) : null;
}

function reportNotes(
  raw: JsonObject,
  view: AnswerView,
  schema: JsonObject,
  mistakes: readonly PlacedMistake[],
  report: SchemaReport,
): void {
  const note = (rule: SchemaRule, pointer: string, expected: JsonValue, text: Text, args = {}): void => {
    const actual = getAt(raw, pointer);
    report(rule, { pointer, expected, actual: clipped(actual), message: sayField(text, pointer, actual, args) });
  };
  for (const pointer of view.nulls) note(schemaRules.nullOptional, pointer, "absent", texts.nullField);
  for (const pointer of view.emptyLists) note(schemaRules.zeroOptional, pointer, "absent", texts.zeroField);
  for (const pointer of view.odd)
    note(schemaRules.integerForm, pointer, getAt(view.body, pointer) ?? null, texts.oddInteger);
  if (mistakes.some(({ kind, pointer }) => kind === "required" && pointer === "/data")) return;
  for (const pointer of view.extras) {
    const meant = meantField(pointer, raw, schema);
    // The other spelling of a missing field is named where that field is missed.
    if (meant !== undefined && mistakes.some((mistake) => mistake.pointer === meant)) continue;
    note(schemaRules.extraField, pointer, "absent", meant === undefined ? texts.unknownField : texts.perhapsMeant, {
      meant: meant === undefined ? "" : fieldName(meant),
    });
  }
}

/** The documented field of which an unknown one is another spelling, unless that field is there as well. */
function meantField(pointer: string, raw: JsonObject, schema: JsonObject): string | undefined {
  const tokens = pointerTokens(pointer);
  const parents = tokens.slice(0, -1);
  let node: JsonValue | undefined = schema;
  for (const token of parents) node = propertyOf(node, token);
  const known = isObject(node) && isObject(node.properties) ? node.properties : {};
  const name = otherSpelling(tokens.at(-1) ?? "", known);
  if (name === undefined) return undefined;
  const meant = toPointer([...parents, name]);
  return getAt(raw, meant) === undefined ? meant : undefined;
}

function propertyOf(node: JsonValue | undefined, name: string): JsonValue | undefined {
  const properties = isObject(node) ? node.properties : undefined;
  return isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

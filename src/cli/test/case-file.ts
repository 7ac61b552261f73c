import type { Registry, SchemaMistake } from "../../core/callback.js";
import type { Case } from "../../core/case.js";
import { isObject, type JsonObject, type JsonValue, projectNumbers } from "../../core/json.js";
import { nearest } from "../../core/nearest.js";
import { pointerTokens } from "../../core/pointer.js";
import type { AppError } from "../../core/problem.js";
import type { Text, TextArgs } from "../../core/text.js";
import { visible } from "../../core/visible.js";
import { caseSchema } from "../../generated/case-schema.js";
import { type ConfigDocument, mistakeAt, placeOf } from "../config/config-document.js";
import { readDocument } from "../config/read-document.js";
import { checkCase } from "./check-case.js";

type Known = {
  /** Ids that are taken. */
  readonly known: ReadonlySet<string>;
  readonly registry: Registry;
};

/** The cases of a YAML or JSON file. Throws `AppError` that names file, line, column and what was probably meant. */
export async function parseCases(file: string, text: string, { known, registry }: Known): Promise<readonly Case[]> {
  const document = await readDocument(file, text);
  const mistakes = caseSchema.validate(projectNumbers(document.value));
  if (mistakes.length > 0) throw firstMistake(mistakes, document);
  // The schema has just accepted it.
  const { cases } = document.value as { readonly cases: readonly JsonObject[] };
  const taken = new Set(known);
  const parsed: Case[] = [];
  for (const [index, value] of cases.entries()) {
    const one = caseOf(value);
    if (taken.has(one.id))
      throw mistakeAt(document, placeOf(document, ["cases", index, "id"]), {
        code: "case-id-taken",
        text: idTaken,
        args: { id: one.id },
      });
    taken.add(one.id);
    await checkCase(one, { document, path: ["cases", index], registry });
    parsed.push(one);
  }
  return parsed;
}

function caseOf({ title, proves, expect, ...rest }: JsonObject): Case {
  const id = String(rest.id);
  const own = textOf(title ?? id);
  return {
    // The schema describes the same keys and types.
    ...(rest as unknown as Omit<Case, "title" | "proves" | "expect" | "suite">),
    suite: id.split("/")[0] ?? "",
    title: own,
    proves: proves === undefined ? own : textOf(proves),
    expect: (expect ?? []) as unknown as Case["expect"],
  };
}

function textOf(value: JsonValue): Text {
  return isObject(value)
    ? { zh: braceless(String(value.zh)), en: braceless(String(value.en)) }
    : { zh: braceless(String(value)), en: braceless(String(value)) };
}

/** A brace would begin a placeholder, which these sentences do not have. */
function braceless(sentence: string): string {
  return visible(sentence).replaceAll("{", "(").replaceAll("}", ")");
}

/** The one that stands first in the file; what is missing may only be misspelt, and comes last. */
function firstMistake(mistakes: readonly SchemaMistake[], document: ConfigDocument): AppError {
  const placed = mistakes.map((mistake) => {
    const at = pointerTokens(mistake.instancePath);
    const extra = mistake.keyword === "additionalProperties" ? [String(mistake.params.additionalProperty)] : [];
    return { mistake, at, place: placeOf(document, [...at, ...extra]), rank: mistake.keyword === "required" ? 1 : 0 };
  });
  const [first] = placed.toSorted(
    (a, b) => a.rank - b.rank || a.place.line - b.place.line || a.place.column - b.place.column,
  );
  if (!first) throw new Error("A refused file without a mistake.");
  const { text, args } = wordsFor(first.mistake, first.at);
  return mistakeAt(document, first.place, { code: "case-malformed", text, args });
}

function wordsFor({ keyword, params, message }: SchemaMistake, at: readonly string[]): { text: Text; args: TextArgs } {
  const key = visible(at.join(".")) || ".";
  if (keyword === "additionalProperties") {
    const extra = String(params.additionalProperty);
    const [hint] = nearest(extra, keysAt(at), 1);
    const args = { key: visible(extra), hint: hint ?? "", all: keysAt(at).join(", ") };
    return { text: hint ? unknownWithHint : unknown, args };
  }
  if (keyword === "required") return { text: missing, args: { key, missing: String(params.missingProperty) } };
  if (keyword === "enum") return { text: choice, args: { key, allowed: namesOf(params.allowedValues) } };
  if (keyword === "type") return { text: type, args: { key, type: namesOf(params.type) } };
  if (keyword === "minProperties" || keyword === "maxProperties")
    return { text: exactlyOne, args: { key, all: keysAt(at).join(", ") } };
  return { text: wrong, args: { key, detail: message ?? keyword } };
}

function namesOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(", ") : String(value);
}

/** The keys that the schema knows at a place of a file. */
function keysAt(at: readonly string[]): readonly string[] {
  let current: JsonValue | undefined = caseSchema.schema;
  for (const step of at) {
    if (!isObject(current)) return [];
    const properties: JsonObject = isObject(current.properties) ? current.properties : {};
    current = Object.hasOwn(properties, step) ? properties[step] : (current.items ?? current.additionalProperties);
  }
  return isObject(current) && isObject(current.properties) ? Object.keys(current.properties) : [];
}

const idTaken: Text = { zh: "已经有用例 {id}。请换一个 ID。", en: "there is a case {id} already. Choose another id." };
const unknownWithHint: Text = {
  zh: "这里没有 {key}。最接近的是 {hint}。",
  en: "there is no {key} here. The nearest one is {hint}.",
};
const unknown: Text = {
  zh: "这里没有 {key}。可以是：{all}。",
  en: "there is no {key} here. What can stand here: {all}.",
};
const missing: Text = { zh: "{key} 里缺少 {missing}。", en: "{missing} is missing in {key}." };
const choice: Text = { zh: "{key} 只能是：{allowed}。", en: "{key} can be one of: {allowed}." };
const type: Text = { zh: "{key} 的类型应为 {type}。", en: "{key} must be of type {type}." };
const exactlyOne: Text = { zh: "{key} 要有且只有其中一项：{all}。", en: "{key} takes exactly one of: {all}." };
const wrong: Text = { zh: "{key} 的值不对（{detail}）。", en: "the value of {key} is wrong ({detail})." };

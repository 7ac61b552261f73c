import { type Field, fieldAt } from "../../core/fields.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { parsePath, toPointer } from "../../core/pointer.js";
import { AppError } from "../../core/problem.js";
import type { Text, TextArgs } from "../../core/text.js";
import type { Assignment } from "../../engine/assign.js";
import { messageOf } from "../../engine/schema/messages.js";
import { findMistakes, type PlacedMistake } from "../../engine/schema/mistakes.js";
import { clearPayload, type Draft, generated, type Maker, valueAt, withAnswer } from "./draft.js";
import { previewOf } from "./preview.js";
import type { LineCheck, Prompter, Reply } from "./prompts.js";
import { notSent, typedText } from "./value-text.js";

type T = (text: Text, args?: TextArgs) => string;

export type FieldDeps = { readonly prompter: Prompter; readonly make: Maker; readonly t: T };

type Place = { readonly canGoBack: boolean; readonly step?: { readonly at: number; readonly of: number } };

/** Asks for one field and gives the draft with the answer; an answer that changes nothing leaves no trace. */
export async function askField(draft: Draft, path: string, place: Place, deps: FieldDeps): Promise<Reply<Draft>> {
  const { t, make, prompter } = deps;
  const field = fieldAt(draft.definition.request.schema, path);
  const base = withAnswer(draft, path, undefined);
  const fallback = valueAt(clearPayload(generated(base, make)), path);
  const current = valueAt(clearPayload(generated(draft, make)), path);
  const question = {
    title: titleOf(path, field, place, t),
    name: field ? t(field.title) : path,
    help: helpOf(field, path, t),
    canGoBack: place.canGoBack,
  };
  const after = (answer: Assignment | undefined): Draft => withAnswer(base, path, answer);

  const options = field ? optionsOf(field, current) : [];
  if (options.length > 0) {
    const reply = await prompter.menu<JsonValue | undefined>({
      ...question,
      choices: options.map(({ value, title }) => ({
        value,
        name: value === undefined ? t(notSent) : typedText(value),
        ...(title ? { note: t(title) } : {}),
      })),
      initial: Math.max(
        0,
        options.findIndex(({ value }) => value === current),
      ),
      preview: (value) => checkOf(after(chosen(path, value, fallback)), base, path, deps),
    });
    return reply.kind === "back" ? reply : { kind: "value", value: after(chosen(path, reply.value, fallback)) };
  }
  const typed = (text: string): Assignment | undefined => answerOf(path, text, field, fallback);
  const reply = await prompter.line({
    ...question,
    initial: typedText(current),
    check: (text) => checkOf(after(typed(text)), base, path, deps),
  });
  return reply.kind === "back" ? reply : { kind: "value", value: after(typed(reply.value)) };
}

type Option = { readonly value: JsonValue | undefined; readonly title?: Text };

/** What a field with listed values may be; nothing for one that takes any. */
function optionsOf(field: Field, current: JsonValue | undefined): readonly Option[] {
  const listed: readonly Option[] = field.types.includes("boolean")
    ? [{ value: true }, { value: false }, ...(field.types.includes("null") ? [{ value: null }] : [])]
    : field.type === "array"
      ? []
      : (field.values ?? []);
  if (listed.length === 0) return [];
  const own = current === undefined || listed.some(({ value }) => value === current) ? [] : [{ value: current }];
  const none = field.required && current !== undefined ? [] : [{ value: undefined }];
  return [...own, ...listed, ...none];
}

function chosen(path: string, value: JsonValue | undefined, fallback: JsonValue | undefined): Assignment | undefined {
  if (value === fallback) return undefined;
  return value === undefined ? { path, unset: true } : { path, json: value };
}

/** What typed text means: the default again, leave it out, an empty text (`""`), or the value. */
function answerOf(
  path: string,
  text: string,
  field: Field | undefined,
  fallback: JsonValue | undefined,
): Assignment | undefined {
  if (text === typedText(fallback) && fallback !== "") return undefined;
  if (text === "" && field?.required !== true) return fallback === undefined ? undefined : { path, unset: true };
  const isEmptyText = text === '""' && field?.types.includes("string") === true;
  const value = isEmptyText ? "" : text;
  return value === fallback ? undefined : { path, value };
}

/** What an answer would make of the payload. */
function checkOf(next: Draft, base: Draft, path: string, { make, t }: FieldDeps): LineCheck {
  try {
    const { definition } = next;
    const result = generated(next, make);
    const payload = clearPayload(result);
    const pattern = new RegExp(`^${patternOf(path)}(/|$)`);
    const mistakes = findMistakes({ body: payload, isPlain: false }, definition.request);
    const own = mistakes.find(({ pointer }) => pattern.test(pointer));
    const [, ...wrongs] = result.notes;
    return {
      ...(own ? { problem: problemOf(own, payload, valueAt(clearPayload(generated(base, make)), path), t) } : {}),
      cautions: own ? [] : wrongs.map(({ text, args }) => t(text, args)),
      preview: previewOf(definition, payload, t, { before: clearPayload(generated(base, make)), except: path }),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: t(error.say.text, error.say.args), cautions: [], preview: [] };
  }
}

/** A wrong form is best explained by a right one. */
function problemOf(mistake: PlacedMistake, payload: JsonObject, fallback: JsonValue | undefined, t: T): string {
  if (mistake.kind === "format" && typeof fallback === "string" && fallback !== "") {
    return t(texts.wrongForm, { example: fallback });
  }
  const { text, args } = messageOf(mistake, payload);
  return t(text, args);
}

function patternOf(path: string): string {
  const pointer = toPointer(parsePath(path.replaceAll("[]", '["*"]')));
  return pointer.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("\\*", "\\d+");
}

function titleOf(path: string, field: Field | undefined, { step }: Place, t: T): string {
  const name = field ? `${t(field.title)}  ${path}` : path;
  const all = path.includes("[]") ? ` ${t(everyOne)}` : "";
  return `${step ? `[${step.at}/${step.of}] ` : ""}${name}${all}`;
}

/** What the document says about the field. */
function helpOf(field: Field | undefined, path: string, t: T): readonly string[] {
  if (!field) return [];
  const facts = [
    field.docType,
    t(field.required ? words.required : field.requiredWhen ? words.sometimes : words.optional),
    ...(field.unit ? [t(words[field.unit])] : []),
    ...(field.encrypted ? [t(words.encrypted)] : []),
    ...(field.onlyInSample ? [t(words.onlyInSample)] : []),
  ];
  const isText = field.types.includes("string");
  return [
    t(field.description),
    ...(field.requiredWhen ? [t(field.requiredWhen)] : []),
    facts.join(" · "),
    ...(field.required || (field.values && !path.includes("[]"))
      ? []
      : [t(isText ? words.leaveTextOut : words.leaveOut)]),
  ];
}

const texts = {
  wrongForm: { zh: "格式不对，应写成 {example} 这样。", en: "Not in the documented form; write it like {example}." },
} satisfies Record<string, Text>;
const everyOne = { zh: "（每一项）", en: "(every one)" };
const words = {
  required: { zh: "必填", en: "required" },
  sometimes: { zh: "条件必填", en: "required at times" },
  optional: { zh: "选填", en: "optional" },
  fen: { zh: "单位：分", en: "in fen, 1/100 of the unit" },
  seconds: { zh: "单位：秒", en: "in seconds" },
  hours: { zh: "单位：小时", en: "in hours" },
  encrypted: { zh: "请输入明文，发送时加密", en: "type it in clear text, it is sent encrypted" },
  onlyInSample: { zh: "只在示例里出现", en: "only in the document's sample" },
  leaveOut: { zh: "留空表示不发送。", en: "Empty leaves it out." },
  leaveTextOut: { zh: '留空表示不发送；输入 "" 发送空文本。', en: 'Empty leaves it out; "" sends an empty text.' },
} satisfies Record<string, Text>;

import type { CallbackDefinition } from "../../core/callback.js";
import { isObject, type JsonObject, stringifyJson } from "../../core/json.js";
import { encodeAs, parseJsonText, removeFrom, replaceAt } from "../../core/json-text.js";
import { AppError } from "../../core/problem.js";
import { seededRandom } from "../../core/random.js";
import { type Assignment, type Edit, resolveAssignments } from "../assign.js";
import { encryptField } from "../cipher.js";
import type { Fixture, GenerateDeps, Generated, PayloadOptions } from "../generate.js";
import { changePersonal } from "../personal-fields.js";
import { overridesOf } from "./overrides.js";

/** `isClear`: a personal field that is set stays in clear text, like the others of this text. */
type TextDeps = GenerateDeps & { readonly isClear: boolean };

/**
 * A payload from saved text. Nothing follows from a change, and every byte that no change names stays, unless an encoding was
 * asked for. Its personal fields are taken to be as they should go out; one that is set is encrypted.
 */
export function editedText(
  definition: CallbackDefinition,
  { name, text }: Fixture,
  options: PayloadOptions,
  deps: TextDeps,
): Generated {
  readObject(name, text);
  const asked: readonly Assignment[] = [...overridesOf(definition, options.merchant), ...(options.assignments ?? [])];
  const edits = resolveAssignments(definition.request.schema, asked, { allowUnknown: options.allowUnknown });
  const edited = edits.reduce((changed, edit) => applyEdit(changed, edit, deps), text);
  const payload = readObject(name, edited);
  const { encoding } = options;
  return {
    variant: name,
    seed: options.seed,
    plain: undefined,
    payload,
    body: encoding ? encodeAs(payload, encoding, seededRandom(options.seed).fork("byte-form")) : edited,
    notes: [],
  };
}

function applyEdit(text: string, edit: Edit, { clientSecret, isClear }: TextDeps): string {
  if (edit.value === undefined) return removeFrom(text, edit.pointer);
  if (edit.isRaw || isClear) return replaceAt(text, edit.pointer, edit.text);
  const value = changePersonal(edit.value, edit.schema, (plain) => encryptField(clientSecret, plain));
  return replaceAt(text, edit.pointer, stringifyJson(value));
}

function readObject(name: string, text: string): JsonObject {
  const parsed = parseJsonText(text);
  if (parsed.ok && isObject(parsed.value)) return parsed.value;
  if (parsed.ok)
    throw new AppError({
      code: "fixture-not-object",
      category: "fixture",
      text: {
        zh: "样例 {name} 的内容不是 JSON 对象。请换成一份请求体。",
        en: "The fixture {name} does not hold a JSON object. Give the body of a request.",
      },
      args: { name },
    });
  const { line, column } = parsed.mistake;
  throw new AppError({
    code: "fixture-not-json",
    category: "fixture",
    text: {
      zh: "样例 {name} 不是合法的 JSON：第 {line} 行第 {column} 列有错误。请改正后重试。",
      en: "The fixture {name} is not valid JSON: there is a mistake at line {line}, column {column}. Correct it and try again.",
    },
    args: { name, line, column },
  });
}

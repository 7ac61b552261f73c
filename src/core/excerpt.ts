import { isExactNumber, isObject, type JsonValue, stringifyJson } from "./json.js";

const maxItems = 20;
const maxLevels = 4;
const maxCharacters = 300;

/** A copy of bounded size for a finding: long texts, lists and deep nesting end in `…`. Digits of numbers stay. */
export function clipped(value: JsonValue | undefined, levels = maxLevels): JsonValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return clipText(value, maxCharacters);
  if (typeof value !== "object") return value;
  if (isExactNumber(value)) return value.value.length > maxCharacters ? clipText(value.value, maxCharacters) : value;
  if (levels === 0) return "…";
  if (isObject(value)) return clippedObject(value, levels);
  const items = value.slice(0, maxItems).map((item) => clipped(item, levels - 1));
  return value.length > maxItems ? [...items, "…"] : items;
}

function clippedObject(value: { readonly [key: string]: JsonValue }, levels: number): JsonValue {
  const entries: [string, JsonValue][] = [];
  for (const key in value) {
    if (entries.length === maxItems) {
      entries.push(["…", "…"]);
      break;
    }
    if (Object.hasOwn(value, key)) entries.push([clipText(key, 60), clipped(value[key], levels - 1)]);
  }
  // fromEntries defines own properties, so that a key `__proto__` stays a key.
  return Object.fromEntries(entries);
}

/** `value` as one short line of JSON for a sentence; control and invisible characters are escaped. */
export function excerpt(value: JsonValue | undefined, length = 80): string {
  return visible(clipText(stringifyJson(clipped(value)), length));
}

/** Text from a stranger for a sentence: one line, at most `length` characters, nothing that moves a cursor or a letter. */
export function quote(text: string, length = 80): string {
  return visible(clipText(text.replace(/\s+/g, " ").trim(), length));
}

/** At most `length` UTF-16 units, never half a character. */
export function clipText(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const last = cut.charCodeAt(cut.length - 1);
  return `${last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut}…`;
}

const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function visible(text: string): string {
  return text.replace(hidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

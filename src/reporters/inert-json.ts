import { type JsonValue, stringifyJson } from "../core/json.js";
import { hiddenCharacters, logCommand } from "./visible-text.js";

/**
 * JSON text with the same value, in which every character that a terminal or a CI log could act on is a `\u` escape.
 * Digits of big numbers stay.
 */
export function inertJson(value: JsonValue, indent?: number): string {
  return stringifyJson(value, indent).replace(hidden, escapeUnits).replace(logCommand, "\\u0023");
}

// JSON text has none of these outside strings.
const hidden = new RegExp(`[${hiddenCharacters}]`, "gu");

function escapeUnits(characters: string): string {
  let escaped = "";
  for (let i = 0; i < characters.length; i++) {
    escaped += `\\u${characters.charCodeAt(i).toString(16).padStart(4, "0")}`;
  }
  return escaped;
}

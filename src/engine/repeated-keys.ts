import { isObject, type JsonValue } from "../core/json.js";

/** Whether an object in `text` has a key twice, so that `value`, parsed from it, has fewer members than the text has keys. */
export function hasRepeatedKeys(text: string, value: JsonValue): boolean {
  return keysIn(text) !== membersOf(value);
}

/** Colons outside strings: one for each key of valid JSON. */
function keysIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3a) count++;
    else if (code === 0x22) at = endOfString(text, at);
  }
  return count;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}

function membersOf(value: JsonValue): number {
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += membersOf(item);
  else if (isObject(value)) for (const key of Object.keys(value)) count += 1 + membersOf(value[key] ?? null);
  return count;
}

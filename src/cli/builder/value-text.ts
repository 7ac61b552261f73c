import type { Field } from "../../core/fields.js";
import { type JsonValue, stringifyJson } from "../../core/json.js";
import type { Text } from "../../core/text.js";
import { visibleLine } from "../../reporters/visible-text.js";

/** A value as it is typed: text without quotes, everything else as JSON, nothing for a field that is not there. */
export function typedText(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : stringifyJson(value);
}

/** A value as it is read in a preview, with what it means where the catalogue says so. */
export function readText(
  value: JsonValue | undefined,
  field: Field | undefined,
  currency: string,
  t: (text: Text) => string,
): string {
  if (value === undefined) return t(notSent);
  const text = visibleLine(typedText(value));
  if (text === "") return '""';
  const meaning = field?.values?.find((known) => known.value === value)?.title;
  if (meaning) return `${text} ${t(meaning)}`;
  return field?.unit === "fen" && currency === "CNY" && isWhole(value) ? `${text} (¥${yuan(text)})` : text;
}

export const notSent: Text = { zh: "（不发送）", en: "(not sent)" };

function isWhole(value: JsonValue): boolean {
  return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
}

/** Hundredths to units without going through a double. */
function yuan(fen: string): string {
  const digits = fen.replace("-", "").padStart(3, "0");
  return `${fen.startsWith("-") ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

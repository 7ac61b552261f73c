import type { MessageSchema } from "../../core/callback.js";
import { integerOf } from "../../core/integer.js";
import type { JsonObject } from "../../core/json.js";
import type { Breach } from "../../core/rule.js";
import { reportMistake, type SchemaOutcome, type SchemaReport } from "./judge-schema.js";
import { findMistakes, type PlacedMistake } from "./mistakes.js";
import { viewAnswer } from "./view.js";

/**
 * Judges a bare answer: `data.error_code` must be an int, nothing else is asked. A refusal that is so bare that even `data`
 * is left out is odd rather than wrong: the documents show no answer to a request that should never have been made.
 */
export function judgeEnvelope(raw: JsonObject, message: MessageSchema, report: SchemaReport): SchemaOutcome {
  const view = viewAnswer(raw, message.schema);
  const mistakes = findMistakes(view, message).filter(({ pointer }) => isEnvelope(pointer));
  const tell: SchemaReport = isWithoutData(raw, mistakes)
    ? (rule, breach) => report(rule, withoutData(breach))
    : report;
  for (const mistake of mistakes) reportMistake(mistake, view.body, message.schema, tell);
  return { body: view.body, refused: mistakes.map(({ pointer }) => pointer), unreadable: mistakes[0] };
}

function isEnvelope(pointer: string): boolean {
  return pointer === "/data" || pointer === "/data/error_code";
}

function isWithoutData({ error_code: code }: JsonObject, [first]: readonly PlacedMistake[]): boolean {
  const refusal = integerOf(code);
  return first?.pointer === "/data" && first.kind === "required" && refusal !== undefined && refusal !== 0;
}

function withoutData(breach: Breach): Breach {
  return { ...breach, severity: "warning", message: { text: besideData } };
}

const besideData = {
  zh: "error_code 在最外层，没有 data 对象。平台读取的是 data.error_code，请把它放进 data。",
  en: "error_code stands at the outermost level, without the data object. The platform reads data.error_code; put it there.",
};

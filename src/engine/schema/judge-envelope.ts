import type { MessageSchema } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import { reportMistake, type SchemaOutcome, type SchemaReport } from "./judge-schema.js";
import { findMistakes } from "./mistakes.js";
import { viewAnswer } from "./view.js";

/** Judges a bare answer: `data.error_code` must be an int, nothing else is asked. */
export function judgeEnvelope(raw: JsonObject, message: MessageSchema, report: SchemaReport): SchemaOutcome {
  const view = viewAnswer(raw, message.schema);
  const mistakes = findMistakes(view, message).filter(({ pointer }) => isEnvelope(pointer));
  for (const mistake of mistakes) reportMistake(mistake, view.body, message.schema, report);
  return { body: view.body, refused: mistakes.map(({ pointer }) => pointer), unreadable: mistakes[0] };
}

function isEnvelope(pointer: string): boolean {
  return pointer === "/data" || pointer === "/data/error_code";
}

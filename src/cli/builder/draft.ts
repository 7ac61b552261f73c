import type { CallbackDefinition } from "../../core/callback.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { getAt, parsePath, toPointer } from "../../core/pointer.js";
import type { Assignment } from "../../engine/assign.js";
import type { Generated, PayloadOptions } from "../../engine/generate.js";

/** A payload in the making: where it starts from, and what was answered since. A path may hold `[]` for every element. */
export type Draft = {
  readonly definition: CallbackDefinition;
  readonly options: PayloadOptions;
  readonly answers: readonly Assignment[];
};

export type Maker = (options: PayloadOptions) => Generated;

/** The payload as it stands. Throws `AppError` for an answer that the catalogue refuses. */
export function generated(draft: Draft, make: Maker): Generated {
  return make({ ...draft.options, assignments: assignmentsOf(draft, make) });
}

/** The payload in clear text as far as it is known; a saved one keeps what it had encrypted. */
export function clearPayload({ plain, payload }: Generated): JsonObject {
  return plain ?? payload;
}

/** Every change since the start, `[]` spelt out for the elements that there are. */
export function assignmentsOf({ options, answers }: Draft, make: Maker): readonly Assignment[] {
  const assignments = [...(options.assignments ?? [])];
  for (const answer of answers) assignments.push(...spellOut(answer, () => make({ ...options, assignments })));
  return assignments;
}

/** The draft with an answer in place of an earlier one about the same field; without any when `answer` is undefined. */
export function withAnswer(draft: Draft, path: string, answer: Assignment | undefined): Draft {
  const others = draft.answers.filter((known) => known.path !== path);
  return { ...draft, answers: answer ? [...others, answer] : others };
}

/** The value of a field; of the first element where the path says every one. */
export function valueAt(payload: JsonValue, path: string): JsonValue | undefined {
  return getAt(payload, toPointer(parsePath(path.replaceAll("[]", "[0]"))));
}

function spellOut(answer: Assignment, soFar: () => Generated): readonly Assignment[] {
  const at = answer.path.indexOf("[]");
  if (at < 0) return [answer];
  const list = valueAt(clearPayload(soFar()), answer.path.slice(0, at));
  if (!Array.isArray(list)) return [];
  const [head, tail] = [answer.path.slice(0, at), answer.path.slice(at + 2)];
  return list.flatMap((_, index) => spellOut({ ...answer, path: `${head}[${index}]${tail}` }, soFar));
}

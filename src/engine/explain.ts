import type { Conflict } from "../core/catalogue.js";
import { nearest } from "../core/nearest.js";
import { type FieldRow, fieldRows, type MessagePart } from "./catalogue.js";
import type { ExplainSources, Explanation, OperationMessages } from "./explanation.js";
import {
  explainCallback,
  explainCase,
  explainConflict,
  explainErrorCode,
  explainExitCode,
  explainField,
  explainLaw,
  explainPlatformCode,
  explainRule,
  explainVariant,
} from "./explanations.js";

/**
 * Explains a rule, law, case, error code (`7`, `error/7`), platform code, field (`CALLBACK daily_rates[].currency`,
 * `CALLBACK.request.daily_rates[].currency`), conflict (`conflict/7`, `conflict/open-id-place`), exit code (`exit/3`),
 * callback or variant (`CALLBACK/hourly`). Gives the nearest known ids when there is no such thing.
 */
export function explain(id: string, sources: ExplainSources): Explanation | { readonly nearest: readonly string[] } {
  const word = id.trim().replace(/\s+/g, " ");
  return byNumber(word, sources) ?? byId(word, sources) ?? byField(word, sources) ?? { nearest: near(word, sources) };
}

function byNumber(word: string, sources: ExplainSources): Explanation | undefined {
  const match = /^(?:(exit|error|conflict|platform)\/)?(\d{1,9})$/.exec(word);
  if (!match) return undefined;
  const number = Number(match[2]);
  const kind = match[1];
  if (kind === "exit")
    return present(
      sources.exitCodes.find(({ code }) => code === number),
      explainExitCode,
    );
  if (kind === "conflict") return conflict(sources, (candidate) => candidate.number === number);
  const error = sources.errorCodes.find(({ code }) => code === number);
  if (kind !== "platform" && error) return explainErrorCode(error, sources);
  if (kind === "error") return undefined;
  return present(
    sources.platformCodes?.find(({ code }) => code === number),
    explainPlatformCode,
  );
}

function byId(word: string, sources: ExplainSources): Explanation | undefined {
  const rule = sources.rules.find((candidate) => candidate.id === word);
  if (rule) return explainRule(rule, sources);
  const law = sources.definitions.flatMap(({ laws }) => laws).find((candidate) => candidate.id === word);
  if (law) return explainLaw(law);
  const found = sources.cases?.find((candidate) => candidate.id === word);
  if (found) return explainCase(found);
  const definition = sources.definitions.find((candidate) => candidate.id === word);
  if (definition) return explainCallback(definition);
  const variant = variantNamed(word, sources);
  return variant ?? conflict(sources, (candidate) => candidate.id === word.replace(/^conflict\//, ""));
}

function variantNamed(word: string, { definitions }: ExplainSources): Explanation | undefined {
  for (const definition of definitions) {
    const variant = definition.variants.find(({ name }) => word === `${definition.id}/${name}`);
    if (variant) return explainVariant(definition.id, variant);
  }
  return undefined;
}

function conflict(sources: ExplainSources, test: (conflict: Conflict) => boolean): Explanation | undefined {
  return present(sources.conflicts.find(test), (found) => explainConflict(found, sources.readings?.[found.id]));
}

function byField(word: string, sources: ExplainSources): Explanation | undefined {
  const { message, part, path } = readFieldName(word, sources);
  const wanted = path.replace(/\[\d*\]/g, "[]");
  const matches = allFields(sources).filter(
    (field) =>
      (message === undefined || field.message === message) &&
      (part === undefined || field.part === part) &&
      (field.path === wanted || field.path === `data.${wanted}`),
  );
  const [first, ...others] = matches;
  return first && explainField(first, others, sources);
}

type FieldName = { readonly message?: string; readonly part?: MessagePart; readonly path: string };

/** `create-order request.order_id`, `create-order.order_id`, `response.order_id` and `order_id` all name fields. */
function readFieldName(word: string, sources: ExplainSources): FieldName {
  const message = messagesOf(sources).find(({ id }) => word.startsWith(`${id} `) || word.startsWith(`${id}.`))?.id;
  const rest = message === undefined ? word : word.slice(message.length + 1);
  const part = (["request", "response"] as const).find((name) => rest.startsWith(`${name}.`));
  return {
    ...(message === undefined ? {} : { message }),
    ...(part === undefined ? {} : { part }),
    path: part === undefined ? rest : rest.slice(part.length + 1),
  };
}

function near(word: string, sources: ExplainSources): readonly string[] {
  const named = [
    ...sources.rules.map(({ id }) => id),
    ...(sources.cases ?? []).map(({ id }) => id),
    ...sources.definitions.flatMap(({ id, variants, laws }) => [
      id,
      ...variants.map(({ name }) => `${id}/${name}`),
      ...laws.map((law) => law.id),
    ]),
    ...sources.conflicts.flatMap(({ id, number }) => [`conflict/${id}`, `conflict/${number}`]),
    ...sources.errorCodes.map(({ code }) => `error/${code}`),
    ...sources.exitCodes.map(({ code }) => `exit/${code}`),
  ];
  const { message, part, path } = readFieldName(word, sources);
  const paths = allFields(sources)
    .filter((field) => (message ?? field.message) === field.message && (part ?? field.part) === field.part)
    .map((field) => field.path);
  const fields = nearest(path, paths, 3).flatMap((hit) => {
    const field = allFields(sources).find(
      (candidate) => candidate.path === hit && (message ?? candidate.message) === candidate.message,
    );
    return field ? [`${field.message} ${field.path}`] : [];
  });
  const ids = nearest(word, named, 3);
  return (message === undefined ? [...ids, ...fields] : [...fields, ...ids]).slice(0, 3);
}

function allFields(sources: ExplainSources): readonly FieldRow[] {
  return messagesOf(sources).flatMap(fieldRows);
}

function messagesOf({ definitions, operations = [] }: ExplainSources): readonly OperationMessages[] {
  return [...definitions, ...operations];
}

function present<T, R>(value: T | undefined, show: (value: T) => R): R | undefined {
  return value === undefined ? undefined : show(value);
}

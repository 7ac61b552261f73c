import { stringifyJson } from "../../core/json.js";
import type { Assignment } from "../../engine/assign.js";
import { assignmentsOf, type Draft, type Maker } from "./draft.js";

type Options = Readonly<Record<string, unknown>>;

/** What the flags of the builder say about the payload's origin, as words. */
export type Origin = {
  readonly seed: string;
  readonly now: string;
  /** The earlier order's id. */
  readonly earlier?: string;
};

/** The arguments of `send` that make the same bytes, and send them to the same place. */
export function sendWords(draft: Draft, origin: Origin, options: Options, make: Maker): readonly string[] {
  const { definition, options: payload } = draft;
  const start =
    typeof options.fixture === "string"
      ? ["--fixture", options.fixture]
      : ["--variant", payload.variant ?? definition.defaultVariant, "--seed", origin.seed, "--now", origin.now];
  return [
    definition.id,
    ...start,
    ...(origin.earlier === undefined ? [] : ["--for", origin.earlier]),
    ...assignmentsOf(draft, make).flatMap(wordsOf),
    ...(payload.allowUnknown ? ["--allow-unknown"] : []),
    ...(payload.plain ? ["--plain"] : []),
    ...(payload.encoding ? ["--encoding", payload.encoding] : []),
    ...targetWords(options),
  ];
}

function wordsOf(assignment: Assignment): readonly string[] {
  const { path } = assignment;
  if ("unset" in assignment) return ["--unset", path];
  if ("raw" in assignment) return ["--set", `${path}:=${assignment.raw}`];
  if ("value" in assignment) return ["--set", `${path}=${assignment.value}`];
  const { json } = assignment;
  return ["--set", `${path}=${typeof json === "string" ? json : stringifyJson(json)}`];
}

/** The flags that say where and as whom to send. */
function targetWords(options: Options): readonly string[] {
  return [
    ...Object.entries(texts).flatMap(([name, flag]) =>
      typeof options[name] === "string" ? [flag, options[name]] : [],
    ),
    ...(Array.isArray(options.header) ? options.header.flatMap((header) => ["--header", String(header)]) : []),
    ...Object.entries(switches).flatMap(([name, flag]) => (options[name] === true ? [flag] : [])),
    ...(options.journal === false ? ["--no-journal"] : []),
  ];
}

const texts = {
  config: "--config",
  profile: "--profile",
  endpoint: "--endpoint",
  clientKey: "--client-key",
  clientSecretFile: "--client-secret-file",
  timeout: "--timeout",
} as const;
const switches = { insecure: "--insecure", allowLinkLocal: "--allow-link-local" } as const;

import type { Argument, Option } from "commander";
import type { CallbackDefinition } from "../../core/callback.js";
import { signatureForms } from "../../core/exchange.js";
import { isObject } from "../../core/json.js";
import { byteForms } from "../../core/json-form.js";
import { allCases, allDefinitions, allRules } from "../catalogue-sources.js";
import type { Context } from "../command.js";
import { completionScripts } from "./scripts.js";

/** Stands among suggestions where names of files fit too; the shells' scripts know it. */
export const filesToo = ":files";

/** Where on the command line something is suggested. */
export type Place = {
  readonly context: Context;
  /** The command's name, empty before one is typed. */
  readonly command: string;
  readonly callback?: string;
  /** What is typed of the word so far. */
  readonly partial: string;
};

type Provider = (place: Place) => Promise<readonly string[]> | readonly string[];

/** What an option may be given. */
export async function optionValues({ long, flags, argChoices }: Option, place: Place): Promise<readonly string[]> {
  const provider = byOption[`${place.command} ${long}`] ?? byOption[long ?? ""];
  const values = provider ? await provider(place) : (argChoices ?? []);
  return /<.*file/.test(flags) || long === "--out" ? [...values, filesToo] : values;
}

/** What an argument may be: what is known by its command and name, or the choices that its description lists. */
export async function argumentValues(argument: Argument, place: Place): Promise<readonly string[]> {
  const name = argument.name();
  const provider = byArgument[`${place.command} ${name}`] ?? byArgument[name];
  if (provider) return provider(place);
  if (/file/.test(name)) return [filesToo];
  return /^[\w-]+( ?\| ?[\w-]+)+$/.test(argument.description) ? argument.description.split(/ ?\| ?/) : [];
}

const caseWords: Provider = async () => {
  const cases = await allCases();
  return [...new Set(cases.map((row) => row.suite)), ...cases.map((row) => row.id)];
};

/** The definitions in question: the one that is named, else all of them. */
const definitionsOf = ({ context: { registry }, callback }: Place): Promise<readonly CallbackDefinition[]> =>
  Promise.all((callback === undefined ? registry.ids : [callback]).map((id) => registry.load(id)));

/** Paths with the list indexes that were typed, 0 where none was. */
const fieldPaths: Provider = async (place) => {
  const { listFields } = await import("../../core/fields.js");
  const typed = Array.from(place.partial.matchAll(/\[(\d+)\]/g), ([, index]) => index);
  return (await definitionsOf(place)).flatMap(({ request }) =>
    listFields(request.schema).map(({ path }) => {
      let depth = 0;
      return path.replace(/\[\]/g, () => `[${typed[depth++] ?? 0}]`);
    }),
  );
};

/** `path=`, and behind it the values that the document lists. */
const assignments: Provider = async (place) => {
  const [path = "", ...value] = place.partial.split("=");
  if (value.length === 0) return (await fieldPaths(place)).map((known) => `${known}=`);
  const { fieldAt } = await import("../../core/fields.js");
  const fields = (await definitionsOf(place)).flatMap(({ request }) => fieldAt(request.schema, path) ?? []);
  return fields.flatMap((field) => {
    const listed = field.types.includes("boolean") ? [true, false] : (field.values ?? []).map((known) => known.value);
    return listed.map((known) => `${path}=${known}`);
  });
};

const knownOrderIds: Provider = async ({ context, callback }) => {
  if (callback === undefined) return ["last"];
  const { knownOrders } = await import("../earlier-order.js");
  const orders = await knownOrders(await context.registry.load(callback), context);
  return ["last", ...orders.map(({ id }) => id)];
};

const exchangeIds: Provider = async ({ context }) => {
  const { journalEntries } = await import("../journal/journal-entries.js");
  return ["last", ...(await journalEntries(context)).map(({ id }) => id)];
};

const byOption: Readonly<Record<string, Provider>> = {
  "--lang": () => ["zh", "en"],
  "--signature": () => signatureForms,
  "--encoding": () => byteForms,
  "--fail-on": () => ["error", "warning"],
  "--retry": () => ["documented", "observed", "none"],
  "--variant": async (place) =>
    (await definitionsOf(place)).flatMap(({ variants }) => variants.map(({ name }) => name)),
  "--fixture": async (place) => {
    const { fixtureNames } = await import("../fixture-file.js");
    return (await definitionsOf(place)).flatMap(({ id }) => fixtureNames(id));
  },
  "--set": assignments,
  "--unset": fieldPaths,
  "test --endpoint": ({ context }) => context.registry.ids.map((id) => `${id}=`),
  "--only": caseWords,
  "--skip": caseWords,
  "--reporter": async () => Object.keys((await import("../../reporters/registry.js")).reporters),
  "--design": async () => (await import("../../mocks/merchant/designs.js")).designs.map(({ name }) => name),
  "--fault": async () => (await import("../../mocks/merchant/faults.js")).faults.map(({ id }) => id),
  "--for": knownOrderIds,
  "--profile": profileNames,
};

const byArgument: Readonly<Record<string, Provider>> = {
  callback: ({ context }) => context.registry.ids,
  "catalog what": () => ["callbacks", "fields", "errors", "rules", "cases", "conflicts", "variants"],
  "explain id": async ({ context }) => {
    const definitions = await allDefinitions(context);
    const { errorCodes } = await import("../../generated/error-codes.js");
    const { conflicts } = await import("../../generated/conflicts.js");
    return [
      ...(await allRules(definitions)).map(({ id }) => id),
      ...(await allCases()).map(({ id }) => id),
      ...errorCodes.map(({ code }) => `error/${code}`),
      ...conflicts.map(({ id }) => `conflict/${id}`),
      ...definitions.map(({ id }) => id),
    ];
  },
  "log id": exchangeIds,
  "resend id": exchangeIds,
  "export kind": () => ["openapi", "artillery"],
  "completion shell": () => Object.keys(completionScripts),
};

async function profileNames({ context }: Place): Promise<readonly string[]> {
  const { readProfiles } = await import("../load-settings.js");
  const profiles = await readProfiles(context.env, context.cwd);
  return isObject(profiles) ? Object.keys(profiles) : [];
}

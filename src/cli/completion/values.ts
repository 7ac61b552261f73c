import type { Option } from "commander";
import { isObject } from "../../core/json.js";
import { allCases, allDefinitions, allRules } from "../catalogue-sources.js";
import type { Context } from "../command.js";
import { completionScripts } from "./scripts.js";

type Provider = (context: Context, callback: string | undefined) => Promise<readonly string[]> | readonly string[];

/** What an option may be given, by its long name. */
export async function optionValues(
  option: Option,
  callback: string | undefined,
  context: Context,
): Promise<readonly string[]> {
  const provider = option.long ? byOption[option.long] : undefined;
  return provider ? provider(context, callback) : (option.argChoices ?? []);
}

/** What an argument may be, by the command and the argument's name. */
export async function argumentValues(
  command: string,
  argument: string,
  callback: string | undefined,
  context: Context,
): Promise<readonly string[]> {
  const provider = byArgument[`${command} ${argument}`] ?? byArgument[argument];
  return provider ? provider(context, callback) : [];
}

const caseWords: Provider = async () => {
  const cases = await allCases();
  return [...new Set(cases.map((row) => row.suite)), ...cases.map((row) => row.id)];
};

const fieldPaths = async ({ registry }: Context, callback: string | undefined): Promise<readonly string[]> => {
  if (callback === undefined || !registry.ids.includes(callback)) return [];
  const { listFields } = await import("../../core/fields.js");
  return listFields((await registry.load(callback)).request.schema).map((field) => field.path.replaceAll("[]", "[0]"));
};

const byOption: Readonly<Record<string, Provider>> = {
  "--lang": () => ["zh", "en"],
  "--signature": () => [
    "valid",
    "missing",
    "wrong-secret",
    "tampered-body",
    "tampered-query",
    "swapped-key",
    "old-only",
    "new-only",
  ],
  "--encoding": () => ["compact", "spaced", "escaped", "shuffled"],
  "--fail-on": () => ["error", "warning"],
  "--retry": () => ["documented", "observed", "none"],
  "--variant": async ({ registry }, callback) =>
    callback !== undefined && registry.ids.includes(callback)
      ? (await registry.load(callback)).variants.map(({ name }) => name)
      : [],
  "--set": async (context, callback) => (await fieldPaths(context, callback)).map((path) => `${path}=`),
  "--unset": fieldPaths,
  "--only": caseWords,
  "--skip": caseWords,
  "--reporter": async () => Object.keys((await import("../../reporters/registry.js")).reporters),
  "--design": async () => (await import("../../mocks/merchant/designs.js")).designs.map(({ name }) => name),
  "--fault": async () => (await import("../../mocks/merchant/faults.js")).faults.map(({ id }) => id),
  "--for": () => ["last"],
  "--profile": profileNames,
};

const byArgument: Readonly<Record<string, Provider>> = {
  callback: ({ registry }) => registry.ids,
  "catalog what": () => ["callbacks", "fields", "errors", "rules", "cases", "conflicts", "variants"],
  "explain id": async (context) => {
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
  "completion shell": () => Object.keys(completionScripts),
};

async function profileNames(context: Context): Promise<readonly string[]> {
  const { readProfiles } = await import("../load-settings.js");
  const profiles = await readProfiles(context.env, context.cwd);
  return isObject(profiles) ? Object.keys(profiles) : [];
}

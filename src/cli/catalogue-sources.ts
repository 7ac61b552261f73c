import type { CallbackDefinition } from "../core/callback.js";
import type { RuleBase } from "../core/rule.js";
import type { CaseRow } from "../engine/catalogue.js";
import type { ExplainSources } from "../engine/explanation.js";
import type { Context } from "./command.js";
import { exitCodes } from "./exit.js";

/** Every definition of the registry, loaded. */
export function allDefinitions({ registry }: Pick<Context, "registry">): Promise<readonly CallbackDefinition[]> {
  return Promise.all(registry.ids.map((id) => registry.load(id)));
}

/** Every rule of the project, in the order of the contract: transport, schema, the callbacks' own, across messages. */
export async function allRules(definitions: readonly CallbackDefinition[]): Promise<readonly RuleBase[]> {
  const [{ transportRules }, { schemaRules }, { forgeryRules }, { sequenceRules }] = await Promise.all([
    import("../engine/transport-rules.js"),
    import("../engine/schema-rules.js"),
    import("../engine/forgery-rules.js"),
    import("../cases/rules/index.js"),
  ]);
  return [
    ...transportRules,
    ...Object.values(schemaRules),
    ...definitions.flatMap(({ rules }) => rules),
    ...forgeryRules,
    ...sequenceRules,
  ];
}

/** Every contract case, and with a context those of the config's case files too. */
export async function allCases(context?: Context): Promise<readonly CaseRow[]> {
  const [{ loadCases }, { ownCases }] = await Promise.all([
    import("../cases/registry.js"),
    import("./test/own-cases.js"),
  ]);
  const builtIn = await loadCases();
  return context ? [...builtIn, ...(await ownCases([], builtIn, context))] : builtIn;
}

/** Everything that `explain` can explain. */
export async function explainSources(context: Context): Promise<ExplainSources> {
  const definitions = await allDefinitions(context);
  const [rules, cases, { errorCodes }, { platformCodes }, { conflicts }, operations] = await Promise.all([
    allRules(definitions),
    allCases(context),
    import("../generated/error-codes.js"),
    import("../generated/platform-codes.js"),
    import("../generated/conflicts.js"),
    import("../operations/registry.js").then(({ operations }) =>
      Promise.all(operations.ids.map((id) => operations.load(id))),
    ),
  ]);
  return {
    definitions,
    operations,
    rules,
    cases,
    errorCodes,
    platformCodes,
    conflicts,
    readings: await readings(context),
    exitCodes,
  };
}

/** The reading in force for every documented conflict. */
export async function readings(context: Context): Promise<Readonly<Record<string, string>>> {
  const [{ conflicts }, { readingsInForce }, { rows }] = await Promise.all([
    import("../generated/conflicts.js"),
    import("../engine/readings.js"),
    context.settings(),
  ]);
  const values = new Map(rows.map((row) => [row.key, row.value]));
  return readingsInForce(conflicts, (setting) => {
    if (values.has(setting)) return values.get(setting);
    const [map, ...rest] = setting.split(".");
    const whole = values.get(map ?? "");
    const key = rest.join(".");
    return whole !== null && typeof whole === "object" && key in whole ? Reflect.get(whole, key) : undefined;
  });
}

import type { CallbackDefinition, Registry } from "../../core/callback.js";
import { AppError } from "../../core/problem.js";
import type { Route } from "../../load/job.js";
import { chooseCallback } from "../choose-callback.js";
import type { Call, Context } from "../command.js";
import { type Credentials, resolveCredentials } from "../credentials.js";
import { startReferenceMerchant } from "../reference-merchant.js";
import { checkTargets, isLoopback } from "../target.js";
import { readEndpoints } from "../test/endpoints.js";
import { valuesOf } from "../test/flags.js";

/** What is sent, to whom. */
export type LoadTarget = {
  readonly definition: CallbackDefinition;
  readonly main: Route;
  /** The callbacks that speak of the orders of `main`. */
  readonly followers: readonly Route[];
  readonly credentials: Credentials;
  close(): Promise<void>;
};

export type PlannedLoadTarget = {
  readonly definition: CallbackDefinition;
  readonly followers: readonly CallbackDefinition[];
  readonly credentials: Credentials;
  /** Callback id → URL; undefined when the reference merchant is to be started. */
  readonly endpoints: Readonly<Record<string, string>> | undefined;
};

/** The name for orders together with what follows on them. */
export const mix = "mix";

/** The callback named by the command line, or for `mix` the one that others speak of, and those others. */
export async function chooseMain(
  name: string | undefined,
  registry: Registry,
): Promise<{ readonly definition: CallbackDefinition; readonly followers: readonly CallbackDefinition[] }> {
  const all = await Promise.all(registry.ids.map((id) => registry.load(id)));
  const followersOf = (id: string): readonly CallbackDefinition[] => all.filter(({ refersTo }) => refersTo === id);
  const spokenOf = all.find(({ id }) => followersOf(id).length > 0);
  const definition = name === mix && spokenOf ? spokenOf : await chooseCallback(name, registry, [mix]);
  return { definition, followers: followersOf(definition.id) };
}

/** Checks every target and opens nothing. Throws `AppError` (usage, secret). */
export async function planLoadTarget(
  call: Call,
  { definition, followers }: Awaited<ReturnType<typeof chooseMain>>,
  context: Context,
): Promise<PlannedLoadTarget> {
  const { settings } = await context.settings();
  const named = readEndpoints(valuesOf(call.options, "endpoint"), settings.endpoints, context.registry);
  const ids = [definition, ...followers].map(({ id }) => id);
  const urls = ids.flatMap((id) => named[id] ?? []).map((url) => new URL(url));
  await checkTargets(urls, context, call.options);
  const credentials = await resolveCredentials(call.options, context, { isLoopback: urls.every(isLoopback) });
  for (const id of ids) if (urls.length > 0 && named[id] === undefined) throw missing(id);
  return { definition, followers, credentials, endpoints: urls.length === 0 ? undefined : named };
}

/** Starts the reference merchant where no other target was planned. */
export async function openLoadTarget(
  { definition, followers, credentials, endpoints: planned }: PlannedLoadTarget,
  context: Context,
): Promise<LoadTarget> {
  const merchant = planned ? undefined : await startReferenceMerchant(credentials, context);
  const routeTo = ({ id }: CallbackDefinition): Route => ({
    callback: id,
    url: (planned ?? merchant?.endpoints)?.[id] ?? "",
  });
  return {
    definition,
    main: routeTo(definition),
    followers: followers.map(routeTo),
    credentials,
    close: async () => merchant?.close(),
  };
}

function missing(callback: string): AppError {
  return new AppError({
    code: "load-endpoint-missing",
    category: "usage",
    text: {
      zh: "没有 {callback} 的地址。请加上 --endpoint {callback}=URL。",
      en: "There is no endpoint for {callback}. Add --endpoint {callback}=URL.",
    },
    args: { callback },
  });
}

import type { MerchantFacts } from "../../core/exchange.js";
import { design } from "../../mocks/merchant/design.js";
import { type LawfulDesign, referenceDesign } from "../../mocks/merchant/designs.js";
import { referenceProvoke } from "../../mocks/merchant/provoke.js";
import type { Hooks } from "../../mocks/merchant/stages.js";
import type { Call, Context } from "../command.js";
import { type Credentials, resolveCredentials } from "../credentials.js";
import { startReferenceMerchant } from "../reference-merchant.js";
import { checkTargets, isLoopback } from "../target.js";
import { type Endpoints, readEndpoints } from "./endpoints.js";
import { type TestOptions, valuesOf } from "./flags.js";
import { localPlatform, type RunPlatform, servePlatform } from "./platform.js";

export type TestTarget = {
  readonly endpoints: Endpoints;
  readonly credentials: Credentials;
  readonly merchant: MerchantFacts;
  /** There when the merchant can call back. */
  readonly platform: RunPlatform["port"] | undefined;
  /** The merchant of this process. */
  readonly isReference: boolean;
  close(): Promise<void>;
};

/**
 * The merchant that is tested, and the platform that it calls. Without an endpoint the reference merchant is started, wired to a
 * platform in this process. Everything is checked before anything is opened. Throws `AppError` (usage, secret).
 */
export async function openTarget(
  call: Call,
  { platformPort, allowedHosts }: TestOptions,
  context: Context,
): Promise<TestTarget> {
  const { settings } = await context.settings();
  const endpoints = readEndpoints(valuesOf(call.options, "endpoint"), settings.endpoints, context.registry);
  const urls = [...new Set(Object.values(endpoints))].map((url) => new URL(url));
  await checkTargets(urls, context, call.options);
  const credentials = await resolveCredentials(call.options, context, { isLoopback: urls.every(isLoopback) });
  const served =
    platformPort === undefined
      ? undefined
      : await servePlatform({ port: platformPort, allowedHosts }, credentials, context);
  if (urls.length > 0) {
    return {
      endpoints,
      credentials,
      merchant: settings.merchant,
      platform: served?.port,
      isReference: false,
      close: async () => served?.close(),
    };
  }
  const platform = served ?? localPlatform(credentials, context);
  const merchant = await startReferenceMerchant(credentials, context, {
    design: designFor(settings.merchant),
    platform: { url: platform.port.baseUrl, call: (request) => platform.port.fetch(request) },
  });
  return {
    endpoints: merchant.endpoints,
    credentials,
    merchant: { ...settings.merchant, provoke: { ...referenceProvoke, ...settings.merchant.provoke } },
    platform: platform.port,
    isReference: true,
    async close() {
      await merchant.close();
      await platform.close();
    },
  };
}

/** As the settings declare it; what they leave open is decided later, so that the cases of callback debts have something to see. */
function designFor({ mode, confirm, cancel }: MerchantFacts): LawfulDesign {
  return design(referenceDesign.name, referenceDesign.title, {
    hooks: { decide: unhurried },
    merchant: {
      mode,
      confirm: confirm === "any" ? "async" : confirm,
      cancel: cancel === "any" ? "async" : cancel,
    },
  });
}

/** On a busy machine this process may read an answer long after it was written; the call that follows must not overtake it. */
const callAfterMs = 1000;

const unhurried: NonNullable<Hooks["decide"]> = async (decision, next) => {
  const decided = await next(decision);
  return { ...decided, owed: decided.owed.map((call) => ({ ...call, delayMs: callAfterMs })) };
};

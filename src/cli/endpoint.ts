import type { Call, Context } from "./command.js";
import { type Credentials, resolveCredentials } from "./credentials.js";
import { type RunningMerchant, startReferenceMerchant } from "./reference-merchant.js";
import { checkTarget, isLoopback, parseEndpoint } from "./target.js";

export type Endpoint = {
  readonly url: string;
  readonly credentials: Credentials;
  /** There when no endpoint was given: the reference merchant of this process. */
  readonly merchant: RunningMerchant | undefined;
  close(): Promise<void>;
};

/** Where nothing will be sent (`--dry-run`, `--curl`) and no endpoint is known. */
const placeholder = "http://127.0.0.1:8080";

export type PlannedEndpoint = {
  readonly credentials: Credentials;
  /** Undefined when the reference merchant is to be started. */
  readonly url: string | undefined;
};

/**
 * Decides where a callback goes: `--endpoint`, the config's endpoint, or the reference merchant of this process.
 * Checks the target and opens nothing. Throws `AppError` (usage, secret).
 */
export async function planEndpoint(
  callback: string,
  { options }: Call,
  context: Context,
  { sendsNothing }: { readonly sendsNothing: boolean },
): Promise<PlannedEndpoint> {
  const { settings } = await context.settings();
  const named = typeof options.endpoint === "string" ? options.endpoint : settings.endpoints[callback];
  const source = typeof options.endpoint === "string" ? "--endpoint" : `endpoints.${callback}`;
  if (named === undefined) {
    const credentials = await resolveCredentials(options, context, { isLoopback: true });
    return { credentials, url: sendsNothing ? `${placeholder}/spi/${callback}` : undefined };
  }
  const url = parseEndpoint(named, source);
  if (!sendsNothing) await checkTarget(url, context, options);
  return { credentials: await resolveCredentials(options, context, { isLoopback: isLoopback(url) }), url: named };
}

/** Starts the reference merchant where no other target was planned. */
export async function openEndpoint(
  callback: string,
  { url, credentials }: PlannedEndpoint,
  context: Context,
): Promise<Endpoint> {
  if (url !== undefined) return { url, credentials, merchant: undefined, close: async () => undefined };
  const merchant = await startReferenceMerchant(credentials, context);
  return { url: merchant.endpoints[callback] ?? "", credentials, merchant, close: () => merchant.close() };
}

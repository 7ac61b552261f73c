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

/**
 * Decides where a callback goes: `--endpoint`, the config's endpoint, or the reference merchant started here.
 * Checks the target before anything is opened. Throws `AppError` (usage, secret).
 */
export async function openEndpoint(
  callback: string,
  { options }: Call,
  context: Context,
  { sendsNothing }: { readonly sendsNothing: boolean },
): Promise<Endpoint> {
  const { settings } = await context.settings();
  const named = typeof options.endpoint === "string" ? options.endpoint : settings.endpoints[callback];
  const source = typeof options.endpoint === "string" ? "--endpoint" : `endpoints.${callback}`;
  if (named !== undefined) {
    const url = parseEndpoint(named, source);
    if (!sendsNothing) await checkTarget(url, context, options);
    const credentials = await resolveCredentials(options, context, { isLoopback: isLoopback(url) });
    return { url: named, credentials, merchant: undefined, close: async () => undefined };
  }
  const credentials = await resolveCredentials(options, context, { isLoopback: true });
  if (sendsNothing) {
    return { url: `${placeholder}/spi/${callback}`, credentials, merchant: undefined, close: async () => undefined };
  }
  const merchant = await startReferenceMerchant(credentials, context);
  return { url: merchant.endpoints[callback] ?? "", credentials, merchant, close: () => merchant.close() };
}

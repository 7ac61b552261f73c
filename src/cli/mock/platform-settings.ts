import { parseDuration } from "../../config/duration.js";
import { AppError } from "../../core/problem.js";
import type { PlatformSettings } from "../../mocks/platform/settings.js";
import type { Call, Context } from "../command.js";
import type { Credentials } from "../credentials.js";
import { readTargetOptions, retryPolicy } from "../delivery-flags.js";
import { numberFlag } from "../number-flag.js";

/** How the mock platform behaves: the config's merchant, readings and retry policy, and the flags. Throws `AppError`. */
export async function platformSettings(
  call: Call,
  context: Context,
  { clientKey, clientSecret }: Credentials,
): Promise<Omit<PlatformSettings, "endpoints">> {
  const { options } = call;
  const { settings } = await context.settings();
  const { merchant, reading, severities, readings } = settings;
  const policy = retryPolicy({ retry: options.retry ?? reading }, settings);
  return {
    ...(await readTargetOptions(call, context)),
    clientKey,
    clientSecret,
    merchant,
    reading: policy?.name === "observed" ? "observed" : reading,
    severities,
    readings,
    policy,
    timeScale: numberFlag(options, "timeScale", "--time-scale", { min: 0.001, isWhole: false }) ?? 1,
    payWithinMs: payWithin(options.payWithin),
  };
}

function payWithin(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDuration(String(text));
  if (ms !== undefined && ms > 0) return ms;
  throw new AppError({
    code: "duration-flag",
    category: "usage",
    text: {
      zh: "--pay-within 需要一个时长，例如 30m，而不是 {text}。",
      en: "--pay-within needs a duration such as 30m, not {text}.",
    },
    args: { text: String(text) },
  });
}

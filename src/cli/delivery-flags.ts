import type { Command } from "commander";
import { ownPolicies, renewalOf } from "../config/retry-policies.js";
import type { Settings } from "../config/settings.js";
import type { RetryReading } from "../core/callback.js";
import { type SignatureForm, signatureForms } from "../core/exchange.js";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";
import type { RetryPolicy } from "../core/retry-policy.js";
import { builtInPolicies } from "../engine/retry-policies.js";
import type { FailOn } from "../engine/verdict.js";
import type { Call, Context, Setup } from "./command.js";
import { collect, secretFlags } from "./common-flags.js";
import { choiceFlag, numberFlag } from "./number-flag.js";
import { parseHeader } from "./parse-header.js";

/** Flags that say where and how requests travel; shared by every command that sends. */
export function addTargetFlags(command: Command, setup: Pick<Setup, "t">): Command {
  const { t } = setup;
  return addWireFlags(
    command.option("-e, --endpoint <url>", t({ zh: "商家接口地址", en: "the merchant's endpoint" })),
    setup,
  );
}

/** As `addTargetFlags`, for the commands that send several callbacks. */
export function addTargetsFlags(command: Command, setup: Setup): Command {
  const { t, registry } = setup;
  return addWireFlags(command, setup).option(
    "-e, --endpoint <url>",
    t(
      {
        zh: "商家接口地址：一个地址用于全部回调，或 {example} 逐个指定",
        en: "the merchant's endpoint: one URL for every callback, or {example} for one",
      },
      { example: `${registry.ids[0] ?? ""}=URL` },
    ),
    collect,
  );
}

/** Flags that say how requests travel, and who sends them. */
function addWireFlags(command: Command, { t }: Pick<Setup, "t">): Command {
  return secretFlags(command, { t })
    .option(
      "--timeout <ms>",
      t({ zh: "整次收发的时限，默认 5000（假定）", en: "deadline of the whole exchange, default 5000 (assumed)" }),
    )
    .option(
      "--header <header>",
      t({ zh: "附加请求头 'Name: value'，可重复", en: "add a header 'Name: value' (repeatable)" }),
      collect,
    )
    .option("--insecure", t({ zh: "不校验 TLS 证书", en: "skip TLS checks" }))
    .option("--allow-link-local", t({ zh: "允许链路本地地址", en: "allow link-local addresses" }));
}

/** Flags that say how often and how a delivery is made. */
export function addDeliveryFlags(command: Command, setup: Pick<Setup, "t">): Command {
  const { t } = setup;
  return addTargetFlags(command, setup)
    .option(
      "--retry [policy]",
      t({
        zh: "按策略重试：documented、observed、none 或配置里的名字",
        en: "retry by a policy: documented, observed, none, or one of the config",
      }),
    )
    .option("--time-scale <n>", t({ zh: "所有等待除以 n", en: "divide every wait by n" }))
    .option("--max-attempts <n>", t({ zh: "最多发送次数", en: "at most n attempts" }))
    .option("--duplicate <n>", t({ zh: "同一订单共发送 n 次", en: "send the same order n times in all" }))
    .option("--concurrent", t({ zh: "重复的请求同时放出", en: "release the copies together" }))
    .option(
      "--hang-up [n]",
      t({
        zh: "请求体发完后断开，再重试（前 n 次）",
        en: "hang up after the body, then send again (the first n times)",
      }),
    )
    .option("--keep-alive", t({ zh: "复用连接", en: "reuse connections" }))
    .option("--signature <form>", `${signatureForms.join("|")}`)
    .option(
      "--fail-on <severity>",
      t({ zh: "error 或 warning，达到即失败", en: "error or warning: what makes it fail" }),
    );
}

export type TargetOptions = {
  readonly timeoutMs: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly insecure: boolean;
};

export type DeliveryOptions = TargetOptions & {
  readonly policy: RetryPolicy | undefined;
  readonly reading: RetryReading;
  readonly timeScale: number;
  readonly copies: number;
  readonly isConcurrent: boolean;
  readonly lostAnswers: number;
  readonly keepAlive: boolean;
  readonly signature: SignatureForm;
  readonly failOn: FailOn;
};

/** Reads the flags of `addTargetFlags`, and warns when TLS checks are off. Throws `AppError`. */
export async function readTargetOptions({ options }: Call, context: Context): Promise<TargetOptions> {
  const { settings } = await context.settings();
  const headers = Array.isArray(options.header) ? options.header.map((text) => parseHeader(String(text))) : [];
  const insecure = options.insecure === true;
  if (insecure) {
    context.warn({
      zh: "⚠ --insecure：不校验 TLS 证书，任何人都可能冒充目标。结果会注明。",
      en: "⚠ --insecure: TLS certificates are not checked, anybody could pose as the target. The result says so.",
    });
  }
  return {
    timeoutMs: numberFlag(options, "timeout", "--timeout", { max: 600_000 }) ?? settings.timeoutMs,
    headers,
    insecure,
  };
}

/** Reads the flags of `addDeliveryFlags`. Throws `AppError`. */
export async function readDeliveryOptions(call: Call, context: Context): Promise<DeliveryOptions> {
  const { options } = call;
  const { settings } = await context.settings();
  const policy = retryPolicy(options, settings);
  return {
    ...(await readTargetOptions(call, context)),
    policy,
    reading: policy?.name === "observed" ? "observed" : settings.reading,
    timeScale: numberFlag(options, "timeScale", "--time-scale", { min: 0.001, isWhole: false }) ?? 1,
    copies: numberFlag(options, "duplicate", "--duplicate", { max: 1000 }) ?? 1,
    isConcurrent: options.concurrent === true,
    lostAnswers: options.hangUp === true ? 1 : (numberFlag(options, "hangUp", "--hang-up", { max: 50 }) ?? 0),
    keepAlive: options.keepAlive === true,
    signature: choiceFlag(options, "signature", "--signature", signatureForms) ?? "valid",
    failOn: choiceFlag(options, "failOn", "--fail-on", ["error", "warning"]) ?? "error",
  };
}

/** Without `--retry` there is one attempt; plain `--retry` is the documented policy. */
export function retryPolicy(options: Readonly<Record<string, unknown>>, settings: Settings): RetryPolicy | undefined {
  const wanted = options.retry === true ? "documented" : options.retry;
  const maxAttempts = numberFlag(options, "maxAttempts", "--max-attempts", { max: 100 });
  if (wanted === undefined || wanted === "none") return undefined;
  const known = [
    ...ownPolicies(settings.retry),
    ...builtInPolicies.map((policy) => ({ ...policy, renew: renewalOf(settings.retry) })),
  ];
  const policy = known.find(({ name }) => name === wanted);
  if (policy) return maxAttempts === undefined ? policy : { ...policy, maxAttempts, maxAttemptsByCode: {} };
  const names = ["none", ...known.map(({ name }) => name)];
  const [hint] = nearest(String(wanted), names, 1);
  throw new AppError({
    code: "unknown-retry-policy",
    category: "usage",
    text: hint
      ? {
          zh: "没有重试策略 {name}。最接近的是 {hint}。",
          en: "There is no retry policy {name}. The nearest one is {hint}.",
        }
      : { zh: "没有重试策略 {name}。可以是：{all}。", en: "There is no retry policy {name}. It can be: {all}." },
    args: { name: String(wanted), hint: hint ?? "", all: names.join(", ") },
  });
}

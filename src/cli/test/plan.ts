import { caseBook } from "../../cases/book.js";
import type { Case } from "../../core/case.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { utcText } from "../../core/moment.js";
import type { Message } from "../../core/text.js";
import { personalSettings } from "../../engine/personal-settings.js";
import { createRedactor } from "../../engine/redact.js";
import type { RunPlan } from "../../engine/run.js";
import { errorCodes } from "../../generated/error-codes.js";
import { freshSeed } from "../../node/random.js";
import { allDefinitions, allRules, readings } from "../catalogue-sources.js";
import type { Call, Context } from "../command.js";
import { failureText } from "../failure-text.js";
import { packageVersion } from "../package-version.js";
import type { Baseline } from "./baseline.js";
import { type TestOptions, valuesOf } from "./flags.js";
import type { TestTarget } from "./target.js";
import { sendWords, testWords } from "./words.js";

type Parts = {
  readonly call: Call;
  readonly options: TestOptions;
  readonly cases: readonly Case[];
  readonly target: TestTarget;
  readonly baseline: Baseline | undefined;
};

/** Everything that decides the run, from the flags, the settings and the target. Says the seed where it was drawn. */
export async function makePlan(parts: Parts, context: Context): Promise<RunPlan> {
  const { call, options, cases, target, baseline } = parts;
  const { settings } = await context.settings();
  const { endpoints, credentials, merchant, isReference } = target;
  const definitions = await allDefinitions(context);
  const rules = await allRules(definitions);
  const personal = options.showsPersonal ? new Map<string, string>() : personalSettings(merchant, definitions);
  if (options.showsPersonal) context.warn({ text: showsPersonal });
  const shown = createRedactor({ secrets: [credentials.clientSecret], personal });
  return {
    cases,
    book: caseBook(cases),
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    registry: context.registry,
    endpoints,
    clientKey: credentials.clientKey,
    clientSecret: credentials.clientSecret,
    merchant,
    seed: options.seed ?? drawnSeed(context),
    now: options.now,
    concurrency: options.concurrency,
    timeoutMs: options.timeoutMs,
    insecure: options.insecure,
    headers: options.headers,
    judge: { reading: settings.reading, severities: settings.severities },
    readings: settings.readings,
    failOn: options.failOn,
    isBail: options.isBail,
    minCodes: options.minCodes,
    timeScale: options.timeScale,
    showsPersonal: options.showsPersonal,
    tool: { name: "douyin-hotel", version: packageVersion() },
    settings: shown.json(await reported(parts, context)),
    notices: noticesOf(parts),
    codes: errorCodes.filter(({ documented }) => documented),
    explainUnreachable: failureText,
    ...(baseline ? { isKnown: baseline.isKnown } : {}),
    targetWords: testWords(call.options),
    sendWords: (callback) => sendWords(call.options, isReference ? undefined : endpoints[callback]),
  };
}

function drawnSeed({ note }: Context): number {
  const seed = freshSeed();
  note({ zh: "种子 {seed}。", en: "Seed {seed}." }, { seed });
  return seed;
}

/** The settings in force as reports show them; the secret is not among them. */
async function reported({ call, options, target }: Parts, context: Context): Promise<JsonObject> {
  const { settings } = await context.settings();
  const { variants, ratePlanIds, ...merchant } = target.merchant;
  const only = valuesOf(call.options, "only");
  const skip = valuesOf(call.options, "skip");
  return {
    endpoints: target.endpoints,
    merchant: {
      ...merchant,
      ...(variants ? { variants } : {}),
      ...(ratePlanIds ? { ratePlanIds } : {}),
    },
    isReferenceMerchant: target.isReference,
    clientKey: target.credentials.clientKey,
    platform: target.platform?.baseUrl ?? null,
    now: utcText(options.now),
    timeoutMs: options.timeoutMs,
    timeScale: options.timeScale,
    concurrency: options.concurrency,
    insecure: options.insecure,
    failOn: options.failOn,
    minCodes: options.minCodes,
    reading: settings.reading,
    readings: await readings(context),
    severities: settings.severities,
    ...(only.length > 0 ? { only } : {}),
    ...(skip.length > 0 ? { skip } : {}),
  } satisfies Record<string, JsonValue>;
}

function noticesOf({ options, target, baseline }: Parts): readonly Message[] {
  const { isReference, credentials } = target;
  return [
    ...(isReference ? [{ text: reference }] : []),
    ...(options.insecure ? [{ text: insecure }] : []),
    ...(credentials.isDemo && !isReference ? [{ text: demo }] : []),
    ...(options.showsPersonal ? [{ text: showsPersonal }] : []),
    ...(baseline ? [{ text: known, args: { file: baseline.file } }] : []),
  ];
}

const reference = {
  zh: "没有指定地址，被测的是内置参考商家。",
  en: "No endpoint was given: the built-in reference merchant was tested.",
};
const insecure = {
  zh: "--insecure：没有校验 TLS 证书。",
  en: "--insecure: TLS certificates were not checked.",
};
const demo = {
  zh: "没有设置 client_secret：请求用演示凭据签名。",
  en: "No client_secret was set: requests were signed with demo credentials.",
};
const showsPersonal = {
  zh: "--show-pii：报告里的个人信息没有遮盖。",
  en: "--show-pii: personal data is shown in clear.",
};
const known = {
  zh: "基线 {file} 中已知的发现只作提示。",
  en: "Findings known from the baseline {file} are only noted.",
};

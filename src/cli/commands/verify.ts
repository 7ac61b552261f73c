import { demoCredentials } from "../../config/demo-credentials.js";
import { headerOf } from "../../core/header.js";
import type { JsonObject } from "../../core/json.js";
import { AppError } from "../../core/problem.js";
import { sayMessage, type Text } from "../../core/text.js";
import { parseCaptured } from "../../engine/captured.js";
import type { DiagnosedRequest } from "../../engine/diagnose-signature.js";
import { type Verification, type VerifyInput, verifyRequest } from "../../engine/verify.js";
import { type CapturedVerification, verifyCaptured } from "../../engine/verify-captured.js";
import { bodyInput, neededFlag } from "../body-input.js";
import type { Call, CommandModule, Context } from "../command.js";
import { collect, secretFlags } from "../common-flags.js";
import { type Credentials, resolveCredentials } from "../credentials.js";
import type { ExitCode } from "../exit.js";
import { lineCredentials } from "../line-credentials.js";
import { answerLines, ndjsonFlag, ndjsonTitle, optionalTextMember, refuseSingleInput, textMember } from "../ndjson.js";
import { parseHeader } from "../parse-header.js";
import { readInput } from "../read-input.js";
import type { ShownDiagnosis } from "../signature-diagnosis.js";
import { isLoopback, parseEndpoint } from "../target.js";

export default {
  configure(command, setup) {
    const { t } = setup;
    command
      .argument("[file]", t({ zh: "请求体文件，- 为标准输入", en: "file with the body, - for stdin" }))
      .option("--url <url>", t({ zh: "收到请求的地址（含查询参数）", en: "the URL that received it, query included" }))
      .option("--header <name: value>", t({ zh: "请求头，可重复", en: "a header of the request, repeatable" }), collect)
      .option("--captured <file>", t({ zh: "以文本保存的整个 HTTP 请求", en: "a whole HTTP request saved as text" }))
      .option(
        "--their-digest <hex>",
        t({
          zh: "商家算出的摘要，用来诊断错在哪里",
          en: "the digest that the merchant computed: find the mistake behind it",
        }),
      )
      .option(ndjsonFlag, t(ndjsonTitle));
    secretFlags(command, setup);
  },
  run: (call, context) => (call.options.ndjson === true ? verifyLines(call, context) : verifyOne(call, context)),
} satisfies CommandModule;

async function verifyOne(call: Call, context: Context): Promise<ExitCode> {
  const { options } = call;
  const received =
    typeof options.captured === "string" ? await fromCapture(call, context) : await fromFlags(call, context);
  const { result, request } = received;
  if (result.note) context.note(result.note);
  const diagnosis =
    typeof options.theirDigest === "string" ? await diagnose(request, options.theirDigest, context) : undefined;
  if (diagnosis && (result.header === "wrong" || result.url === "wrong")) context.note(unlikeRequest);
  const json = shown(result, context);
  if (options.json === true) await context.printJson({ ...json, ...(diagnosis && { diagnosis: diagnosis.json }) });
  else {
    await context.print(`x-life-sign: ${json.header}\nsign: ${json.url}\n${json.reason}\n`);
    if (diagnosis) await context.print(`${diagnosis.text}\n`);
  }
  return result.ok ? 0 : 1;
}

/** Loaded only when asked for: the catalogue of mistakes is large. */
async function diagnose(request: DiagnosedRequest, theirDigest: string, context: Context): Promise<ShownDiagnosis> {
  const { showDiagnosis } = await import("../signature-diagnosis.js");
  return showDiagnosis(request, theirDigest, context);
}

type Received = { readonly result: CapturedVerification; readonly request: DiagnosedRequest };

const unlikeRequest: Text = {
  zh: "这个请求本身的签名与所用的 client_secret 不符，诊断可能因此不准。请先确认密钥。",
  en: "The request's own signatures don't fit the client_secret in use, so the diagnosis may be off. Check the secret first.",
};

async function fromCapture(call: Call, context: Context): Promise<Received> {
  const { args, options } = call;
  const file = neededFlag(options, "captured", "--captured");
  const other = args[0] ?? (options.url === undefined ? undefined : "--url") ?? (options.header && "--header");
  if (other !== undefined) throw captureIsWhole(String(other));
  const captured = parseCaptured(await readInput(file, context));
  const { clientSecret } = await secretFor(captured.url, call, context);
  const result = verifyCaptured(captured, clientSecret);
  return { result, request: diagnosed(captured.url, captured.headers, result.body, clientSecret) };
}

async function fromFlags(call: Call, context: Context): Promise<Received> {
  const url = neededFlag(call.options, "url", "--url");
  const given = Array.isArray(call.options.header) ? call.options.header : [];
  const headers = given.map((text) => parseHeader(String(text)));
  const { clientSecret } = await secretFor(url, call, context);
  const body = await bodyInput(call.args[0], context);
  const result = { ...verifyRequest({ url, headers, body, clientSecret }), body, note: undefined };
  return { result, request: diagnosed(url, headers, body, clientSecret) };
}

function diagnosed(
  url: string,
  headers: VerifyInput["headers"],
  body: Uint8Array,
  clientSecret: string,
): DiagnosedRequest {
  const headerKey = headerOf(headers, "x-life-clientkey");
  const otherSecrets = [demoCredentials.clientSecret].filter((secret) => secret !== clientSecret);
  return { url, body, clientSecret, otherSecrets, ...(headerKey !== undefined && { headerKey }) };
}

async function secretFor(url: string, { options }: Call, context: Context): Promise<Credentials> {
  const endpoint = absolute(url, "--url");
  return resolveCredentials(options, context, { isLoopback: !endpoint || isLoopback(endpoint), needsKey: false });
}

/** Path and query alone are enough to verify, since the host is not signed. */
function absolute(url: string, source: string): URL | undefined {
  return url.startsWith("/") ? undefined : parseEndpoint(url, source);
}

async function verifyLines(call: Call, context: Context): Promise<ExitCode> {
  refuseSingleInput(call, singleFlags);
  const { clientSecret, allow } = await lineCredentials(call, context, { needsKey: false });
  return answerLines(context, (line) => {
    const url = textMember(line, "url");
    allow(absolute(url, "url"));
    const body = new TextEncoder().encode(textMember(line, "body"));
    const lifeSign = optionalTextMember(line, "x-life-sign");
    const headers = lifeSign === undefined ? [] : [["x-life-sign", lifeSign] as const];
    return shown(verifyRequest({ url, headers, body, clientSecret }), context);
  });
}

const singleFlags = { url: "--url", header: "--header", captured: "--captured", theirDigest: "--their-digest" };

function shown({ ok, header, url, reason }: Verification, { lang }: Context): JsonObject {
  return { ok, header, url, reason: sayMessage(lang, reason) };
}

function captureIsWhole(found: string): AppError {
  return new AppError({
    code: "captured-is-whole",
    category: "usage",
    text: {
      zh: "--captured 的文件已包含整个请求，不能与 {found} 一起使用。请去掉其中一个。",
      en: "The file of --captured holds the whole request and cannot go with {found}. Leave one of them out.",
    },
    args: { found },
  });
}

import type { JsonObject } from "../../core/json.js";
import { AppError } from "../../core/problem.js";
import { sayMessage } from "../../core/text.js";
import { parseCaptured } from "../../engine/captured.js";
import { type Verification, verifyRequest } from "../../engine/verify.js";
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
import { isLoopback, parseEndpoint } from "../target.js";

export default {
  configure(command, setup) {
    const { t } = setup;
    command
      .argument("[file]", t({ zh: "请求体文件,- 为标准输入", en: "file with the body, - for stdin" }))
      .option("--url <url>", t({ zh: "收到请求的地址(含查询参数)", en: "the URL that received it, query included" }))
      .option("--header <name: value>", t({ zh: "请求头,可重复", en: "a header of the request, repeatable" }), collect)
      .option("--captured <file>", t({ zh: "以文本保存的整个 HTTP 请求", en: "a whole HTTP request saved as text" }))
      .option(
        "--their-digest <hex>",
        t({
          zh: "商家算出的摘要,用来诊断错在哪里",
          en: "the digest that the merchant computed: find the mistake behind it",
        }),
      )
      .option(ndjsonFlag, t(ndjsonTitle));
    secretFlags(command, setup);
  },
  run: (call, context) => (call.options.ndjson === true ? verifyLines(call, context) : verifyOne(call, context)),
} satisfies CommandModule;

async function verifyOne(call: Call, context: Context): Promise<ExitCode> {
  const result =
    typeof call.options.captured === "string" ? await ofCapture(call, context) : await ofFlags(call, context);
  if (result.note) context.note(result.note);
  const json = shown(result, context);
  if (call.options.json === true) await context.printJson(json);
  else await context.print(`x-life-sign: ${json.header}\nsign: ${json.url}\n${json.reason}\n`);
  return result.ok ? 0 : 1;
}

async function ofCapture(call: Call, context: Context): Promise<CapturedVerification> {
  const { args, options } = call;
  const file = neededFlag(options, "captured", "--captured");
  const other = args[0] ?? (options.url === undefined ? undefined : "--url") ?? (options.header && "--header");
  if (other !== undefined) throw captureIsWhole(String(other));
  const request = parseCaptured(await readInput(file, context));
  return verifyCaptured(request, (await secretFor(request.url, call, context)).clientSecret);
}

async function ofFlags(call: Call, context: Context): Promise<CapturedVerification> {
  const url = neededFlag(call.options, "url", "--url");
  const headers = (Array.isArray(call.options.header) ? call.options.header : []).map((text) =>
    parseHeader(String(text)),
  );
  const { clientSecret } = await secretFor(url, call, context);
  const body = await bodyInput(call.args[0], context);
  return { ...verifyRequest({ url, headers, body, clientSecret }), body, note: undefined };
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
      zh: "--captured 的文件已包含整个请求,不能与 {found} 一起使用。请去掉其中一个。",
      en: "The file of --captured holds the whole request and cannot go with {found}. Leave one of them out.",
    },
    args: { found },
  });
}

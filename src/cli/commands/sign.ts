import type { JsonObject } from "../../core/json.js";
import { queryWarnings } from "../../engine/query-warnings.js";
import { type SignInput, signRequest } from "../../engine/sign.js";
import { bodyInput, neededFlag } from "../body-input.js";
import type { Call, CommandModule, Context } from "../command.js";
import { secretFlags } from "../common-flags.js";
import { resolveCredentials } from "../credentials.js";
import type { ExitCode } from "../exit.js";
import { lineCredentials } from "../line-credentials.js";
import { answerLines, member, ndjsonFlag, ndjsonTitle, refuseSingleInput, textMember } from "../ndjson.js";
import { parseTimestamp } from "../parse-timestamp.js";
import { isLoopback, parseEndpoint } from "../target.js";

export default {
  configure(command, setup) {
    const { t } = setup;
    command
      .argument("[file]", t({ zh: "请求体文件，- 为标准输入", en: "file with the body, - for stdin" }))
      .option("--url <url>", t({ zh: "回调地址", en: "the callback's URL" }))
      .option("--timestamp <ms>", t({ zh: "毫秒时间戳，默认为当前时间", en: "time in milliseconds, default now" }))
      .option(ndjsonFlag, t(ndjsonTitle));
    secretFlags(command, setup);
  },
  run: (call, context) => (call.options.ndjson === true ? signLines(call, context) : signOne(call, context)),
} satisfies CommandModule;

async function signOne({ args, options }: Call, context: Context): Promise<ExitCode> {
  const url = neededFlag(options, "url", "--url");
  const endpoint = parseEndpoint(url, "--url");
  const timestamp =
    typeof options.timestamp === "string" ? parseTimestamp(options.timestamp, "--timestamp") : context.clock.now();
  const credentials = await resolveCredentials(options, context, { isLoopback: isLoopback(endpoint) });
  const body = await bodyInput(args[0], context);
  for (const warning of queryWarnings(url)) context.note(warning);
  const signed = shown({ url, body, timestamp, ...credentials });
  if (options.json === true) await context.printJson(signed);
  else for (const [name, value] of Object.entries(signed)) await context.print(`${name}: ${value}\n`);
  return 0;
}

async function signLines(call: Call, context: Context): Promise<ExitCode> {
  refuseSingleInput(call, { url: "--url", timestamp: "--timestamp" });
  const credentials = await lineCredentials(call, context, { needsKey: true });
  return answerLines(context, (line) => {
    const url = textMember(line, "url");
    credentials.allow(parseEndpoint(url, "url"));
    const body = new TextEncoder().encode(textMember(line, "body"));
    const given = member(line, "timestamp") ?? null;
    const timestamp = given === null ? context.clock.now() : parseTimestamp(given, "timestamp");
    return shown({ url, body, timestamp, ...credentials });
  });
}

function shown(input: SignInput): JsonObject {
  const { sign, lifeSign, url, timestamp } = signRequest(input);
  return { sign, "x-life-sign": lifeSign, url, timestamp };
}

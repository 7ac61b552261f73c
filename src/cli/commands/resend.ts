import type { CallbackDefinition } from "../../core/callback.js";
import type { WireRequest } from "../../core/ports.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import { decodeUtf8 } from "../../core/utf8.js";
import type { Generated } from "../../engine/generate.js";
import { withOriginOf } from "../../engine/query.js";
import { hidden } from "../../node/journal-mask.js";
import type { JournalEntry } from "../../node/read-journal.js";
import { chooseCallback } from "../choose-callback.js";
import type { Call, CommandModule, Context } from "../command.js";
import { addDeliveryFlags, type DeliveryOptions, readDeliveryOptions } from "../delivery-flags.js";
import { openEndpoint, planEndpoint } from "../endpoint.js";
import type { ExitCode } from "../exit.js";
import { findEntry } from "../journal/find-entry.js";
import { journalEntries, payloadOf } from "../journal/journal-entries.js";
import { deliverAndJudge } from "../send/deliver-and-judge.js";
import { resultJson } from "../send/result.js";
import { showResult } from "../send/show-result.js";

const command: CommandModule = {
  configure(command, setup) {
    const { t } = setup;
    command.argument("<id>", t({ zh: "编号、编号的开头，或 last", en: "an id, the beginning of one, or last" }));
    addDeliveryFlags(command, setup)
      .option(
        "--as-is",
        t({
          zh: "逐字节照原样发送：同样的时间戳、签名、logid",
          en: "byte for byte as it was: the same timestamp, signatures and log id",
        }),
      )
      .option("--no-journal", t({ zh: "不写收发日志", en: "write no journal" }));
  },
  async run(call, context) {
    const entry = findEntry(await journalEntries(context), call.args[0] ?? "");
    const definition = await chooseCallback(entry.callback, context.registry);
    const delivery = await readDeliveryOptions(call, context);
    const isAsIs = call.options.asIs === true;
    refuseWhatCannotBe(entry, isAsIs, call);
    const generated = generatedOf(entry);
    const planned = await planEndpoint(definition.id, withEndpoint(call, entry), context, { sendsNothing: false });
    const endpoint = await openEndpoint(definition.id, planned, context);
    try {
      const request = isAsIs ? requestOf(entry, endpoint.url) : undefined;
      const manner = isAsIs ? { ...delivery, signature: entry.signature } : delivery;
      return await send(definition, entry, { generated, endpoint, delivery: manner, request }, call, context);
    } finally {
      await endpoint.close();
    }
  },
};

export default command;

type Resent = {
  readonly generated: Generated;
  readonly endpoint: Awaited<ReturnType<typeof openEndpoint>>;
  readonly delivery: DeliveryOptions;
  readonly request: WireRequest | undefined;
};

async function send(
  definition: CallbackDefinition,
  { id }: JournalEntry,
  { generated, endpoint, delivery, request }: Resent,
  call: Call,
  context: Context,
): Promise<ExitCode> {
  const result = await deliverAndJudge(
    definition,
    generated,
    endpoint,
    delivery,
    call,
    context,
    request ? { asIs: request } : {},
  );
  if (call.options.json === true) {
    await context.printJson({ ...resultJson(result, context.lang), command: "resend", seed: null, id });
  } else await context.print(showResult(result, context, call.options.verbose === true));
  return { pass: 0, fail: 1, error: 3 }[result.verdict] as ExitCode;
}

/** Where it went before, unless `--endpoint` says otherwise; the reference merchant is started anew. */
function withEndpoint(call: Call, { endpoint, toReferenceMerchant }: JournalEntry): Call {
  if (typeof call.options.endpoint === "string" || toReferenceMerchant) return call;
  return { ...call, options: { ...call.options, endpoint } };
}

function generatedOf(entry: JournalEntry): Generated {
  const decoded = decodeUtf8(entry.body);
  return {
    variant: entry.variant,
    seed: "",
    plain: undefined,
    payload: payloadOf(entry) ?? {},
    body: decoded.ok ? decoded.text : "",
    notes: [],
  };
}

function requestOf({ url, headers, body }: JournalEntry, target: string): WireRequest {
  return { method: "POST", url: withOriginOf(url, target), headers, body };
}

function refuseWhatCannotBe(entry: JournalEntry, isAsIs: boolean, { options }: Call): void {
  const problem = (code: string, text: Text): AppError =>
    new AppError({ code, category: "usage", text, args: { id: entry.id } });
  if (entry.masked) throw problem("resend-masked", texts.masked);
  if (!isAsIs && !decodeUtf8(entry.body).ok) throw problem("resend-not-text", texts.notText);
  if (!isAsIs) return;
  if (options.signature !== undefined || options.header !== undefined) throw problem("as-is-changed", texts.changed);
  if (entry.headers.some(([, value]) => value === hidden)) throw problem("resend-hidden-header", texts.hiddenHeader);
}

const texts = {
  masked: {
    zh: "{id} 的请求体里有密钥，日志没有保存原样的字节，不能重发。请用 send 重新发送。",
    en: "The body of {id} held a secret, so the journal does not have its bytes and it cannot be sent again. Use send instead.",
  },
  notText: {
    zh: "{id} 的请求体不是 UTF-8，只能照原样重发。请加 --as-is。",
    en: "The body of {id} is not UTF-8 and can only be sent as it was. Add --as-is.",
  },
  changed: {
    zh: "--as-is 照原样发送 {id}，不能同时用 --signature 或 --header。请去掉其中一个。",
    en: "--as-is sends {id} exactly as it was, so --signature and --header cannot be given with it. Take one of them out.",
  },
  hiddenHeader: {
    zh: "{id} 有一个机密请求头，日志没有保存它的值，不能照原样重发。请去掉 --as-is，并用 --header 重新给出。",
    en: "{id} had a confidential header whose value the journal does not keep, so it cannot be sent as it was. Leave --as-is out and give the header again with --header.",
  },
} satisfies Readonly<Record<string, Text>>;

import type { CallbackDefinition, EarlierOrder } from "../../core/callback.js";
import type { WireRequest } from "../../core/ports.js";
import { AppError } from "../../core/problem.js";
import { seededRandom } from "../../core/random.js";
import type { Generated, PayloadOptions } from "../../engine/generate.js";
import { generatePayload } from "../../engine/generate.js";
import { newLogid } from "../../engine/logid.js";
import { wireRequest } from "../../engine/wire-request.js";
import { freshSeed } from "../../node/random.js";
import { calledCallback } from "../choose-callback.js";
import type { Call, CommandModule, Context } from "../command.js";
import { curlCommand } from "../curl-command.js";
import { addDeliveryFlags, type DeliveryOptions, readDeliveryOptions } from "../delivery-flags.js";
import { type Endpoint, openEndpoint, type PlannedEndpoint, planEndpoint } from "../endpoint.js";
import type { ExitCode } from "../exit.js";
import { holdNotes } from "../hold-notes.js";
import { httpText } from "../http-text.js";
import { addPayloadFlags, readPayloadOptions } from "../payload-flags.js";
import { checkWritable, saveFile } from "../save-file.js";
import { deliverAndJudge } from "../send/deliver-and-judge.js";
import { dryRunJson, resultJson } from "../send/result.js";
import { showResult } from "../send/show-result.js";

const command: CommandModule = {
  configure(command, setup) {
    const { t, registry } = setup;
    command.argument("<callback>", registry.ids.join(" | "));
    addDeliveryFlags(addPayloadFlags(command, setup), setup)
      .option(
        "--dry-run",
        t({ zh: "不打开连接，输出将要发送的请求", en: "open no connection, print the exact request" }),
      )
      .option(
        "--curl",
        t({ zh: "不发送，输出等价的 curl 命令", en: "send nothing, print the curl command of the same bytes" }),
      )
      .option("--save <file>", t({ zh: "保存整次收发", en: "keep the whole exchange in a file" }))
      .option("--save-payload <file>", t({ zh: "保存请求体", en: "keep the payload in a file" }))
      .option("--no-journal", t({ zh: "不写收发日志", en: "write no journal" }));
  },
  async run(call, context) {
    const held = holdNotes(context);
    const { definition, delivery, payload, planned, generated } = await prepare(call, held.context);
    held.release();
    const sendsNothing = isSentNowhere(call);
    if (typeof call.options.savePayload === "string") saveFile(call.options.savePayload, generated.body, context.cwd);
    const endpoint = await openEndpoint(definition.id, planned, context);
    try {
      if (sendsNothing) return await showRequest(definition, generated, endpoint, delivery, call, context);
      const isOrderStored = speaksOf(payload.earlier, generated);
      return await send(definition, generated, endpoint, delivery, call, context, isOrderStored);
    } finally {
      await endpoint.close();
    }
  },
};

export default command;

type Prepared = {
  readonly definition: CallbackDefinition;
  readonly delivery: DeliveryOptions;
  readonly payload: PayloadOptions;
  readonly planned: PlannedEndpoint;
  readonly generated: Generated;
};

/** Everything that what was typed can be wrong about, before anything is opened. */
async function prepare(call: Call, context: Context): Promise<Prepared> {
  const definition = await calledCallback(call, context.registry);
  const delivery = await readDeliveryOptions(call, context);
  const files = [call.options.save, call.options.savePayload].filter((name) => typeof name === "string");
  for (const name of files) checkWritable(name, context.cwd);
  const payload = await readPayloadOptions(definition, call, context);
  const planned = await planEndpoint(definition.id, call, context, { sendsNothing: isSentNowhere(call) });
  const generated = await generatePayload(definition, payload, planned.credentials);
  for (const note of generated.notes) context.note(note);
  return { definition, delivery, payload, planned, generated };
}

function isSentNowhere({ options }: Call): boolean {
  return options.dryRun === true || options.curl === true;
}

async function send(
  definition: CallbackDefinition,
  generated: Generated,
  endpoint: Endpoint,
  delivery: DeliveryOptions,
  call: Call,
  context: Context,
  isOrderStored: boolean,
): Promise<ExitCode> {
  const result = await deliverAndJudge(definition, generated, endpoint, delivery, call, context, { isOrderStored });
  const json = resultJson(result, context.lang);
  if (typeof call.options.save === "string") {
    const { stringifyJson } = await import("../../core/json.js");
    saveFile(call.options.save, `${stringifyJson(json, 2)}\n`, context.cwd);
  }
  if (call.options.json === true) await context.printJson(json);
  else await context.print(showResult(result, context, call.options.verbose === true));
  return { pass: 0, fail: 1, error: 3 }[result.verdict] as ExitCode;
}

/** Whether the payload names the merchant's own id of an order that it accepted earlier. */
function speaksOf(earlier: EarlierOrder | undefined, { payload }: Generated): boolean {
  return earlier?.orderOutId !== undefined && payload.order_out_id === earlier.orderOutId;
}

/** The request as it would go out, in the form asked for. */
async function showRequest(
  definition: CallbackDefinition,
  generated: Generated,
  endpoint: Endpoint,
  delivery: DeliveryOptions,
  call: Call,
  context: Context,
): Promise<ExitCode> {
  const request = plannedRequest(generated, endpoint, delivery, context);
  if (call.options.curl === true) {
    if (generated.body.includes("\0")) throw new AppError({ code: "curl-nul", category: "usage", text: nulByte });
    await context.print(`${curlCommand(request, delivery)}\n`);
    return 0;
  }
  if (call.options.json !== true) {
    await context.print(httpText(request));
    return 0;
  }
  await context.printJson(dryRunJson(definition.id, generated, request, context.clock.now(), context.lang));
  return 0;
}

const nulByte = {
  zh: "请求体里有 NUL 字符，命令行参数装不下它。请改用 --dry-run 或 --save-payload。",
  en: "The body holds a NUL character, which no command line can carry. Use --dry-run or --save-payload instead.",
};

function plannedRequest(
  generated: Generated,
  { url, credentials }: Endpoint,
  delivery: DeliveryOptions,
  { clock }: Context,
): WireRequest {
  return wireRequest({
    endpoint: url,
    body: new TextEncoder().encode(generated.body),
    clientKey: credentials.clientKey,
    clientSecret: credentials.clientSecret,
    signature: delivery.signature,
    logid: newLogid(clock.now(), seededRandom(freshSeed())),
    timestamp: clock.now(),
    headers: delivery.headers,
  });
}

import { type JsonObject, stringifyJson } from "../../core/json.js";
import { AppError } from "../../core/problem.js";
import { seededRandom } from "../../core/random.js";
import type { Text } from "../../core/text.js";
import { type Generated, generatePayload } from "../../engine/generate.js";
import { newLogid } from "../../engine/logid.js";
import { wireRequest } from "../../engine/wire-request.js";
import { requestJson } from "../attempt-json.js";
import { calledCallback } from "../choose-callback.js";
import type { Call, CommandModule, Context } from "../command.js";
import { secretFlags } from "../common-flags.js";
import { resolveCredentials } from "../credentials.js";
import { planEndpoint } from "../endpoint.js";
import { holdNotes } from "../hold-notes.js";
import { numberFlag } from "../number-flag.js";
import { addPayloadFlags, readPayloadOptions } from "../payload-flags.js";

const command: CommandModule = {
  configure(command, setup) {
    const { t, registry } = setup;
    command.argument("<callback>", registry.ids.join(" | "));
    secretFlags(addPayloadFlags(command, setup), setup)
      .option("--count <n>", t({ zh: "成批输出，每行一条（NDJSON）", en: "print n payloads, one a line (NDJSON)" }))
      .option(
        "--signed",
        t({ zh: "每行输出签名后的 url、headers 和 body", en: "print url, headers and body of the signed request" }),
      )
      .option(
        "-e, --endpoint <url>",
        t({ zh: "签名所用的商家接口地址", en: "the merchant's endpoint that is signed" }),
      );
  },
  async run(call, context) {
    const { options } = call;
    const definition = await calledCallback(call, context.registry);
    const count = numberFlag(options, "count", "--count", {});
    const held = holdNotes(context);
    const payload = await readPayloadOptions(definition, call, held.context);
    const show = await shower(definition.id, count !== undefined, call, held.context);
    const deps = { clientSecret: show.clientSecret };
    if (count === undefined) {
      const generated = await generatePayload(definition, payload, deps);
      held.release();
      for (const note of generated.notes) context.note(note);
      await context.print(`${show.line(generated)}\n`);
      return 0;
    }
    const { payloadStream } = await import("../../engine/payload-stream.js");
    const stream = await payloadStream(definition, payload, deps);
    held.release();
    await printAll(count, (i) => stream.make(i), show, context);
    return 0;
  },
};

export default command;

/** Prints in pieces of many lines, each only once the reader has taken the one before: memory stays flat. */
async function printAll(count: number, make: (i: number) => Generated, show: Shower, context: Context): Promise<void> {
  let note = "";
  let piece = "";
  for (let i = 0; i < count && !context.signal.aborted; i++) {
    const generated = make(i);
    note = sayOnce(generated, note, context);
    piece += `${show.line(generated)}\n`;
    if (piece.length < pieceLength) continue;
    await context.print(piece);
    piece = "";
    // A pipe takes what it is given at once; a signal is only seen between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (piece !== "") await context.print(piece);
}

/** In characters. */
const pieceLength = 32_768;

/** What every payload says again is said once. */
function sayOnce({ notes }: Generated, said: string, context: Context): string {
  if (notes.length === 0) return "";
  const text = notes.map((note) => context.t(note.text, note.args)).join("\n");
  if (text !== said) for (const note of notes) context.note(note);
  return text;
}

type Shower = { readonly clientSecret: string; readonly line: (generated: Generated) => string };

/** How each payload is printed: as it stands, as a signed request, or in full. */
async function shower(callback: string, isStream: boolean, call: Call, context: Context): Promise<Shower> {
  const { options } = call;
  const isJson = options.json === true;
  if (options.signed === true) {
    const { url = "", credentials } = await planEndpoint(callback, call, context, { sendsNothing: true });
    const line = (generated: Generated): string => {
      const request = signed(generated, url, credentials, context);
      return stringifyJson(
        isJson ? { ...inFull(callback, generated), ...request } : { ...ofLine(generated), ...request },
      );
    };
    return { clientSecret: credentials.clientSecret, line };
  }
  const clientSecret = await secretFor(call, context);
  if (isJson) return { clientSecret, line: (generated) => stringifyJson(inFull(callback, generated)) };
  return { clientSecret, line: ({ body }) => (isStream ? oneLine(body) : body) };
}

/** Nothing is encrypted with `--plain`, so there is no secret to ask for. */
async function secretFor({ options }: Call, context: Context): Promise<string> {
  if (options.plain === true) return "";
  return (await resolveCredentials(options, context, { isLoopback: true, needsKey: false })).clientSecret;
}

function signed(
  { seed, body }: Generated,
  endpoint: string,
  credentials: { readonly clientKey: string; readonly clientSecret: string },
  { clock }: Context,
): JsonObject {
  const timestamp = clock.now();
  const logid = newLogid(timestamp, seededRandom(seed).fork("logid"));
  return requestJson(
    wireRequest({
      endpoint,
      body: new TextEncoder().encode(body),
      ...credentials,
      signature: "valid",
      logid,
      timestamp,
    }),
  );
}

function ofLine({ seed, variant }: Generated): JsonObject {
  return { seed, variant };
}

function inFull(callback: string, generated: Generated): JsonObject {
  const { payload, body } = generated;
  return { version: 1, command: "generate", callback, ...ofLine(generated), payload, body };
}

/** NDJSON has one line a payload; bytes that hold line feeds would break it. */
function oneLine(body: string): string {
  const line = body.replace(/[\r\n]+$/, "");
  if (!/[\r\n]/.test(line)) return line;
  throw new AppError({ code: "payload-not-one-line", category: "usage", text: notOneLine });
}

const notOneLine: Text = {
  zh: "这种字节形式带有换行，不能一行一条地输出。请加 --json 或 --signed，请求体会作为文本放进 body。",
  en: "This byte form holds line feeds, so it cannot go on one line. Add --json or --signed, which carry it as the text body.",
};

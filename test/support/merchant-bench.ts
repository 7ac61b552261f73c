import { callbacks } from "../../src/callbacks/registry.js";
import { ConnectionDrop } from "../../src/core/connection-drop.js";
import { defaultMerchantFacts, type SignatureForm } from "../../src/core/exchange.js";
import { isObject, type JsonObject, type JsonValue, parseJson } from "../../src/core/json.js";
import type { ByteForm } from "../../src/core/json-text.js";
import { seededRandom } from "../../src/core/random.js";
import type { Assignment } from "../../src/engine/assign.js";
import { type Generated, payloadMaker } from "../../src/engine/generate.js";
import { wireRequest } from "../../src/engine/wire-request.js";
import { merchantApp } from "../../src/mocks/merchant/app.js";
import type { LawfulDesign } from "../../src/mocks/merchant/designs.js";
import { referenceDesign } from "../../src/mocks/merchant/designs.js";
import type { Fault } from "../../src/mocks/merchant/faults.js";
import { virtualClock } from "./virtual-clock.js";

export const clientKey = "awexampleclientkey";
export const clientSecret = "example-secret-0123456789abcdef0";

const epochMs = Date.UTC(2026, 10, 22, 7, 30, 12);
const makers = new Map<string, Awaited<ReturnType<typeof payloadMaker>>>();

export type Wish = {
  readonly variant?: string;
  readonly seed?: number;
  readonly set?: JsonObject;
  readonly unset?: readonly string[];
  readonly earlier?: { readonly payload: JsonObject; readonly orderOutId?: string };
  readonly encoding?: ByteForm;
};

/** A payload of the generator, the same for the same wish. */
export async function payload(callback: string, wish: Wish = {}): Promise<Generated> {
  const make = makers.get(callback) ?? (await payloadMaker(await callbacks.load(callback), { clientSecret }));
  makers.set(callback, make);
  const assignments: Assignment[] = [
    ...Object.entries(wish.set ?? {}).map(([path, json]) => ({ path, json })),
    ...(wish.unset ?? []).map((path) => ({ path, unset: true as const })),
  ];
  return make({
    variant: wish.variant,
    seed: wish.seed ?? 1,
    now: epochMs,
    merchant: defaultMerchantFacts,
    assignments,
    allowUnknown: true,
    earlier: wish.earlier,
    encoding: wish.encoding,
  });
}

export type Manner = {
  readonly signature?: SignatureForm;
  readonly endpoint?: string;
  readonly logid?: string;
  /** Milliseconds later than the start of the run. */
  readonly later?: number;
  readonly headers?: readonly (readonly [string, string])[];
  /** Signs with this key in the URL. */
  readonly key?: string;
  /** Goes away after so many milliseconds. */
  readonly hangUpAfter?: number;
};

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  /** After content decoding. */
  readonly bytes: Uint8Array;
  /** The bytes before it, one character each. */
  readonly text: string;
  readonly failure?: string;
};

export type PlatformRequest = { readonly path: string; readonly token: string | null; readonly body: JsonValue };

export type Bench = {
  readonly send: (callback: string, body: string | Uint8Array, manner?: Manner) => Promise<Reply>;
  readonly wait: (ms: number) => Promise<void>;
  /** While time is held, nothing that was put off happens. */
  readonly hold: (isHeld: boolean) => void;
  /** Everything that happened, in order, in words that two runs can be compared by. */
  readonly log: readonly string[];
  readonly calls: readonly PlatformRequest[];
  readonly idle: () => Promise<void>;
};

export type BenchOptions = {
  readonly design?: LawfulDesign;
  readonly faults?: readonly Fault[];
  /** How many operations the platform refuses before it takes one. */
  readonly platformRefuses?: number;
};

/** Loads what a merchant loads on its first request, so that no virtual time passes meanwhile. */
export async function warmUp(): Promise<void> {
  const { send } = bench();
  for (const callback of callbacks.ids) await send(callback, (await payload(callback)).body);
}

/** A merchant on a virtual clock with a platform to call, met as a sender meets it: bytes, headers, a timeout of 5 s. */
export function bench({ design = referenceDesign, faults = [], platformRefuses = 0 }: BenchOptions = {}): Bench {
  const clock = virtualClock(epochMs);
  const log: string[] = [];
  const calls: PlatformRequest[] = [];
  let refusals = platformRefuses;

  async function platform(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/oauth/client_token/")
      return Response.json({ data: { access_token: "clt.example", expires_in: 7200, error_code: 0 } });
    const call = { path: pathname, token: request.headers.get("access-token"), body: parseJson(await request.text()) };
    calls.push(call);
    log.push(`call ${JSON.stringify(call)} at ${Math.round(clock.elapsed() / 100)}`);
    const errorCode = refusals-- > 0 ? 3000001 : 0;
    return Response.json({ data: { error_code: errorCode }, extra: { error_code: errorCode } });
  }

  const app = merchantApp({
    registry: callbacks,
    clientKey,
    clientSecret,
    design,
    faults,
    random: seededRandom("bench"),
    clock,
    platform: { url: "http://platform.test", call: platform },
  });

  async function send(callback: string, body: string | Uint8Array, manner: Manner = {}): Promise<Reply> {
    const {
      url,
      headers,
      body: bytes,
    } = wireRequest({
      endpoint: manner.endpoint ?? `http://merchant.test/spi/${callback}`,
      body: typeof body === "string" ? new TextEncoder().encode(body) : body,
      clientKey: manner.key ?? clientKey,
      clientSecret,
      signature: manner.signature ?? "valid",
      logid: manner.logid ?? "2026112207301200000000000000AAAA",
      timestamp: epochMs + (manner.later ?? 0),
      headers: manner.headers ?? [],
    });
    const leaving = new AbortController();
    const init = { method: "POST", headers: headers.map(([name, value]) => [name, value] as [string, string]) };
    const request = new Request(url, { ...init, body: bytes as Uint8Array<ArrayBuffer>, signal: leaving.signal });
    const limit = new AbortController();
    const startedAt = clock.elapsed();
    const reply = await Promise.race([
      clock.during(read(app.fetch(request))),
      ...(manner.hangUpAfter === undefined ? [] : [clock.sleep(manner.hangUpAfter).then(() => failed("hung up"))]),
      clock.passing(5_000, limit.signal).then(
        () => failed("timeout"),
        () => failed("answered"),
      ),
    ]);
    limit.abort();
    if (reply.failure !== undefined) leaving.abort();
    log.push(
      `${reply.failure ?? reply.status} ${described(reply)} after ${Math.round((clock.elapsed() - startedAt) / 500)}`,
    );
    return reply;
  }

  return { send, wait: (ms) => clock.sleep(ms), hold: clock.hold, log, calls, idle: app.idle };
}

async function read(answer: Promise<Response>): Promise<Reply> {
  try {
    const response = await answer;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { status, headers } = response;
    return { status, headers, bytes: await decoded(bytes, headers.get("content-encoding")), text: latin1(bytes) };
  } catch (error) {
    if (error instanceof ConnectionDrop) return failed("reset");
    throw error;
  }
}

function failed(failure: string): Reply {
  return { status: 0, headers: new Headers(), bytes: new Uint8Array(), text: "", failure };
}

async function decoded(bytes: Uint8Array<ArrayBuffer>, encoding: string | null): Promise<Uint8Array> {
  if (encoding !== "gzip" && encoding !== "deflate") return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(encoding));
  return new Response(stream).arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => bytes,
  );
}

/** Bytes as characters, so that no decoding hides a difference. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function described({ headers, text }: Reply): string {
  const shown = ["content-type", "content-encoding", "location"].map((name) => headers.get(name) ?? "-").join(" ");
  return `${shown} ${text.length > 4_000 ? `${text.length} bytes` : text}`;
}

/** The answer's `data`; `{}` when there is none. */
export function dataOf({ bytes }: Reply): JsonObject {
  const body = parseJson(new TextDecoder().decode(bytes));
  return isObject(body) && isObject(body.data) ? body.data : {};
}

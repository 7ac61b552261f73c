import type { Delivered, Manner } from "../../core/case.js";
import { type Exchange, isForged } from "../../core/exchange.js";
import type { Random, Transport, TransportOptions, WireRequest } from "../../core/ports.js";
import { answerData, errorCodeOf } from "../answer-data.js";
import { deliver } from "../deliver.js";
import { judge } from "../judge.js";
import { newLogid } from "../logid.js";
import { splitUrl } from "../query.js";
import type { Bench } from "./plan.js";
import type { Prepared } from "./prepare.js";

export type Envelope = { readonly timestamp: number; readonly logid: string };

export type Occasion = {
  readonly exchangeId: string;
  readonly attempt: number;
  readonly orderStored: boolean | undefined;
  readonly envelope: Envelope;
  readonly earlier: readonly Delivered[];
  /** Holds the request back until its companions are ready. */
  readonly hold?: () => Promise<void>;
  readonly onReleased?: (elapsedMs: number) => void;
};

/** The cap on an answer after decompression. */
const maxBodyBytes = 1024 * 1024;

export function newEnvelope({ deps }: Bench, random: Random): Envelope {
  const timestamp = Math.round(deps.clock.now());
  return { timestamp, logid: newLogid(timestamp, random) };
}

/** Signs, sends, reads and judges one prepared delivery. */
export async function carryOut(prepared: Prepared, occasion: Occasion, bench: Bench): Promise<Delivered> {
  const { plan, deps } = bench;
  const { clock } = deps;
  const begin = clock.elapsed();
  let releasedAt = begin;
  const manner = prepared.manner;
  const transport = reshaping(deps.transport, manner, plan.clientKey);
  const sent = await deliver(
    {
      callback: prepared.definition.id,
      variant: prepared.variant,
      attempt: occasion.attempt,
      endpoint: withQuery(plan.endpoints[prepared.definition.id] ?? "", manner.query),
      body: prepared.body,
      payload: prepared.isJson ? prepared.payload : undefined,
      malformed: prepared.malformed,
      ...(occasion.orderStored === undefined ? {} : { orderStored: occasion.orderStored }),
      merchant: plan.merchant,
      clientKey: manner.signedWithKey ?? plan.clientKey,
      clientSecret: plan.clientSecret,
      // Signed with another key than the URL's, the request is a forgery to whoever reads the URL.
      signature: manner.signature ?? "valid",
      ...occasion.envelope,
      headers: headersOf(manner, plan.headers),
      transport: transportOptions(prepared, occasion, bench, (at) => {
        releasedAt = at;
      }),
    },
    { clock, transport },
  );
  const exchange: Exchange = {
    ...sent,
    ...transport.sent(),
    ...(manner.signedWithKey ? { signature: "swapped-key" } : {}),
  };
  const { findings, platform } = judge(prepared.definition, exchange, plan.judge);
  return {
    name: prepared.delivery.name,
    delivery: prepared.delivery,
    definition: prepared.definition,
    exchange,
    exchangeId: occasion.exchangeId,
    plain: prepared.plain,
    findings,
    platform,
    data: errorCodeOf(exchange) === undefined ? undefined : answerData(exchange),
    code: errorCodeOf(exchange),
    earlier: occasion.earlier,
    releasedAt,
    // Judging takes time of its own, in which the merchant may have called already.
    answeredAt: Math.min(clock.elapsed(), (occasion.hold ? releasedAt : begin) + exchange.durationMs),
    changes: prepared.changes,
  };
}

/** Asked to come again, where Douyin would. */
export function asksForRetry({ code, exchange }: Delivered): boolean {
  return code === 100 && !exchange.malformed && !isForged(exchange.signature);
}

function transportOptions(
  { manner }: Prepared,
  { hold, onReleased }: Occasion,
  { plan }: Bench,
  note: (elapsedMs: number) => void,
): TransportOptions {
  const { sabotage } = manner;
  return {
    timeoutMs: plan.timeoutMs,
    maxBodyBytes,
    insecure: plan.insecure,
    keepAlive: manner.isOnKeptConnection === true,
    ...(sabotage && sabotage.kind !== "none" ? { sabotage } : {}),
    ...(hold ? { hold } : {}),
    onReleased: (elapsedMs) => {
      note(elapsedMs);
      onReleased?.(elapsedMs);
    },
  };
}

function headersOf(
  { headers = {}, emptySignatures }: Manner,
  common: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const own = Object.entries(headers);
  const replaced = new Set(own.map(([name]) => name.toLowerCase()));
  const kept = common.filter(([name]) => !replaced.has(name.toLowerCase()));
  return [...kept, ...own, ...(emptySignatures ? [["x-life-sign", ""] as const] : [])];
}

function withQuery(endpoint: string, query: Manner["query"] = {}): string {
  const added = Object.entries(query).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  if (added.length === 0) return endpoint;
  const { head, query: own, fragment } = splitUrl(endpoint);
  return `${head}?${[...(own ? [own] : []), ...added].join("&")}${fragment}`;
}

type Reshaping = Pick<Transport, "send"> & {
  /** What really went out, once it has. */
  readonly sent: () => Partial<Pick<Exchange, "url" | "requestHeaders" | "requestBytes">>;
};

/** Changes the signed request in the ways that leave its signatures as they are. */
function reshaping(transport: Transport, manner: Manner, clientKey: string): Reshaping {
  let sent: WireRequest | undefined;
  return {
    send(request, options) {
      sent = reshaped(request, manner, clientKey);
      return transport.send(sent, options);
    },
    sent: () => (sent ? { url: sent.url, requestHeaders: sent.headers, requestBytes: sent.body } : {}),
  };
}

function reshaped(request: WireRequest, manner: Manner, clientKey: string): WireRequest {
  const { head, query = "", fragment } = splitUrl(request.url);
  const pairs = query
    .split("&")
    .map((pair) =>
      manner.signedWithKey && pair.startsWith("client_key=") ? `client_key=${encodeURIComponent(clientKey)}` : pair,
    );
  const ordered = manner.queryOrder === "sign-first" ? pairs.toReversed() : pairs;
  const signed = manner.emptySignatures ? [...ordered, "sign="] : ordered;
  const headers =
    manner.headerCase === "title"
      ? request.headers.map(([name, value]) => [titled(name), value] as const)
      : request.headers;
  return { ...request, url: `${head}?${signed.join("&")}${fragment}`, headers };
}

function titled(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

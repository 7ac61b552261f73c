import type { CallbackDefinition } from "../core/callback.js";
import type { Answer, Exchange } from "../core/exchange.js";
import type { JsonObject } from "../core/json.js";
import type { WireOutcome } from "../core/ports.js";
import { isLawful } from "../engine/lawful.js";
import { readAnswer } from "../engine/read-answer.js";
import type { Shot } from "./connection.js";
import type { LoadJob, Route } from "./job.js";
import type { OrderBody } from "./orders.js";
import { createPool, type Pool } from "./pool.js";
import { createSigner, type Signer } from "./signer.js";

/** Everything about one callback's requests but their bodies: where they go, how they are signed, what an answer is judged as. */
export type Messenger = {
  readonly definition: CallbackDefinition;
  readonly pool: Pool;
  readonly prefix: Uint8Array;
  shot(body: OrderBody, now: number): Shot;
  exchange(body: OrderBody, outcome: WireOutcome, about: About): Exchange;
};

/** `attempt`: 1 for the first delivery. `isStored`: the merchant accepted the order before. */
export type About = { readonly attempt: number; readonly isMalformed: boolean; readonly isStored?: boolean };

export async function createMessenger(
  definition: CallbackDefinition,
  { url }: Route,
  job: LoadJob,
  pools: Map<string, Pool>,
  logid: (now: number) => string,
): Promise<Messenger> {
  const { clientKey, clientSecret, timeoutMs, insecure, connections, workers } = job;
  const origin = new URL(url);
  const limit = Math.max(1, Math.floor(connections / workers));
  const pool = pools.get(origin.origin) ?? (await createPool(origin, { timeoutMs, insecure, limit }));
  pools.set(origin.origin, pool);
  const signer: Signer = createSigner({ url, clientKey, clientSecret });
  const headers = headersOf(clientKey, job.headers);
  let before: Answer | undefined;
  return {
    definition,
    pool,
    prefix: signer.prefix,
    shot({ signed, bytes }, now) {
      const { path, lifeSign } = signer.sign(signed, String(now));
      return { path, headers: headers(logid(now), lifeSign), body: bytes };
    },
    exchange({ bytes, payload }, outcome, { attempt, isMalformed, isStored }) {
      const { answer, failure, durationMs } = readAnswer(outcome, before);
      before = answer ?? before;
      const exchange: Exchange = {
        callback: definition.id,
        variant: job.payload.variant ?? definition.defaultVariant,
        attempt,
        startedAt: "",
        timeoutMs,
        url,
        requestHeaders: [],
        requestBytes: bytes,
        payload,
        signature: "valid",
        malformed: isMalformed,
        answer,
        failure,
        durationMs,
        sabotaged: false,
        merchant: job.payload.merchant,
      };
      return isStored === undefined ? exchange : { ...exchange, orderStored: isStored };
    },
  };
}

/** Whether the payloads of the run are meant to be accepted: not after a setting that breaks the schema or a law. */
export function isMalformed(definition: CallbackDefinition, payload: JsonObject, clientSecret: string): boolean {
  return !isLawful(definition, { plain: undefined, payload }, clientSecret);
}

/** Names and values in turn, as undici takes them; a header of the user's takes the place of ours. */
function headersOf(
  clientKey: string,
  added: LoadJob["headers"],
): (logid: string, lifeSign: string) => readonly string[] {
  const replaced = new Set(added.map(([name]) => name.toLowerCase()));
  const own = (name: string, value: string): readonly string[] =>
    replaced.has(name.toLowerCase()) ? [] : [name, value];
  const fixed = [...own("Content-Type", "application/json"), ...own("x-life-clientkey", clientKey), ...added.flat()];
  if (replaced.has("x-bytedance-logid") || replaced.has("x-life-sign")) {
    return (logid, lifeSign) => [...fixed, ...own("X-Bytedance-Logid", logid), ...own("x-life-sign", lifeSign)];
  }
  return (logid, lifeSign) => [...fixed, "X-Bytedance-Logid", logid, "x-life-sign", lifeSign];
}

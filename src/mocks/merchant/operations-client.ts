import {
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  projectNumbers,
  stringifyJson,
} from "../../core/json.js";
import type { Clock } from "../../core/ports.js";
import type { OwedCall, PlatformCall, PlatformReply } from "./stages.js";
import { createTokenSource } from "./token-source.js";

export type Platform = {
  /** Base URL, without a path. */
  readonly url: string;
  readonly call: (request: Request) => Promise<Response>;
};

type ClientParts = {
  readonly platform?: Platform;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  /** Puts faults around the single call. */
  readonly wrap: (
    core: (call: PlatformCall) => Promise<PlatformReply>,
  ) => (call: PlatformCall) => Promise<PlatformReply>;
};

export type OperationsClient = {
  /** Performs each call after its delay, once per key. */
  promise(calls: readonly OwedCall[]): void;
  /** Performs a call now; resolves when the platform took it or the attempts are used up. */
  perform(call: OwedCall): Promise<void>;
  idle(): Promise<void>;
  close(): void;
};

/** The merchant's side of the operations: a token that is fetched once, and patience with a platform that says no. */
export function createOperationsClient(parts: ClientParts): OperationsClient {
  const { platform, clock } = parts;
  const promised = new Set<string>();
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  const tokens = createTokenSource({ ...parts, send: (path, body) => send(path, {}, body) });

  async function send(path: string, headers: Readonly<Record<string, string>>, body: JsonObject): Promise<JsonValue> {
    if (!platform) return null;
    const response = await platform.call(
      new Request(new URL(path, platform.url), {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: stringifyJson(body),
        redirect: "manual",
        signal: closing.signal,
      }),
    );
    return readReply(await response.text());
  }

  async function perform(call: OwedCall): Promise<void> {
    if (!platform) return;
    for (let attempt = 1; attempt <= call.maxAttempts; attempt++) {
      if (attempt > 1) await clock.sleep(firstPauseMs * 2 ** (attempt - 2), closing.signal);
      if (!call.isOwed()) return;
      const errorCode = await attemptOnce(call);
      if (errorCode === 0) return;
      if (tokenCodes.includes(errorCode ?? 0)) tokens.forget();
    }
  }

  async function attemptOnce({ path, body }: OwedCall): Promise<number | undefined> {
    const request = parts.wrap(async (call) => ({
      errorCode: errorCodeOf(await send(call.path, call.headers, call.body)),
    }));
    try {
      const reply = await request({ path, headers: { "access-token": await tokens.get() }, body });
      return reply.errorCode;
    } catch (error) {
      if (closing.signal.aborted) throw error;
      // A platform that cannot be reached is asked again like one that says no.
      return undefined;
    }
  }

  function start(call: OwedCall): void {
    const run = clock
      .sleep(call.delayMs, closing.signal)
      .then(() => perform(call))
      .catch((error: unknown) => {
        if (!closing.signal.aborted) throw error;
      })
      .finally(() => running.delete(run));
    running.add(run);
  }

  return {
    promise(calls) {
      if (!platform) return;
      for (const call of calls.filter(({ key }) => !promised.has(key))) {
        promised.add(call.key);
        start(call);
      }
    },
    perform,
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    close: () => closing.abort(),
  };
}

const firstPauseMs = 500;

/** Token invalid, token expired. */
const tokenCodes: readonly number[] = [2190002, 2190008];

function readReply(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    // An answer without an envelope counts as a failure.
    return null;
  }
}

/** `extra.error_code` is looked at before `data.error_code`, as merchants do; HTTP is 200 even for failures. */
function errorCodeOf(reply: JsonValue): number | undefined {
  if (!isObject(reply)) return undefined;
  const codes = [reply.extra, reply.data]
    .filter(isObject)
    .flatMap(({ error_code }) => (error_code === undefined ? [] : [Number(projectNumbers(error_code))]));
  return codes.find((code) => code !== 0) ?? codes[0];
}

import type { OperationRegistry } from "../../core/operation.js";
import type { OperationArrived, PlatformPort, PlatformScript } from "../../core/platform-port.js";
import type { Clock, Random } from "../../core/ports.js";
import type { Lang } from "../../core/text.js";
import { type PlatformConnection, platformApp } from "./app.js";
import type { PlatformEvent, ReceivedCall } from "./events.js";
import { textsIn } from "./mentions.js";
import { createStore } from "./store.js";

export type PlatformPortOptions = {
  readonly operations: OperationRegistry;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly lang: Lang;
  /** Where it is reached; of no meaning to a merchant in the same process, which calls `fetch`. */
  readonly baseUrl?: string;
};

export type RunningPort = PlatformPort & {
  /** Answers the merchant's calls; put it behind a server, or hand it to a merchant in the same process. */
  fetch(request: Request, connection?: PlatformConnection): Promise<Response>;
};

/**
 * The platform for a run of cases: it hands out tokens, holds calls against names and shapes, and remembers them.
 * It knows no orders, since the runner sends the callbacks: what a call means is judged by the rules.
 */
export function createPlatformPort(options: PlatformPortOptions): RunningPort {
  const { clock, baseUrl = "http://platform.localhost" } = options;
  const store = createStore();
  const calls: KeptCall[] = [];
  const waiters = new Set<() => void>();
  const scripts = new Map<string, PlatformScript>();
  const app = platformApp({
    ...options,
    store,
    isLenient: true,
    script(body) {
      const orderId = textsIn(body).find((text) => scripts.has(text));
      const script = orderId === undefined ? undefined : scripts.get(orderId);
      scripts.delete(orderId ?? "");
      return script && scriptCodes[script];
    },
  });
  store.subscribe((event) => {
    const kept = keptCall(event);
    if (!kept) return;
    calls.push(kept);
    for (const wake of [...waiters]) wake();
  });

  function operationsFor(ids: readonly string[]): readonly OperationArrived[] {
    return calls.filter((call) => isAbout(call, ids)).map(({ arrived }) => arrived);
  }

  return {
    baseUrl,
    fetch: (request, connection) => app.fetch(request, connection),
    script: (orderId, script) => scripts.set(orderId, script),
    operationsFor,
    operationsBeside: (ids) => calls.filter((call) => !isAbout(call, ids)).map(({ arrived }) => arrived),
    async waitFor(ids, seen, timeoutMs, signal) {
      const settled = new AbortController();
      const timeout = clock.sleep(timeoutMs, AbortSignal.any([signal, settled.signal]));
      const arrival = new Promise<void>((resolve) => {
        const wake = (): void => {
          if (operationsFor(ids).length > seen) resolve();
        };
        waiters.add(wake);
        settled.signal.addEventListener("abort", () => waiters.delete(wake), { once: true });
        wake();
      });
      try {
        await Promise.race([arrival, timeout]);
      } finally {
        settled.abort();
        // The sleep that nobody waits for any more ends with that reason.
        timeout.catch(() => undefined);
      }
      return operationsFor(ids);
    },
  };
}

const scriptCodes: Readonly<Record<PlatformScript, number>> = { "business-failure": 3000001, "token-expired": 2190008 };

type KeptCall = { readonly arrived: OperationArrived; readonly texts: ReadonlySet<string> };

function isAbout({ texts }: KeptCall, ids: readonly string[]): boolean {
  return ids.some((id) => texts.has(id));
}

function keptCall(event: PlatformEvent): KeptCall | undefined {
  if (event.type !== "operation" && event.type !== "stray-call") return undefined;
  const { call } = event;
  return { arrived: arrivedCall(call), texts: new Set(call.body ? textsIn(call.body) : []) };
}

function arrivedCall({ operation, path, elapsedAt, headers, body, code }: ReceivedCall): OperationArrived {
  return { operation, path, arrivedAt: elapsedAt, headers, body, answeredCode: code };
}

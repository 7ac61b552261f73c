import type { JsonObject } from "./json.js";

/** A call of the merchant to the platform, as it arrived. */
export type OperationArrived = {
  /** The operation's id in the catalogue; the path when it is none. */
  readonly operation: string;
  readonly path: string;
  /** Monotonic ms of the clock that the deliveries are timed by. */
  readonly arrivedAt: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when the body was no JSON object. */
  readonly body: JsonObject | undefined;
  /** The first code that was not 0 in the platform's answer, 0 when it took the call. */
  readonly answeredCode: number;
};

/** How the platform answers the first operation about an order instead of judging it. */
export type PlatformScript = "business-failure" | "token-expired";

/** The mock platform as the runner needs it. */
export type PlatformPort = {
  readonly baseUrl: string;
  /** Tells it of an order, so that it knows it when the merchant calls; `outIds` are the ids that the merchant may confuse with it. */
  script(orderId: string, script: PlatformScript): void;
  /** Calls about this order so far, in order of arrival; those that name it under a wrong field or by the merchant's id count too. */
  operationsFor(ids: readonly string[]): readonly OperationArrived[];
  /** All other calls, in order of arrival: a call that names its order wrongly is among them. */
  operationsBeside(ids: readonly string[]): readonly OperationArrived[];
  /** Resolves with the calls once there is one more than `seen`, or after `timeoutMs`. */
  waitFor(
    ids: readonly string[],
    seen: number,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<readonly OperationArrived[]>;
};

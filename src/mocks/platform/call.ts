import type { JsonObject } from "../../core/json.js";
import type { OperationDefinition } from "../../core/operation.js";
import type { OrderChange } from "../../core/platform-order.js";
import type { Clock, Random } from "../../core/ports.js";
import type { Lang } from "../../core/text.js";
import type { Verdict } from "./envelope.js";
import type { FaultSwitch } from "./faults.js";
import type { PlatformStore } from "./store.js";

/** What answering an operation takes. */
export type OperationParts = {
  readonly store: PlatformStore;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Of the detailed reasons; titles are in Chinese as Douyin's own. */
  readonly lang: Lang;
  readonly faults?: FaultSwitch;
  /** Takes calls about orders that it never heard of: somebody else sends the callbacks, and judges. */
  readonly isLenient?: boolean;
  /** A code that this call gets instead of a verdict. */
  readonly script?: (body: JsonObject) => number | undefined;
};

/** A call as it came over the wire. */
export type IncomingCall = {
  readonly definition: OperationDefinition;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** The same, for those who look at it. */
  readonly text: string;
  /** Monotonic milliseconds. */
  readonly elapsedAt: number;
};

/** What the platform makes of it. */
export type JudgedCall = { readonly verdict: Verdict; readonly change?: OrderChange };

import type {
  AnswerInput,
  CallbackDefinition,
  MerchantMemory,
  OperationCall,
  SchemaMistake,
} from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import type { Clock, Random } from "../../core/ports.js";

/**
 * The correct merchant is a chain of stages. A lawful design or a fault wraps one of them: it may change what goes in,
 * change what comes out, wait, or never call `next` at all.
 */
export type Stage<In, Out> = (input: In, next: (input: In) => Promise<Out>, world: World) => Promise<Out>;

export type Hooks = {
  /** The whole exchange: request in, response out. Only here can an exchange be dropped, delayed or crashed before anything else. */
  readonly receive?: Stage<Received, Response>;
  /** Whether the signature holds. */
  readonly verify?: Stage<Received, boolean>;
  /** Bytes to payload: parsed, personal fields decrypted, validated. */
  readonly read?: Stage<Received, Reading>;
  /** Payload to answer, with what the merchant remembers. */
  readonly decide?: Stage<Decision, Decided>;
  /** Answer to HTTP response. */
  readonly write?: Stage<Written, Response>;
  /** One call of the merchant to the platform. */
  readonly call?: Stage<PlatformCall, PlatformReply>;
};

export type Received = {
  readonly definition: CallbackDefinition;
  readonly url: string;
  readonly headers: Headers;
  /** The body's exact bytes. */
  readonly bytes: Uint8Array;
  /** Aborted when the sender goes away. */
  readonly signal: AbortSignal;
  /** The socket below, where there is one. */
  readonly connection?: Connection;
};

/** What a misbehaving server does below HTTP; the response that the handler then returns is not sent. */
export type Connection = {
  /** Closes with a TCP reset. */
  reset(): void;
  /** Writes bytes as they are, status line and all. */
  write(bytes: Uint8Array | string): void;
  end(): void;
};

export type Reading =
  | { readonly kind: "payload"; readonly payload: JsonObject; readonly mistakes: readonly SchemaMistake[] }
  /** Not a JSON object in UTF-8; `reason` goes into the answer's description. */
  | { readonly kind: "unreadable"; readonly reason: string };

export type Decision = {
  readonly received: Received;
  readonly input: AnswerInput;
};

export type Decided = {
  /** `{ data: … }` */
  readonly body: JsonObject;
  readonly owed: readonly OwedCall[];
};

export type OwedCall = OperationCall & {
  /** Two equal keys are one debt: a repeated callback starts no second call. */
  readonly key: string;
  readonly delayMs: number;
  /** How often it is tried until the platform answers 0. */
  readonly maxAttempts: number;
  /** Asked before each attempt: what happened meanwhile may have settled it. */
  readonly isOwed: () => boolean;
};

export type Written = {
  readonly received: Received;
  readonly status: number;
  readonly body: JsonObject;
};

export type PlatformCall = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
};

export type PlatformReply = {
  /** First code that is not 0 of the platform's envelope; 0 when there is none; undefined when the reply has no envelope. */
  readonly errorCode: number | undefined;
};

/** What a hook may use beside its input. */
export type World = {
  readonly clock: Clock;
  readonly random: Random;
  readonly memory: MerchantMemory;
  readonly clientSecret: string;
  /** Calls the platform at once and waits for the end of it; does nothing when no platform is configured. */
  readonly callPlatform: (call: OwedCall) => Promise<void>;
};

/** Puts `hooks` around `core`, the last one outermost. */
export function wrapStage<In, Out>(
  core: (input: In) => Promise<Out>,
  hooks: readonly (Stage<In, Out> | undefined)[],
  world: World,
): (input: In) => Promise<Out> {
  return hooks.reduce<(input: In) => Promise<Out>>(
    (next, hook) => (hook ? (input) => hook(input, next, world) : next),
    core,
  );
}

import type { CallbackDefinition, MerchantMemory } from "../../core/callback.js";
import { isObject, type JsonObject } from "../../core/json.js";
import type { Clock, Random } from "../../core/ports.js";
import { Crash, crashResponse } from "./crash.js";
import type { LawfulDesign } from "./designs.js";
import type { Fault } from "./fault.js";
import { createOperationsClient, type Platform } from "./operations-client.js";
import { readPayload } from "./read-payload.js";
import { jsonResponse } from "./respond.js";
import {
  type Decided,
  type Decision,
  type Hooks,
  type OwedCall,
  type PlatformCall,
  type PlatformReply,
  type Reading,
  type Received,
  type Stage,
  type World,
  type Written,
  wrapStage,
} from "./stages.js";
import { hasValidSignature } from "./verify.js";

type MerchantParts = {
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly design: LawfulDesign;
  readonly faults: readonly Fault[];
  readonly memory: MerchantMemory;
  readonly random: Random;
  readonly clock: Clock;
  readonly platform?: Platform;
};

export type Merchant = {
  handle(received: Received): Promise<Response>;
  idle(): Promise<void>;
  close(): void;
};

/** The chain of stages: verify, read, decide, write; then the calls that the answer promised. */
export function createMerchant(parts: MerchantParts): Merchant {
  const { clientSecret, design, memory, random, clock } = parts;
  const operations = createOperationsClient({ ...parts, wrap: (core) => wrapStage(core, callHooks(parts), world) });
  const world: World = { clock, random, memory, clientSecret, callPlatform: operations.perform };
  const chains = new Map<string, Chain>();

  function chainOf(definition: CallbackDefinition): Chain {
    const known = chains.get(definition.id);
    if (known) return known;
    const chain = createChain(hooksFor(definition, parts), world, exchange);
    chains.set(definition.id, chain);
    return chain;
  }

  async function exchange(received: Received): Promise<Response> {
    const { verify, read, decide, write } = chainOf(received.definition);
    const answer = (body: JsonObject, status = 200) => write({ received, status, body });
    if (!(await verify(received))) return answer(refusal("the signature does not match"), design.forgeryStatus);
    const reading = await read(received);
    if (reading.kind === "unreadable") return answer(refusal(reading.reason));
    const { payload, mistakes } = reading;
    const decided = await decide({ received, input: { payload, mistakes, memory, design: design.merchant } });
    const response = await answer(decided.body);
    // Who has gone will ask again, and is not to be called before it has an answer.
    if (!received.signal.aborted) operations.promise(decided.owed);
    return response;
  }

  async function handle(received: Received): Promise<Response> {
    try {
      return await chainOf(received.definition).receive(received);
    } catch (error) {
      if (error instanceof Crash) return crashResponse();
      throw error;
    }
  }

  return { handle, idle: operations.idle, close: operations.close };
}

type Chain = {
  readonly receive: (received: Received) => Promise<Response>;
  readonly verify: (received: Received) => Promise<boolean>;
  readonly read: (received: Received) => Promise<Reading>;
  readonly decide: (decision: Decision) => Promise<Decided>;
  readonly write: (written: Written) => Promise<Response>;
};

function createChain(hooks: readonly Hooks[], world: World, exchange: Chain["receive"]): Chain {
  const { clientSecret } = world;
  const stage = <In, Out>(
    core: (input: In) => Out | Promise<Out>,
    pick: (hooks: Hooks) => Stage<In, Out> | undefined,
  ) => wrapStage(async (input: In) => core(input), hooks.map(pick), world);
  return {
    receive: stage(exchange, ({ receive }) => receive),
    verify: stage(
      (received: Received) => hasValidSignature(received, clientSecret),
      ({ verify }) => verify,
    ),
    read: stage(
      (received: Received) => readPayload(received, clientSecret),
      ({ read }) => read,
    ),
    decide: stage(decideCorrectly, ({ decide }) => decide),
    write: stage(
      ({ body, status }: Written) => jsonResponse(body, status),
      ({ write }) => write,
    ),
  };
}

/** Those of the faults that live in this callback, then the design's. */
function hooksFor(definition: CallbackDefinition, { faults, design }: MerchantParts): readonly Hooks[] {
  const active = faults.filter(({ callbacks }) => !callbacks || callbacks.includes(definition.id));
  return [...active.map(({ hooks }) => hooks), design.hooks];
}

function callHooks({ faults, design }: MerchantParts): readonly (Stage<PlatformCall, PlatformReply> | undefined)[] {
  return [...faults.map(({ hooks }) => hooks.call), design.hooks.call];
}

/** A payload with mistakes is refused whatever the definition says, and leaves nothing behind. */
function decideCorrectly({ received: { definition }, input }: Decision): Decided {
  if (input.mistakes?.length) {
    const body = definition.answer({ ...input, memory: readOnly(input.memory) });
    return { body: errorCodeOf(body) === 0 ? refusal("the payload is not valid") : body, owed: [] };
  }
  const answer = definition.answer(input);
  const { payload, design, memory } = input;
  const call = definition.followUp?.({ payload, answer, design });
  const key = `${definition.id}/${String(payload[definition.idempotencyKey])}`;
  const isOwed = () => definition.followUp?.({ payload, answer, design, memory }) !== undefined;
  return { body: answer, owed: call ? [{ ...call, key, isOwed, ...callManners }] : [] };
}

const callManners: Pick<OwedCall, "delayMs" | "maxAttempts"> = { delayMs: 250, maxAttempts: 6 };

function errorCodeOf(body: JsonObject): unknown {
  return isObject(body.data) ? body.data.error_code : undefined;
}

function readOnly(memory: MerchantMemory): MerchantMemory {
  return { ...memory, remember: () => {}, saveOrder: () => {} };
}

function refusal(description: string): JsonObject {
  return { data: { error_code: 13, description } };
}

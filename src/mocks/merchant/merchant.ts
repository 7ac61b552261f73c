import type { CallbackDefinition, MerchantMemory } from "../../core/callback.js";
import { isObject, type JsonObject } from "../../core/json.js";
import type { Clock, Random } from "../../core/ports.js";
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
  const { clientSecret, design, faults, memory, random, clock } = parts;
  const operations = createOperationsClient({ ...parts, wrap: (core) => wrapStage(core, callHooks(parts), world) });
  const world: World = { clock, random, memory, clientSecret, callPlatform: operations.perform };

  async function handle(received: Received): Promise<Response> {
    const hooks = [
      ...faults.filter((fault) => concerns(fault, received.definition)).map(({ hooks }) => hooks),
      design.hooks,
    ];
    const stage = <In, Out>(core: (input: In) => Promise<Out>, pick: (hooks: Hooks) => Stage<In, Out> | undefined) =>
      wrapStage(core, hooks.map(pick), world);
    const verify = stage(
      async (input: Received) => hasValidSignature(input, clientSecret),
      (hooks) => hooks.verify,
    );
    const read = stage(
      async (input: Received) => readPayload(input, clientSecret),
      (hooks) => hooks.read,
    );
    const decide = stage(
      async (input: Decision) => decideCorrectly(input),
      (hooks) => hooks.decide,
    );
    const write = stage(
      async ({ body, status }: Written) => jsonResponse(body, status),
      (hooks) => hooks.write,
    );

    return stage(
      async (input: Received) => {
        if (!(await verify(input)))
          return write({
            received: input,
            status: design.forgeryStatus,
            body: refusal("the signature does not match"),
          });
        const reading = await read(input);
        if (reading.kind === "unreadable")
          return write({ received: input, status: 200, body: refusal(reading.reason) });
        const { payload, mistakes } = reading;
        const decided = await decide({
          received: input,
          input: { payload, mistakes, memory, design: design.merchant },
        });
        const response = await write({ received: input, status: 200, body: decided.body });
        operations.promise(decided.owed);
        return response;
      },
      (hooks) => hooks.receive,
    )(received);
  }

  return { handle, idle: operations.idle, close: operations.close };
}

function callHooks({ faults, design }: MerchantParts): readonly (Stage<PlatformCall, PlatformReply> | undefined)[] {
  return [...faults.map(({ hooks }) => hooks.call), design.hooks.call];
}

function concerns(fault: Fault, definition: CallbackDefinition): boolean {
  return !fault.callbacks || fault.callbacks.includes(definition.id);
}

/** A payload with mistakes is refused whatever the definition says, and leaves nothing behind. */
function decideCorrectly({ received: { definition }, input }: Decision): Decided {
  if (input.mistakes?.length) {
    const body = definition.answer({ ...input, memory: readOnly(input.memory) });
    return { body: errorCodeOf(body) === 0 ? refusal("the payload is not valid") : body, owed: [] };
  }
  const answer = definition.answer(input);
  const call = definition.followUp?.({ payload: input.payload, answer, design: input.design });
  const key = `${definition.id}/${String(input.payload[definition.idempotencyKey])}`;
  return { body: answer, owed: call ? [{ ...call, key, ...callManners }] : [] };
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

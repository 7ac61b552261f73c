import type { AnswerInput, CallbackDefinition } from "../../core/callback.js";
import { isObject, type JsonObject, type JsonValue, stringifyJson } from "../../core/json.js";
import { getAt, pointerTokens, setAt } from "../../core/pointer.js";
import type { Decided, Decision, Hooks, OwedCall, Received, World } from "./stages.js";

/** Changes the answer's `data`, knowing the payload. Refusals of unreadable or forged requests do not pass here. */
export function onData(edit: (data: JsonObject, input: AnswerInput, world: World) => JsonObject): Hooks {
  return {
    decide: async (decision, next, world) => {
      const decided = await next(decision);
      return { ...decided, body: { ...decided.body, data: edit(dataOf(decided.body), decision.input, world) } };
    },
  };
}

/** Changes `data` of answers with `error_code` 0 only. */
export function onAcceptance(edit: (data: JsonObject, input: AnswerInput, world: World) => JsonObject): Hooks {
  return onData((data, input, world) => (data.error_code === 0 ? edit(data, input, world) : data));
}

/** Changes the whole body of every answer. */
export function onBody(edit: (body: JsonObject) => JsonValue): Hooks {
  return onText((_, body) => stringifyJson(edit(body)));
}

/** Changes the text of every answer, headers kept. */
export function onText(edit: (text: string, body: JsonObject) => string | Uint8Array<ArrayBuffer>): Hooks {
  return {
    write: async (written, next) => {
      const response = await next(written);
      return new Response(edit(await response.text(), written.body), response);
    },
  };
}

/** Changes the finished response. */
export function onResponse(edit: (response: Response) => Response | Promise<Response>): Hooks {
  return { write: async (written, next) => edit(await next(written)) };
}

/** Changes what the merchant owes the platform after an answer. */
export function onOwed(
  edit: (owed: readonly OwedCall[], decision: Decision, world: World) => readonly OwedCall[],
): Hooks {
  return {
    decide: async (decision, next, world) => {
      const decided = await next(decision);
      return { ...decided, owed: edit(decided.owed, decision, world) };
    },
  };
}

/** Changes the bytes that the merchant believes it got when it checks the signature. */
export function onSignedBytes(edit: (received: Received) => Partial<Received>): Hooks {
  return { verify: (received, next) => next({ ...received, ...edit(received) }) };
}

export function dataOf(body: JsonObject): JsonObject {
  return isObject(body.data) ? body.data : {};
}

/** An ordinary refusal with the fields that every answer has: what it repeats of the request, and a mode that stands in `data` itself. */
export function refusalOf(
  { echoes = [], decision }: CallbackDefinition,
  payload: JsonObject,
  code: number,
): JsonObject {
  const bare: JsonObject = { data: { error_code: code, description: `refused with ${code}` } };
  const hasMode = decision !== undefined && pointerTokens(decision.mode).length === 2;
  const body = hasMode ? setAt(bare, decision.mode, decision.sync) : bare;
  return echoes.reduce((made, { request, response }) => setAt(made, response, getAt(payload, request) ?? ""), body);
}

/** That refusal as what was decided: nothing is owed after it. */
export function refusedWith(code: number, { received, input }: Pick<Decision, "received" | "input">): Decided {
  return { body: refusalOf(received.definition, input.payload, code), owed: [] };
}

/** Whether it makes an order, which the answer gives an id of the merchant's own. */
export function isBooking({ received }: Pick<Decision, "received">): boolean {
  return received.definition.ownId !== undefined;
}

/** Refuses a good payload that `applies` describes. */
export function refusing(code: number, applies: (payload: JsonObject, world: World) => boolean): Hooks {
  return {
    decide: async (decision, next, world) => {
      const { payload, mistakes = [] } = decision.input;
      return mistakes.length > 0 || !applies(payload, world) ? next(decision) : refusedWith(code, decision);
    },
  };
}

/** What makes two deliveries the same. */
export function keyOf({ received, input }: Pick<Decision, "received" | "input">): string {
  return String(input.payload[received.definition.idempotencyKey]);
}

import { isObject, type JsonObject } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import type { IncomingCall, OperationParts } from "./call.js";
import { mentionedOrder } from "./mentions.js";
import type { OrderRecord } from "./order-record.js";

/**
 * An answer and a call that the merchant made right after it travel on two connections, and the call may arrive first.
 * So a call about an order whose callback is out waits a moment for the answer before it counts as too early.
 */
export async function awaitAnswer(
  { definition, text }: IncomingCall,
  { store, clock }: Pick<OperationParts, "store" | "clock">,
): Promise<void> {
  if (definition.purpose.kind !== "order") return;
  const body = readObject(text);
  const order = body && mentionedOrder(store.state, body);
  if (!order || !isOut(order)) return;
  const settled = new AbortController();
  const leave = store.subscribe((event) => {
    if (event.type === "attempt-ended" && event.orderId === order.orderId) settled.abort();
  });
  try {
    await clock.sleep(overtakingMs, settled.signal);
  } catch (error) {
    if (!settled.signal.aborted) throw error;
  } finally {
    leave();
  }
}

/** Real milliseconds. */
const overtakingMs = 100;

function isOut({ deliveries }: OrderRecord): boolean {
  return deliveries.some(({ status }) => status.kind === "in-flight");
}

function readObject(text: string): JsonObject | undefined {
  const parsed = parseJsonText(text);
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
}

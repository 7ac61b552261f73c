import type { CallbackDefinition, EarlierOrder } from "../core/callback.js";
import { isForged } from "../core/exchange.js";
import { isObject, type JsonObject } from "../core/json.js";
import { nearest } from "../core/nearest.js";
import { getAt } from "../core/pointer.js";
import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";
import type { JournalEntry } from "../node/read-journal.js";
import type { Context } from "./command.js";
import { journalEntries, keyOf, payloadOf } from "./journal/journal-entries.js";

/** The order that `--for last` or `--for ORDER_ID` means, from the journal. Throws `AppError` when there is none. */
export async function earlierOrder(
  wanted: string,
  definition: CallbackDefinition,
  context: Context,
): Promise<EarlierOrder> {
  const { refersTo } = definition;
  if (refersTo === undefined) throw problem("for-without-earlier", noEarlier, { callback: definition.id });
  const maker = await context.registry.load(refersTo);
  const orders = ordersIn(await journalEntries(context), maker);
  const found = wanted === "last" ? lastOf(orders) : orders.find(({ id }) => id === wanted);
  if (found) return found.order;
  const [near] = nearest(
    wanted,
    orders.map(({ id }) => id),
    1,
  );
  const text = orders.length === 0 ? journalEmpty : near ? unknownNear : unknown;
  throw problem("for-unknown", text, { wanted, callback: refersTo, near: near ?? "" });
}

/** The orders in the journal that a callback can be about, the latest last; none for one that starts anew. */
export async function knownOrders({ refersTo }: CallbackDefinition, context: Context): Promise<readonly KnownOrder[]> {
  if (refersTo === undefined) return [];
  return ordersIn(await journalEntries(context), await context.registry.load(refersTo));
}

export type KnownOrder = { readonly id: string; readonly order: EarlierOrder };

/** Every order that was sent in earnest, in the order of its last delivery, with the merchant's id once it has given one. */
function ordersIn(entries: readonly JournalEntry[], maker: CallbackDefinition): readonly KnownOrder[] {
  const orders = new Map<string, EarlierOrder>();
  for (const entry of entries) {
    if (entry.callback !== maker.id || entry.malformed || isForged(entry.signature)) continue;
    const payload = payloadOf(entry);
    const id = keyOf(payload, maker);
    if (!payload || id === undefined) continue;
    const outId = outIdOf(entry, maker) ?? orders.get(id)?.orderOutId;
    orders.delete(id);
    orders.set(id, { payload, ...(outId === undefined ? {} : { orderOutId: outId }) });
  }
  return [...orders].map(([id, order]) => ({ id, order }));
}

/** The last order that the merchant took; if it took none, the last one that was sent. */
function lastOf(orders: readonly KnownOrder[]): KnownOrder | undefined {
  return orders.findLast(({ order }) => order.orderOutId !== undefined) ?? orders.at(-1);
}

function outIdOf({ outcome }: JournalEntry, { ownId }: CallbackDefinition): string | undefined {
  const answer = outcome?.response && payloadOf(outcome.response);
  const id = answer && ownId !== undefined && isAccepted(answer) ? getAt(answer, ownId) : undefined;
  return typeof id === "string" && id !== "" ? id : undefined;
}

function isAccepted({ data }: JsonObject): boolean {
  return isObject(data) && data.error_code === 0;
}

function problem(code: string, text: Text, args: Readonly<Record<string, string>>): AppError {
  return new AppError({ code, category: "usage", text, args });
}

const noEarlier: Text = {
  zh: "{callback} 不针对之前的订单，不能用 --for。请去掉它。",
  en: "{callback} is not about an earlier order, so --for has no meaning. Take it out.",
};
const journalEmpty: Text = {
  zh: "收发日志里还没有订单。请先用 send {callback} 创建一笔。",
  en: "The journal has no orders yet. Create one with send {callback} first.",
};
const unknown: Text = {
  zh: "收发日志里没有订单 {wanted}。log 列出已有的收发，--for last 表示最近一笔。",
  en: "The journal has no order {wanted}. log lists what there is; --for last means the latest one.",
};
const unknownNear: Text = {
  zh: "收发日志里没有订单 {wanted}。最接近的是 {near}。",
  en: "The journal has no order {wanted}. The nearest one is {near}.",
};

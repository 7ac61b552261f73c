import type { CallbackDefinition, EarlierOrder } from "../core/callback.js";
import { isForged } from "../core/exchange.js";
import { getAt } from "../core/pointer.js";
import { AppError } from "../core/problem.js";
import { errorCodeOf } from "../engine/answer-data.js";
import type { JournalEntry } from "../node/read-journal.js";
import type { Context } from "./command.js";
import { entryExchange } from "./journal/entry-exchange.js";
import { journalEntries, keyOf } from "./journal/journal-entries.js";

/**
 * The order that `--for last` or `--for ORDER_ID` means, from the journal: the newest one that was accepted, else the
 * newest one at all. Throws `AppError` when there is none.
 */
export async function earlierOrder(
  wanted: string,
  definition: CallbackDefinition,
  context: Context,
): Promise<EarlierOrder> {
  if (definition.refersTo === undefined)
    throw new AppError({
      code: "for-without-earlier",
      category: "usage",
      text: {
        zh: "{callback} 不针对之前的订单,不能用 --for。请去掉它。",
        en: "{callback} is not about an earlier order, so --for has no meaning. Take it out.",
      },
      args: { callback: definition.id },
    });
  const [created, entries, { settings }] = await Promise.all([
    context.registry.load(definition.refersTo),
    journalEntries(context),
    context.settings(),
  ]);
  const orders = entries
    .filter(({ callback, signature }) => callback === created.id && !isForged(signature))
    .map((entry) => orderOf(entry, created, settings.merchant))
    .filter(({ key }) => key !== undefined && (wanted === "last" || key === wanted));
  const order = orders.findLast(({ isAccepted }) => isAccepted) ?? orders.at(-1);
  if (order) return order.earlier;
  throw new AppError({
    code: "for-unknown",
    category: "usage",
    text: {
      zh: "收发日志里没有订单 {wanted}。请先用 send {callback} 创建,或用 log 查看已有的。",
      en: "The journal has no order {wanted}. Create one with send {callback} first, or look at log.",
    },
    args: { wanted, callback: definition.refersTo },
  });
}

type JournalOrder = {
  readonly key: string | undefined;
  readonly isAccepted: boolean;
  readonly earlier: EarlierOrder;
};

function orderOf(
  entry: JournalEntry,
  created: CallbackDefinition,
  merchant: Parameters<typeof entryExchange>[1],
): JournalOrder {
  const exchange = entryExchange(entry, merchant);
  const { payload = {}, answer } = exchange;
  const isAccepted = errorCodeOf(exchange) === 0;
  const ownId = isAccepted && created.ownId ? getAt(answer?.json ?? null, created.ownId) : undefined;
  return {
    key: keyOf(exchange.payload, created),
    isAccepted,
    earlier: { payload, ...(typeof ownId === "string" && ownId !== "" ? { orderOutId: ownId } : {}) },
  };
}

import type { CallbackDefinition, EarlierOrder } from "../core/callback.js";
import { AppError } from "../core/problem.js";
import type { Context } from "./command.js";

/** The order that `--for last` or `--for ORDER_ID` means, from the journal. Throws `AppError` when there is none. */
export async function earlierOrder(
  wanted: string,
  definition: CallbackDefinition,
  _context: Context,
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

import { integerOf } from "../../core/integer.js";
import type { JsonObject } from "../../core/json.js";
import type { OperationEffect, PlatformOrder, Stay } from "../../core/platform-order.js";
import type { Text } from "../../core/text.js";
import { beforeAnswer, illegal, taken, wrongState } from "../refusal.js";

/** Moves the stay on: checked in or no-show, then checked out. */
export function apply(order: PlatformOrder, body: JsonObject): OperationEffect {
  if (!order.hasAnswer) return illegal(beforeAnswer, { mayRetry: true });
  if (order.orderOutId !== undefined && body.order_out_id !== order.orderOutId) return wrongState(texts.otherOutId);
  if (order.booking !== "confirmed") return wrongState(texts.notConfirmed);
  const stay = byStatus[Number(integerOf(body.accommodation_status))];
  if (stay === undefined || stay === order.stay) return taken({ type: "nothing" });
  const isNext = stay === "checked-out" ? order.stay !== undefined : order.stay === undefined;
  return isNext ? taken({ type: "stay-changed", stay }) : wrongState(texts.notNext);
}

const byStatus: Readonly<Record<number, Stay>> = { 1: "checked-in", 2: "no-show", 3: "checked-out" };

const texts = {
  otherOutId: {
    zh: "order_out_id 与创单应答里的不一致。",
    en: "order_out_id differs from the one in the answer to the create.",
  },
  notConfirmed: {
    zh: "订单没有确认（或已取消），不能同步入住状态。",
    en: "The order is not confirmed, or cancelled; there is no stay to report.",
  },
  notNext: {
    zh: "入住状态的顺序不对：先入住（1）或未到店（2），再离店（3）。",
    en: "That is not the next step of a stay: first checked in (1) or no-show (2), then checked out (3).",
  },
} satisfies Record<string, Text>;

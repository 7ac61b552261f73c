import { integerOf } from "../../core/integer.js";
import { isObject, type JsonObject } from "../../core/json.js";
import type { OperationEffect, PlatformOrder } from "../../core/platform-order.js";
import type { Text } from "../../core/text.js";
import { beforeAnswer, illegal, taken, wrongState } from "../refusal.js";

/** Accepts or refuses an order that waits for it, or one that waits for its payment. */
export function apply(order: PlatformOrder, body: JsonObject): OperationEffect {
  if (!order.isConfirmable) return illegal(texts.neverConfirmed, { mayRetry: false });
  if (!order.hasAnswer || order.booking === "creating") return illegal(beforeAnswer, { mayRetry: true });
  const isAccepted = isObject(body.confirm_result) && integerOf(body.confirm_result.confirm_result) === 1;
  const { booking, decision } = order;
  if (booking === "wait-confirm" || booking === "created") return taken({ type: "confirm-decided", isAccepted });
  if (booking === "create-failed") return wrongState(texts.notCreated);
  if (decision?.by === "answer") return wrongState(texts.decidedInAnswer);
  if (decision?.by === "operation") {
    return decision.isAccepted === isAccepted ? taken({ type: "nothing" }) : wrongState(texts.contradicts);
  }
  return wrongState(texts.closed);
}

const texts = {
  neverConfirmed: {
    zh: "预售券订单（biz_type 2011）不需要确认接单。",
    en: "A presale voucher (biz_type 2011) is never confirmed.",
  },
  notCreated: { zh: "创单没有成功，没有可以确认的订单。", en: "The create failed; there is no order to confirm." },
  decidedInAnswer: {
    zh: "创单应答里已经给出接单结果（confirm_mode 1），不能再次确认。",
    en: "The answer to the create already decided it (confirm_mode 1); there is nothing left to confirm.",
  },
  contradicts: {
    zh: "之前已经给出相反的接单结果，不能更改。",
    en: "An earlier call decided the opposite, and that stands.",
  },
  closed: {
    zh: "订单已经取消（例如超过接单时限），不能再确认。",
    en: "The order is already cancelled, for instance past the confirm deadline; it can no longer be confirmed.",
  },
} satisfies Record<string, Text>;

import { integerOf } from "../../core/integer.js";
import type { JsonObject } from "../../core/json.js";
import type { OperationEffect, PlatformCancel, PlatformOrder } from "../../core/platform-order.js";
import type { Text } from "../../core/text.js";
import { badParameters, beforeAnswer, illegal, taken, wrongState } from "../refusal.js";

/** Decides a cancellation that waits for its audit. */
export function apply(order: PlatformOrder, body: JsonObject): OperationEffect {
  const cancel = order.cancels.find(({ cancelId }) => cancelId === body.cancel_Id);
  if (!cancel) return wrongState(texts.unknown);
  if (cancel.cancelType !== Number(integerOf(body.cancel_type))) return badParameters(texts.otherType);
  return decide(cancel, integerOf(body.cancel_result) === 1);
}

function decide({ state, isNotice, cancelId }: PlatformCancel, isAccepted: boolean): OperationEffect {
  if (isNotice) return wrongState(texts.notice);
  switch (state) {
    case "sent":
      return illegal(beforeAnswer, { mayRetry: true });
    case "wait-audit":
      return taken({ type: "audit-decided", cancelId, isAccepted });
    case "timed-out":
      return wrongState(texts.timedOut);
    case "accepted":
    case "kept":
      return (state === "accepted") === isAccepted ? taken({ type: "nothing" }) : wrongState(texts.contradicts);
  }
}

const texts = {
  unknown: {
    zh: "该订单没有这个 cancel_Id。请原样传回取消回调里的 cancel_id。",
    en: "The order has no such cancel_Id. Send back the cancel_id of the cancel callback, unchanged.",
  },
  otherType: {
    zh: "cancel_type 与取消回调里的不一致，请原样传回。",
    en: "cancel_type differs from the callback's; send it back unchanged.",
  },
  notice: {
    zh: "这次取消只是通知（need_audit 为 false 或 null），没有要审核的内容。",
    en: "That cancellation was a notice (need_audit false or null); there is nothing to audit.",
  },
  timedOut: {
    zh: "审核已超时，款项已自动退给用户。",
    en: "The audit came too late: the guest was refunded automatically.",
  },
  contradicts: {
    zh: "之前已经给出相反的审核结果，不能更改。",
    en: "An earlier decision says the opposite, and that stands.",
  },
} satisfies Record<string, Text>;

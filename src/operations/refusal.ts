import type { OperationEffect, OrderChange } from "../core/platform-order.js";
import type { Text } from "../core/text.js";

export function taken(change: OrderChange): OperationEffect {
  return { kind: "taken", change };
}

/** The text that real calls got back when they came too early, or for an order that is never confirmed. Its code is assumed. */
export function illegal(reason: Text, { mayRetry }: { readonly mayRetry: boolean }): OperationEffect {
  return refusedWith(mayRetry ? 3000001 : 5000001, "非法请求", reason);
}

/** The order (or the cancellation) is not in a state in which the call makes sense. The code is assumed. */
export function wrongState(reason: Text): OperationEffect {
  return refusedWith(5000001, "订单状态不允许该操作", reason);
}

export function badParameters(reason: Text): OperationEffect {
  return refusedWith(2100005, "参数不合法", reason);
}

function refusedWith(code: number, title: string, reason: Text): OperationEffect {
  return { kind: "refused", refusal: { code, title, reason } };
}

/** An operation that comes before the callback was answered. */
export const beforeAnswer: Text = {
  zh: "平台还没有收到该回调的应答。请先返回应答，再调用本接口。",
  en: "The callback has not been answered yet. Answer it first, then call this operation.",
};

import type { Text } from "../../core/text.js";

/** What is said of the operations that a merchant owes. */
export const debtTexts = {
  missing: {
    zh: "应答说稍后再定，但在时限内没有收到对应的接口调用。到期后平台会自行处理（取消订单或退款）。请检查异步任务是否执行、接口地址是否指向平台。",
    en: "The answer put the decision off, but its operation did not arrive in time; at the deadline the platform decides by itself. See whether the background job runs and calls the platform's address.",
  },
  missingOther: {
    zh: "应答说稍后再定，但在时限内没有收到对应的接口调用；收到的一次调用 {field} 是 {actual}，应为 {expected}。平台找不到它，到期后会自行处理（取消订单或退款）。请原样保存并填写这个值。",
    en: "The answer put the decision off, but its operation did not arrive in time; a call came whose {field} is {actual}, where {expected} was due. The platform does not find that, and at the deadline it decides by itself. Keep the value as it came and send it unchanged.",
  },
  missingRounded: {
    zh: "应答说稍后再定，但在时限内没有收到对应的接口调用；收到的一次调用 {field} 是 {actual}，应为 {expected}：19 位数字经过浮点数丢失了末几位。平台找不到它，到期后会自行处理（取消订单或退款）。请把它当作字符串保存。",
    en: "The answer put the decision off, but its operation did not arrive in time; a call came whose {field} is {actual}, where {expected} was due: its last digits were lost in a floating-point number. The platform does not find that, and at the deadline it decides by itself. Keep it as a string.",
  },
  missingMixedUp: {
    zh: "应答说稍后再定，但在时限内没有收到对应的接口调用；同一时间订单 {orderId} 却收到了结论不同的两次调用，其中一次可能本该用于这个订单。到期后平台会自行处理（取消订单或退款）。请检查异步任务中的 order_id 是否来自共享的可变变量。",
    en: "The answer put the decision off, but its operation did not arrive in time; meanwhile order {orderId} got two calls that say different things, one of which may have been meant for this order. At the deadline the platform decides by itself. See whether the background job takes order_id from a shared mutable variable.",
  },
  early: {
    zh: "接口调用在应答之前就到达了，平台会返回“非法请求”。请在应答发出之后再调用。",
    en: "The operation arrived before the answer did; the platform calls that an illegal request. Call it after the answer has gone out.",
  },
  refused: {
    zh: "订单已被拒绝，商家却调用了接口。被拒绝的订单没有什么可确认的。",
    en: "The order was refused, yet the merchant called an operation about it. There is nothing to confirm of a refused order.",
  },
  token: {
    zh: "接口调用没有 access-token 请求头。请先用 client_token 接口取得令牌，放在 access-token 头里（不是 Authorization）。",
    en: "The call has no access-token header. Fetch a token with client_token and send it in the header access-token (not Authorization).",
  },
  noObject: {
    zh: "接口调用的请求体不是 JSON 对象。",
    en: "The body of the call is no JSON object.",
  },
  ownId: {
    zh: "接口调用的 order_id 是商家自己的订单号 {id}。请填抖音的订单号。",
    en: "The call's order_id is the merchant's own id, {id}. Send Douyin's order id.",
  },
  identity: {
    zh: "接口调用的 {field} 是 {actual}，应为 {expected}。",
    en: "The call's {field} is {actual}; it should be {expected}.",
  },
  expired: {
    zh: "令牌过期，商家换新令牌后又正确调用了一次。",
    en: "The token had expired; the merchant fetched another and called correctly.",
  },
  contradiction: {
    zh: "平台已经收到一次有效的调用，之后的调用却是另一个结论。同一订单只能有一个结论。",
    en: "The platform had taken one call, and a later one says something else. An order gets one decision.",
  },
  repeated: {
    zh: "同一结论提交了 {n} 次：重复的请求各自触发了一次调用。请按订单或 cancel_id 只调用一次。",
    en: "The same decision was submitted {n} times: each duplicate started a call of its own. Call once per order or cancel_id.",
  },
  ignored: {
    zh: "平台以 HTTP 200 和失败码 {code} 应答，之后没有再次调用。请检查 extra.error_code 和 data.error_code，失败后重试。",
    en: "The platform answered HTTP 200 with the failure code {code}, and the merchant never called again. Check extra.error_code and data.error_code, and call again.",
  },
} satisfies Readonly<Record<string, Text>>;

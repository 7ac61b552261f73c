import type { DescribedRule } from "../../core/rule.js";
import { sequence } from "./sequence.js";

const debt = (rule: Omit<DescribedRule, "kind" | "part">): DescribedRule =>
  sequence({ part: "callback-debt", ...rule });

/** What the merchant owes the platform after an asynchronous answer. */
export const debtRules = [
  debt({
    id: "debt/confirm-missing",
    severity: "error",
    title: { zh: "异步接单之后要调用确认接单接口", en: "An asynchronous create is followed by the confirm operation" },
    explanation: {
      zh: "confirm_mode 2 之后要在时限（merchant.confirmWithin）内调用确认接单接口，否则订单会被取消并退款。按订单计算，从第一次送达起任何一次调用都算。预售券（biz_type 2011）没有这笔欠账。",
      en: "After confirm_mode 2 the confirm operation is called within merchant.confirmWithin, or the order is cancelled and refunded. Counted per order; any call from the first delivery on settles it. A presale voucher (biz_type 2011) owes none.",
    },
    doc: { page: "confirm-order", field: "request.confirm_result" },
  }),
  debt({
    id: "debt/audit-missing",
    severity: "error",
    title: { zh: "异步取消之后要调用取消审核接口", en: "An asynchronous cancel is followed by the audit operation" },
    explanation: {
      zh: "cancel_mode 2 之后要在时限（merchant.auditWithin）内调用取消审核接口，否则自动退款给用户。",
      en: "After cancel_mode 2 the cancel audit operation is called within merchant.auditWithin, or the guest is refunded by itself.",
    },
    doc: { page: "cancel-audit", field: "request.cancel_result" },
  }),
  debt({
    id: "debt/too-early",
    severity: "error",
    title: { zh: "应答之前不能先调用接口", en: "The operation does not come before the answer" },
    explanation: {
      zh: "在任何一次请求得到应答之前就调用接口，平台会返回“非法请求”。请在应答发出之后再调用。被我们切断的请求不算。",
      en: "A call before any copy was answered is refused by the platform as an illegal request. Call after the answer has gone out. Copies that we cut off do not count.",
    },
    doc: { page: "confirm-order", field: "request.order_id" },
  }),
  debt({
    id: "debt/malformed",
    severity: "error",
    title: { zh: "接口调用的字段和取值正确", en: "The operation call is well-formed" },
    explanation: {
      zh: "常见错误：hotel_confirm_number 应为 confirm_number；cancel_id 应为 cancel_Id；confirm_result 应嵌套一层且为 1 或 2；接单没有确认号；拒单没有 reject_code 和 reject_reason；缺少 cancel_type 或 access-token；order_id 填了商家自己的订单号；对已拒绝的订单调用；前后矛盾的第二次调用。令牌过期后又正确调用只作提示。",
      en: "Usual mistakes: hotel_confirm_number for confirm_number; cancel_id for cancel_Id; a confirm_result that is flat, or neither 1 nor 2; accepting without a number; refusing without reject_code and reject_reason; no cancel_type; no access-token; the merchant's own id as order_id; an order that it refused; a second call that contradicts the first. An expired token followed by a correct call is only noted.",
    },
    doc: { page: "confirm-order", field: "request" },
  }),
  debt({
    id: "debt/repeated",
    severity: "warning",
    title: { zh: "重复的请求不重复调用接口", en: "A duplicate starts no second call" },
    explanation: {
      zh: "每收到一次重复请求就再调用一次接口，平台会当作重复操作。请按订单或 cancel_id 只调用一次。",
      en: "A call for every duplicate makes the same decision again and again. Call once per order or cancel_id.",
    },
    doc: { page: "confirm-order", field: "request.order_id" },
  }),
  debt({
    id: "debt/failure-ignored",
    severity: "warning",
    title: { zh: "接口失败后要再次调用", en: "A failed operation is called again" },
    explanation: {
      zh: "平台用 HTTP 200 加非 0 的码表示失败。只看状态码会以为成功，订单随后因超时被取消。请检查 extra.error_code 和 data.error_code，失败后重试。",
      en: "The platform says failure with HTTP 200 and a non-zero code. Whoever looks at the status alone takes it for success, and the order is cancelled at its deadline. Check extra.error_code and data.error_code, and call again.",
    },
    doc: { page: "confirm-order", field: "response.extra.error_code" },
  }),
];

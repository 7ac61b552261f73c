import type { JsonObject } from "../../../core/json.js";
import { design, type LawfulDesign } from "../design.js";
import { onData } from "../hooks.js";
import { textResponse } from "../respond.js";
import type { Hooks } from "../stages.js";

/** What is answered to a request that is not taken. */
export const refusalDesigns: readonly LawfulDesign[] = [
  design(
    "unauthorized-empty",
    { zh: "验签失败返回 HTTP 401，没有应答体", en: "Answers a bad signature with HTTP 401 and no body" },
    { forgeryStatus: 401, hooks: onForgery(() => new Response(null, { status: 401 })) },
  ),
  design(
    "forbidden-text",
    { zh: "验签失败由网关返回 HTTP 403 的文本", en: "A gateway answers a bad signature with HTTP 403 and a text" },
    {
      forgeryStatus: 403,
      hooks: onForgery(() => textResponse("Forbidden", { status: 403, headers: { "content-type": "text/plain" } })),
    },
  ),
  design(
    "bad-request-html",
    { zh: "验签失败返回 HTTP 400 的页面", en: "Answers a bad signature with HTTP 400 and a page" },
    {
      forgeryStatus: 400,
      hooks: onForgery(() =>
        textResponse("<html><body>Bad Request</body></html>", {
          status: 400,
          headers: { "content-type": "text/html" },
        }),
      ),
    },
  ),
  design(
    "refuses-in-decision",
    {
      zh: "业务拒绝都放在结论里：error_code 0，confirm_result 或 cancel_result 为 2",
      en: "Refuses in the decision: error_code 0 with confirm_result or cancel_result 2",
    },
    {
      hooks: onData((data, { payload }) => {
        const isNotice = payload.cancel_id !== undefined && payload.need_audit !== true;
        if (data.error_code === 0 || data.error_code === 100 || isNotice) return data;
        const reason = String(data.description ?? "refused");
        return payload.cancel_id === undefined && payload.cancel_type === undefined
          ? declined(payload)
          : { error_code: 0, description: "success", cancel_mode: 1, cancel_result: 2, reason };
      }),
    },
  ),
  design(
    "zero-values-everywhere",
    {
      zh: "序列化时写出每个字段的零值（Go 结构体）",
      en: "The serialiser writes a zero value for every field (Go structs)",
    },
    {
      merchant: { confirm: "async", cancel: "async" },
      hooks: onData((data, { payload }) =>
        payload.cancel_id === undefined
          ? {
              order_id: "",
              order_out_id: "",
              confirm_info: { confirm_mode: 0, confirm_result: 0, hotel_confirm_number: "" },
              ...data,
            }
          : { cancel_mode: 1, cancel_result: 0, refund_fee_amount: 0, reason: "", ...data },
      ),
      warnings: ["zero-optional"],
    },
  ),
  design(
    "malformed-400",
    { zh: "请求格式错误时返回 HTTP 400", en: "Answers a malformed request with HTTP 400" },
    {
      hooks: malformedAs400(),
      warnings: ["status"],
    },
  ),
];

function declined(payload: JsonObject): JsonObject {
  return {
    error_code: 0,
    description: "success",
    order_id: payload.order_id ?? "",
    order_out_id: "H-DECLINED",
    confirm_info: { confirm_mode: 1, confirm_result: 2 },
  };
}

function onForgery(answer: () => Response): Hooks {
  return { write: async (written, next) => (written.status === 200 ? next(written) : answer()) };
}

/** Requests that its validator stops, JSON or not. */
function malformedAs400(): Hooks {
  const stopped = new WeakSet<JsonObject>();
  return {
    decide: async (decision, next) => {
      const decided = await next(decision);
      if (decision.input.mistakes?.length) stopped.add(decided.body);
      return decided;
    },
    write: async (written, next) => next(stopped.has(written.body) ? { ...written, status: 400 } : written),
  };
}

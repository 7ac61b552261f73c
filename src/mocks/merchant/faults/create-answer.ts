import { isObject, type JsonObject } from "../../../core/json.js";
import type { Fault } from "../fault.js";
import { onAcceptance, onData } from "../hooks.js";
import { creates } from "./scope.js";

/** Fields of the create answer that are missing or contradict each other. */
export const createAnswerFaults: readonly Fault[] = [
  {
    id: "order-out-id-missing",
    title: { zh: "成功时不返回 order_out_id", en: "Gives no order_out_id on success" },
    summary: { zh: "只答成功，不返回自己的订单号。", en: "The answer says success without the merchant's own id." },
    callbacks: creates,
    expected: { rules: ["create-order/out-id-on-success"], suites: ["create-order"] },
    hooks: onAcceptance(({ order_out_id: _, ...data }) => data),
  },
  {
    id: "order-out-id-empty",
    title: { zh: "成功时 order_out_id 为空串", en: "Gives an empty order_out_id on success" },
    summary: {
      zh: "订单号在应答之后才生成，应答里是空串。",
      en: "The id is made after the answer, which holds an empty string.",
    },
    callbacks: creates,
    expected: { rules: ["create-order/out-id-on-success"], suites: ["create-order"] },
    hooks: onAcceptance((data) => ({ ...data, order_out_id: "" })),
  },
  {
    id: "confirm-info-missing",
    title: { zh: "一步创单不返回 confirm_info", en: "Leaves confirm_info out in one-step mode" },
    summary: {
      zh: "一步创单必须返回接单信息，否则抖音会取消订单。",
      en: "In one-step mode an answer without it makes Douyin cancel the order.",
    },
    callbacks: creates,
    expected: { rules: ["create-order/confirm-info-required"], suites: ["create-order"] },
    hooks: onAcceptance(({ confirm_info: _, ...data }) => data),
  },
  {
    id: "confirm-mode-missing",
    title: { zh: "confirm_info 缺少 confirm_mode", en: "Leaves confirm_mode out" },
    summary: { zh: "只返回了确认号和结果。", en: "Only number and result are returned." },
    callbacks: creates,
    expected: { rules: ["create-order/confirm-mode-required"], suites: ["create-order"] },
    hooks: onConfirmInfo(({ confirm_mode: _, ...info }) => info),
  },
  {
    id: "confirm-mode-unknown",
    title: { zh: "confirm_mode 为 3", en: "Sends confirm_mode 3" },
    summary: { zh: "用了文档没有的接单方式。", en: "A mode that the document does not have." },
    callbacks: creates,
    expected: { rules: ["schema/", "create-order/confirm-mode-required"], suites: ["create-order"] },
    hooks: onConfirmInfo((info) => ({ ...info, confirm_mode: 3 })),
  },
  {
    id: "confirm-result-missing",
    title: { zh: "同步接单缺少 confirm_result", en: "Leaves confirm_result out of a synchronous confirmation" },
    summary: {
      zh: "confirm_mode 为 1，却没有说接单还是拒单。",
      en: "Mode 1 without saying whether the order is accepted.",
    },
    callbacks: creates,
    expected: { rules: ["create-order/sync-confirm-complete"], suites: ["create-order"] },
    hooks: onConfirmInfo(({ confirm_result: _, ...info }) => info),
  },
  {
    id: "sync-confirm-result-0",
    title: { zh: "同步接单的 confirm_result 为 0", en: "Says confirm_result 0 in a synchronous confirmation" },
    summary: { zh: "0 表示异步，与 confirm_mode 1 矛盾。", en: "0 means asynchronous, which contradicts mode 1." },
    callbacks: creates,
    expected: { rules: ["create-order/sync-confirm-complete"], suites: ["create-order"] },
    hooks: onConfirmInfo((info) => ({ ...info, confirm_result: 0 })),
  },
  {
    id: "confirm-number-missing",
    title: { zh: "接单时没有确认号", en: "Confirms without a number" },
    summary: {
      zh: "confirm_result 为 1，却没有 hotel_confirm_number。",
      en: "confirm_result is 1 and hotel_confirm_number is absent.",
    },
    callbacks: creates,
    expected: { rules: ["create-order/sync-confirm-complete"], suites: ["create-order"] },
    hooks: onConfirmInfo(({ hotel_confirm_number: _, ...info }) => info),
  },
  {
    id: "confirm-number-empty",
    title: { zh: "接单时确认号为空串", en: "Confirms with an empty number" },
    summary: { zh: "酒店系统还没有给出确认号就接了单。", en: "The order is accepted before the hotel gave a number." },
    callbacks: creates,
    expected: { rules: ["create-order/sync-confirm-complete"], suites: ["create-order"] },
    hooks: onConfirmInfo((info) => ({ ...info, hotel_confirm_number: "" })),
  },
  {
    id: "confirm-number-misnamed",
    title: { zh: "确认号字段名写成 confirm_number", en: "Names the number confirm_number" },
    summary: {
      zh: "把确认接单接口的字段名用在了创单应答里。",
      en: "The field name of the confirm operation is used in the answer.",
    },
    callbacks: creates,
    expected: { rules: ["create-order/sync-confirm-complete"], suites: ["create-order"] },
    hooks: onConfirmInfo(({ hotel_confirm_number: number = "", ...info }) => ({ ...info, confirm_number: number })),
  },
  {
    id: "async-confirm-with-result",
    title: { zh: "异步接单却带了接单结果", en: "Confirms in an answer that says it confirms later" },
    summary: {
      zh: "confirm_mode 为 2，confirm_result 却是 1。",
      en: "confirm_mode is 2 and confirm_result is 1.",
    },
    callbacks: creates,
    expected: { rules: ["create-order/async-confirm-consistent"], suites: ["create-order"] },
    design: "async-confirm",
    hooks: onConfirmInfo((info) => (info.confirm_mode === 2 ? { ...info, confirm_result: 1 } : info)),
  },
  {
    id: "async-confirm-without-result",
    title: { zh: "异步接单缺少 confirm_result", en: "Leaves confirm_result out of an asynchronous answer" },
    summary: {
      zh: "一步创单要求 confirm_result，异步时应为 0。",
      en: "One-step mode asks for confirm_result, which is 0 here.",
    },
    callbacks: creates,
    expected: { rules: ["create-order/async-confirm-consistent"], suites: ["create-order"] },
    design: "async-confirm",
    hooks: onConfirmInfo(({ confirm_result: result, ...info }) =>
      info.confirm_mode === 2 ? info : { ...info, confirm_result: result ?? 1 },
    ),
  },
  {
    id: "refusal-confirms",
    title: { zh: "拒绝的应答带着接单信息", en: "Confirms an order that it refuses" },
    summary: {
      zh: "错误码不是 0，confirm_info 却说已接单。",
      en: "The code is not 0 and confirm_info says accepted.",
    },
    callbacks: creates,
    expected: {
      rules: ["create-order/refusal-carries-no-confirmation"],
      suites: ["idempotency", "error-codes"],
    },
    hooks: onData((data) =>
      data.error_code === 0
        ? data
        : { ...data, confirm_info: { confirm_mode: 1, confirm_result: 1, hotel_confirm_number: "CN0001" } },
    ),
  },
  {
    id: "member-logged-out-2",
    title: { zh: "logged_out 为 2", en: "Sends logged_out 2" },
    summary: { zh: "会员状态只有 0 和 1。", en: "The member state is 0 or 1." },
    callbacks: creates,
    expected: { rules: ["create-order/member-info-valid", "schema/"], suites: ["create-order"] },
    hooks: onAcceptance((data) => ({ ...data, member_info: { logged_out: 2, member_level: 1 } })),
  },
  {
    id: "member-level-string",
    title: { zh: "member_level 是字符串", en: "Sends member_level as a string" },
    summary: { zh: "返回了会员等级的名称。", en: "The name of the level is returned." },
    callbacks: creates,
    expected: { rules: ["create-order/member-info-valid", "schema/"], suites: ["create-order"] },
    hooks: onAcceptance((data) => ({ ...data, member_info: { logged_out: 0, member_level: "gold" } })),
  },
  {
    id: "success-code-200",
    title: { zh: "成功时 error_code 为 200", en: "Says 200 for success" },
    summary: { zh: "把 HTTP 状态码填进了 error_code。", en: "The HTTP status is put into error_code." },
    expected: {
      rules: ["create-order/error-code-documented", "cancel-order/refusal-by-code"],
      suites: ["create-order"],
    },
    hooks: onAcceptance((data) => ({ ...data, error_code: 200 })),
  },
  {
    id: "refusal-code-undocumented",
    title: { zh: "拒绝时用自定义错误码", en: "Refuses with codes of its own" },
    summary: {
      zh: "拒绝用内部错误码 40001，文档规定自定义错误一律用 13。",
      en: "Refusals carry the internal code 40001, where the document gives 13 for errors of one's own.",
    },
    callbacks: creates,
    expected: { rules: ["create-order/error-code-documented"], suites: ["error-codes", "negative", "laws"] },
    hooks: onData((data) =>
      data.error_code === 0 || data.error_code === 100 ? data : { ...data, error_code: 40_001 },
    ),
  },
];

function onConfirmInfo(edit: (info: JsonObject) => JsonObject): Fault["hooks"] {
  return onAcceptance((data) =>
    isObject(data.confirm_info) ? { ...data, confirm_info: edit(data.confirm_info) } : data,
  );
}

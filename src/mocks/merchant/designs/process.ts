import { design, type LawfulDesign } from "../design.js";
import { busyLock } from "./busy-lock.js";

/** How and when the merchant decides. */
export const processDesigns: readonly LawfulDesign[] = [
  design(
    "async-confirm",
    { zh: "一步创单，异步接单", en: "One step, confirmed later by the operation" },
    { merchant: { confirm: "async" } },
  ),
  design(
    "async-cancel",
    { zh: "取消异步审核", en: "Cancellations decided later by the audit operation" },
    { merchant: { cancel: "async" } },
  ),
  design(
    "async",
    { zh: "接单和取消审核都异步", en: "Both confirmation and cancellation decided later" },
    { merchant: { confirm: "async", cancel: "async" } },
  ),
  design(
    "two-step",
    { zh: "两步创单，应答不带 confirm_info", en: "Two steps, no confirm_info in the answer" },
    { merchant: { mode: "two-step" } },
  ),
  design(
    "two-step-async",
    { zh: "两步创单，之后调接口接单", en: "Two steps, confirmed later by the operation" },
    { merchant: { mode: "two-step", confirm: "async" } },
  ),
  design(
    "refuses-audits",
    { zh: "同步拒绝所有需审核的取消", en: "Refuses every cancellation that asks for a decision" },
    { merchant: { refusesAudit: true } },
  ),
  design(
    "refuses-audits-async",
    { zh: "异步拒绝所有需审核的取消", en: "Refuses them later by the audit operation" },
    { merchant: { refusesAudit: true, cancel: "async" } },
  ),
  design(
    "slow-decision",
    { zh: "异步接单和审核，应答后 2 秒才回调", en: "Decides later, two seconds after the answer" },
    {
      merchant: { confirm: "async", cancel: "async" },
      hooks: {
        decide: async (decision, next) => {
          const decided = await next(decision);
          return { ...decided, owed: decided.owed.map((call) => ({ ...call, delayMs: 2_000 })) };
        },
      },
    },
  ),
  design(
    "busy-lock",
    { zh: "同一订单处理中时，并发请求答 100", en: "Answers 100 to a copy while the first one is being worked on" },
    { hooks: busyLock },
  ),
];

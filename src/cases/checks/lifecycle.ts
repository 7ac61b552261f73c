import type { CheckResult, Delivered, Scene, SequenceCheck } from "../../core/case.js";
import { integerOf } from "../../core/integer.js";
import type { OperationArrived } from "../../core/platform-port.js";
import type { Text } from "../../core/text.js";
import { lifecycleRules } from "../rules/lifecycle.js";
import { callsAbout } from "./calls.js";
import { ruleOf } from "./catalogued.js";
import { cannotTell, found, judged, unanswered } from "./found.js";
import { cancelOf, harmOf } from "./harm.js";
import { decisionOf, isAccepted } from "./outcome.js";

const keptRule = ruleOf(lifecycleRules, "lifecycle/refund-only-keeps-order");
const refusedRule = ruleOf(lifecycleRules, "lifecycle/refused-cancel-keeps-order");
const honouredRule = ruleOf(lifecycleRules, "lifecycle/audit-honoured");

/** `of`: refunds that keep the order, then its cancel. */
export const refundOnlyKeepsOrder: SequenceCheck = ({ of, named }) => {
  const cancel = of.at(-1);
  const refunds = of.slice(0, -1);
  if (!cancel || of.length < named || cancel.code === undefined || cancel.code === 100) return unanswered;
  if (!refunds.every(isAccepted)) return notRefunded;
  if (cancel.code === 0) return judged([]);
  const breach = {
    pointer: "/data/error_code",
    expected: 0,
    actual: cancel.code,
    message: {
      text: {
        zh: "订单只退过一部分款，之后的整单取消却得到 error_code {code}：订单被提前结束了。仅退款和部分退款不取消订单，请返回 0。",
        en: "The order had only been refunded in part, yet its full cancel was answered with error_code {code}: it was closed too early. A refund only and a partial refund keep the order; answer 0.",
      },
      args: { code: cancel.code },
    },
  };
  return judged([found(keptRule, [cancel], breach, { replaces: ["cancel-order/refusal-by-code"] })]);
};

/** `of` as for `harmOf`; the cancel is the order's own, and the merchant refused it. */
export const refusedCancelKeepsOrder: SequenceCheck = (scene) => {
  const cancel = cancelOf(scene);
  if (!cancel) return unanswered;
  if (!isRefusedByDecision(cancel, scene)) return notRefused;
  const { refusalTrusted } = scene.merchant;
  const text = refusalTrusted ? cancelledAfterAll : cancelledUntrusted;
  const finding = harmOf(scene, { rule: refusedRule, text, isDecidedAnew: true });
  return judged(finding ? [{ ...finding, severity: refusalTrusted ? "error" : "warning" }] : []);
};

function isRefusedByDecision(cancel: Delivered, { operations }: Scene): boolean {
  if (cancel.code !== 0) return false;
  const isRefusal = ({ answeredCode, body }: OperationArrived): boolean =>
    answeredCode === 0 && integerOf(body?.cancel_result) === 2;
  return decisionOf(cancel) === "refused" || callsAbout(cancel, operations?.calls ?? []).some(isRefusal);
}

/** What the judge says of a mode or a result that is not there is the same mistake, and more precise. */
export const auditHonoured: SequenceCheck = ({ of }) => {
  const open = of.filter(({ code, data, findings }) => {
    if (code !== 0 || !data || findings.some(({ pointer }) => /^\/data\/cancel_(mode|result)$/.test(pointer)))
      return false;
    const mode = integerOf(data.cancel_mode);
    return mode !== 2 && !(mode === 1 && [1, 2].includes(Number(integerOf(data.cancel_result))));
  });
  return judged(
    open.map((audit) =>
      found(honouredRule, [audit], {
        pointer: "/data/cancel_result",
        expected: [1, 2],
        actual: audit.data?.cancel_result ?? null,
        message: {
          text: {
            zh: "need_audit 为 true 的取消没有得到结果：请返回 cancel_mode 1 和 cancel_result，或返回 cancel_mode 2 并在时限内调用取消审核接口。",
            en: "A cancel with need_audit true got no decision: answer cancel_mode 1 with a cancel_result, or cancel_mode 2 and call the cancel audit operation in time.",
          },
        },
      }),
    ),
  );
};

const notRefunded: CheckResult = cannotTell({
  zh: "之前的退款没有被接受，无法判断。",
  en: "The refund before it was not accepted, so this cannot be told.",
});
const notRefused: CheckResult = cannotTell({
  zh: "商家没有拒绝需要审核的取消，无法判断拒绝之后会怎样。",
  en: "The merchant did not refuse the cancel that asked for a decision, so what follows a refusal cannot be told.",
});
const cancelledAfterAll: Text = {
  zh: "商家拒绝了这个订单的取消，之后同一订单的请求却得到 {outcome}，与没有被碰过的订单不同：订单还是被取消了，而平台认为它仍然有效，客人到店没有房。拒绝取消时请保留订单。",
  en: "The merchant refused to cancel this order, and yet it is now answered {outcome}, unlike one that was left alone: it was cancelled after all, while the platform takes it for valid and the guest arrives to no room. Keep the order when its cancel is refused.",
};
const cancelledUntrusted: Text = {
  zh: "商家拒绝了这个订单的取消，之后同一订单的请求却得到 {outcome}，与没有被碰过的订单不同：订单还是被取消了。按配置商家未加白（merchant.refusalTrusted 为 false），平台仍可能退款，因此只是警告；但凡平台采信了拒绝，客人到店就没有房。拒绝取消时请保留订单。",
  en: "The merchant refused to cancel this order, and yet it is now answered {outcome}, unlike one that was left alone: it was cancelled after all. By the config the merchant is not allow-listed (merchant.refusalTrusted is false) and the platform may refund all the same, so this is a warning; where the refusal is trusted, the guest arrives to no room. Keep the order when its cancel is refused.",
};

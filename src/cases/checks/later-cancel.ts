import type { CheckResult, Scene, SequenceCheck } from "../../core/case.js";
import type { Text } from "../../core/text.js";
import { lifecycleRules } from "../rules/lifecycle.js";
import { ruleOf } from "./catalogued.js";
import { cannotTell, found, unanswered } from "./found.js";
import { isFirstResult } from "./harm.js";
import { decisionOf, isAccepted, isAnswered, outcomeWord } from "./outcome.js";

const rule = ruleOf(lifecycleRules, "lifecycle/later-cancel-carried-out");

/**
 * `of`: an order, a refund that keeps it and then its full cancel; a twin and the same cancel of it; then the repeated creates
 * of the twin and of the order. The order is cancelled before the twin and repeated after it, so it has had more time.
 */
export const laterCancelCarriedOut: SequenceCheck = ({ of, named }: Scene): CheckResult => {
  const [order, refund, cancel, twin, twinCancel, twinAgain, again] = of;
  if (of.length < named || !order || !refund || !cancel || !twin || !twinCancel || !twinAgain || !again)
    return unanswered;
  if (![order, refund, twin].every(isAccepted)) return notAccepted;
  if (![cancel, twinCancel].every((one) => one.code === 0 && decisionOf(one) === "taken")) return notAccepted;
  if (![twinAgain, again].every((one) => isAnswered(one) && one.code !== 100)) return unanswered;
  if (isFirstResult(twinAgain, twin) || comeAndGo.has(twinAgain.code)) return unseen;
  // After its cancel an order need not exist any more, and a repeat may be refused.
  const excuses = [{ deliveries: [twinAgain.name, again.name], rules: ["create-order/code-7-on-existing"] }];
  if (!isFirstResult(again, order)) return { kind: "judged", findings: [], excuses };
  const finding = found(rule, [cancel, again], {
    pointer: "/data/error_code",
    expected: twinAgain.code ?? null,
    actual: 0,
    message: { text: notCarriedOut, args: { outcome: outcomeWord(twinAgain) } },
  });
  return { kind: "judged", findings: [finding], excuses };
};

/** Full, or a limit reached: decided anew, and by chance in another way than for the order. */
const comeAndGo = new Set<number | undefined>([4, 11]);

const notCarriedOut: Text = {
  zh: "部分退款之后的整单取消得到了 0，订单却没有取消：重复的创单仍返回原订单，而同样取消的另一个订单得到 {outcome}。多半是按 order_id 去重，把第二次取消当成了第一次的重复；请按 cancel_id 去重。",
  en: "A full cancel after a partial refund was answered 0, but the order was not cancelled: its repeated create still returns the order, while that of another order cancelled alike is answered {outcome}. The second cancel was probably taken for a repeat of the first one by its order_id; tell repeats by cancel_id.",
};
const notAccepted: CheckResult = cannotTell({
  zh: "前面的订单、退款或取消没有当场被接受，无法判断之后会怎样。",
  en: "The order, the refund or the cancel before it was not accepted at once, so what follows cannot be told.",
});
const unseen: CheckResult = cannotTell({
  zh: "商家对已取消订单的重复创单返回第一次的结果或重新判断（都是合法的），从应答看不出订单是否已取消。",
  en: "The merchant answers the repeated create of a cancelled order with its first result or decides it anew, which are both lawful, so whether it is cancelled cannot be seen.",
});

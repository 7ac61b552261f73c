import type { CheckResult, Delivered, Scene, SequenceCheck, SequenceFinding } from "../../core/case.js";
import type { Text } from "../../core/text.js";
import { orderingRules } from "../rules/ordering.js";
import { ruleOf } from "./catalogued.js";
import { cannotTell, found, judged, unanswered } from "./found.js";
import { cancelOf, harmOf, ownIdOf } from "./harm.js";
import { isAccepted, isAnswered } from "./outcome.js";

const cancelUnknownRule = ruleOf(orderingRules, "ordering/cancel-unknown");
const lateCreateRule = ruleOf(orderingRules, "ordering/late-create");
const secondCancelRule = ruleOf(orderingRules, "ordering/second-cancel");
const foreignRule = ruleOf(orderingRules, "ordering/foreign-out-id");
const neighbourRule = ruleOf(orderingRules, "ordering/neighbour-kept");

const byCode = "cancel-order/refusal-by-code";

export const cancelUnknown: SequenceCheck = ({ of }) => {
  const [cancel] = of;
  if (!cancel || !isAnswered(cancel)) return unanswered;
  return judged(isRefusedByCode(cancel) ? [refused(cancelUnknownRule, cancel, cancelUnknownText)] : []);
};

/** The first was accepted (or several raced); whatever follows is answered 0. */
export const secondCancel: SequenceCheck = ({ of }) => {
  const [first, ...others] = of;
  if (!first || others.length === 0) return unanswered;
  const isTogether = others.some(({ releasedAt }) => releasedAt < first.answeredAt);
  if (!isTogether && !isAccepted(first)) return notCancelled;
  const late = (isTogether ? of : others).find(isRefusedByCode);
  return judged(late ? [refused(secondCancelRule, late, secondCancelText)] : []);
};

/** Either an order, its cancel and repeats of the order, or a cancel of what was never stored and the order after it. */
export const lateCreate: SequenceCheck = (scene) => {
  const [first, second] = scene.of;
  if (!first || !second) return unanswered;
  return first.exchange.callback === second.exchange.callback || scene.of.length > 2
    ? repeatedAfterCancel(scene)
    : createdAfterCancel(first, second);
};

function repeatedAfterCancel({ of }: Scene): CheckResult {
  const [order, cancel, ...late] = of;
  if (!order || !cancel || !isAccepted(order) || !isAccepted(cancel)) return notCancelled;
  const own = ownIdOf(order);
  const another = late.find((repeat) => repeat.code === 0 && ownIdOf(repeat) && ownIdOf(repeat) !== own);
  // After its cancel an order need not exist any more, and a repeat may be refused.
  const excuses = [{ deliveries: late.map(({ name }) => name), rules: ["create-order/code-7-on-existing"] }];
  if (!another) return { kind: "judged", findings: [], excuses };
  const finding = found(lateCreateRule, [another], {
    pointer: "/data/order_out_id",
    expected: own ?? null,
    actual: ownIdOf(another) ?? null,
    message: { text: bookedAgain, args: { own: own ?? "", other: ownIdOf(another) ?? "" } },
  });
  return { kind: "judged", findings: [finding], excuses };
}

function createdAfterCancel(cancel: Delivered, late: Delivered): CheckResult {
  if (!isAccepted(cancel)) return notCancelled;
  if (!isAccepted(late)) return judged([]);
  const breach = {
    pointer: "/data/error_code",
    expected: 9,
    actual: 0,
    severity: "warning" as const,
    message: { text: bookedLate },
  };
  return judged([found(lateCreateRule, [late], breach)]);
}

/** `of` as for `harmOf`; the cancel carries the other order's own id. */
export const foreignOutId: SequenceCheck = (scene) => {
  const cancel = cancelOf(scene);
  if (!cancel) return unanswered;
  // Refusing such a cancel is lawful, also where a notice could not be refused.
  const excuses = [{ deliveries: [cancel.name], rules: ["cancel-order/notice-is-final"] }];
  const finding = harmOf(scene, { rule: foreignRule, text: otherGone });
  return { kind: "judged", findings: finding ? [finding] : [], excuses };
};

/** `of` as for `harmOf`; the cancel is that of an order whose id differs in the last digit. */
export const neighbourKept: SequenceCheck = (scene) => {
  const cancel = cancelOf(scene);
  if (!cancel) return unanswered;
  if (!isAccepted(cancel)) return notCancelled;
  const finding = harmOf(scene, { rule: neighbourRule, text: neighbourGone });
  return judged(finding ? [finding] : []);
};

function refused(rule: typeof cancelUnknownRule, cancel: Delivered, text: Text): SequenceFinding {
  const breach = {
    pointer: "/data/error_code",
    expected: 0,
    actual: cancel.code ?? null,
    message: { text, args: { code: cancel.code ?? "–" } },
  };
  return found(rule, [cancel], breach, { replaces: [byCode] });
}

function isRefusedByCode({ code }: Delivered): boolean {
  return code !== undefined && code !== 0 && code !== 100;
}

const cancelUnknownText: Text = {
  zh: "cancel_type 3 的取消得到了 error_code {code}。创单失败的订单商家本来就没有，请返回 0、cancel_mode 1、cancel_result 1；返回错误只会带来重试。",
  en: "The cancel with cancel_type 3 was answered with error_code {code}. The merchant never had the order, by design: answer 0 with cancel_mode 1 and cancel_result 1; an error only brings retries.",
};
const secondCancelText: Text = {
  zh: "订单已经取消，新的 cancel_id 得到了 error_code {code}，平台会一直重试。请返回 0。",
  en: "The order is already cancelled, and a new cancel_id was answered with error_code {code}, which the platform retries again and again. Answer 0.",
};
const bookedAgain: Text = {
  zh: "取消之后迟到的创单生成了新订单 {other}（原来是 {own}），这间房没有人会住。请记住已取消的 order_id，不要再生成订单。",
  en: "A create that was repeated after its cancel made a new order {other} (it was {own}): a room that nobody will use. Remember cancelled order_ids and book nothing for them.",
};
const bookedLate: Text = {
  zh: "已同意 cancel_type 3 之后才到的创单被接受了，平台早已放弃这个订单，房间会被白白占住。请记住被取消的 order_id 并拒绝（例如 9）。",
  en: "A create that arrived after its accepted cancel_type 3 was accepted, although the platform has given the order up: the room is held for nobody. Remember the cancelled order_id and refuse it, with 9 for instance.",
};
const otherGone: Text = {
  zh: "一个取消带着另一个订单的 order_out_id，之后那个订单的请求得到 {outcome}，与没有被碰过的订单不同：它被误取消了。请按 order_id 查找订单，并核对 order_out_id。",
  en: "A cancel carried another order's order_out_id, and that other order is now answered {outcome}, unlike one that was left alone: it was cancelled too. Look orders up by order_id and compare order_out_id.",
};
const neighbourGone: Text = {
  zh: "取消了 order_id 只差最后一位的另一个订单之后，这个订单的请求得到 {outcome}，与没有被碰过的订单不同：它被误取消了。请把 order_id 当作字符串，整个比较。",
  en: "After the cancel of an order whose order_id differs in the last digit alone, this one is answered {outcome}, unlike one that was left alone: it was cancelled too. Keep order_id as a string and compare the whole of it.",
};
const notCancelled: CheckResult = cannotTell({
  zh: "前面的订单或取消没有被接受，无法判断之后会怎样。",
  en: "The order or the cancel before it was not accepted, so what follows cannot be told.",
});

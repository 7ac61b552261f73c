import type { CheckResult, Delivered, Scene, SequenceCheck, SequenceFinding } from "../../core/case.js";
import type { RuleBase } from "../../core/rule.js";
import type { Text } from "../../core/text.js";
import { orderRules } from "../rules/orders.js";
import { ruleOf } from "./catalogued.js";
import { doubtOf } from "./doubt.js";
import { cannotTell, found, judged, refusalNoise } from "./found.js";
import { decisionOf, isSameRefusal, refusalMark } from "./outcome.js";

const rule: RuleBase = ruleOf(orderRules, "create-order/valid-refused");

/**
 * A valid order of a kind that the merchant takes is accepted. `lawful` lists codes that may refuse it all the same;
 * `unlessMainland` lets a mainland merchant refuse it.
 */
export const validRefused: SequenceCheck = (scene): CheckResult => {
  const findings = scene.of.flatMap((delivered) => refusalOf(scene, delivered));
  return findings.length === 0 && scene.of.some((delivered) => isRefusedAsEver(scene, delivered))
    ? refusedAsEver
    : judged(findings);
};

/** The merchant refuses the standard order in the same words, so that this one shows nothing new. */
export function isRefusedAsEver({ setup }: Scene, delivered: Delivered): boolean {
  return isSameRefusal(refusalMark(delivered), setup.refusal);
}

export function refusalOf(scene: Scene, delivered: Delivered): readonly SequenceFinding[] {
  const { code } = delivered;
  // An order that is refused like a forgery is the signature's business, and one that was not answered the transport's.
  if (code === undefined || code === 100 || isRefusedAsEver(scene, delivered)) return [];
  if (code === 0) return decisionOf(delivered) === "refused" ? declined(scene, delivered) : [];
  if (isLawful(scene, code)) return [];
  const breach = { pointer: "/data/error_code", expected: 0, actual: code };
  const doubt = doubtOf(scene, delivered);
  const unsure = doubt && { text: about(scene, doubtfulIn(doubt.about)), args: { code } };
  if (doubt && unsure && !doubt.set) {
    const more = { replaces: refusalNoise, needsControl: comeWithTime.has(code) };
    return [found(rule, [delivered], { ...breach, severity: "warning", message: unsure }, more)];
  }
  const unless = doubt?.set && unsure && { set: doubt.set, unsure };
  const more = { replaces: refusalNoise, needsControl: true, ...(unless ? { unless } : {}) };
  return [found(rule, [delivered], { ...breach, message: { text: about(scene, refused), args: { code } } }, more)];
}

/** Full, a limit, or reasons of its own: what may be refused now although it was accepted before. */
const comeWithTime = new Set([4, 11, 13]);

function declined(scene: Scene, delivered: Delivered): readonly SequenceFinding[] {
  if (Array.isArray(scene.options.lawful) || isForOthers(scene)) return [];
  const breach = {
    pointer: "/data/confirm_info/confirm_result",
    expected: 1,
    actual: 2,
    message: { text: about(scene, declinedText) },
  };
  return [found(rule, [delivered], breach, { needsControl: true })];
}

function isLawful(scene: Scene, code: number): boolean {
  const { lawful } = scene.options;
  return (Array.isArray(lawful) && lawful.includes(code)) || (isForOthers(scene) && code >= 1 && code <= 15);
}

function isForOthers({ options, merchant }: Scene): boolean {
  const isListed = merchant.variants?.includes("overseas") === true;
  return options.unlessMainland === true && merchant.mainland && !isListed;
}

/** The sentence with the case's own title in it. */
function about({ case: { title } }: Scene, text: Text): Text {
  return { zh: text.zh.replace("{title}", title.zh), en: text.en.replace("{title}", title.en) };
}

const refused: Text = {
  zh: "商家接受标准订单，却以 error_code {code} 拒绝了这个合法订单（{title}）。请接受它；若商家不卖这一类订单，请在配置的 merchant.variants 中只列出所售的类型。",
  en: "The merchant accepts the standard order, yet refuses this valid one ({title}) with error_code {code}. Accept it, or list only the kinds that the hotel sells in merchant.variants of the config.",
};
function doubtfulIn(what: Text): Text {
  return { zh: doubtful.zh.replace("{what}", what.zh), en: doubtful.en.replace("{what}", what.en) };
}

const doubtful: Text = {
  zh: "商家接受标准订单，却以 error_code {code} 拒绝了这个合法订单（{title}）。两个订单的{what}不同，这个错误码说的可能正是它，所以拒绝也许合法。要得到确切的结论，请在 merchant.overrides 中固定商家接受的值。",
  en: "The merchant accepts the standard order and refuses this valid one ({title}) with error_code {code}. The two differ in {what}, which the code may speak of, so the refusal may be lawful. For a clear verdict fix values that the merchant takes in merchant.overrides.",
};
const declinedText: Text = {
  zh: "商家接受标准订单，却在 confirm_result 中拒绝了这个合法订单（{title}）。请接受它；若商家不卖这一类订单，请在配置的 merchant.variants 中只列出所售的类型。",
  en: "The merchant accepts the standard order, yet declines this valid one ({title}) in confirm_result. Accept it, or list only the kinds that the hotel sells in merchant.variants of the config.",
};

/** For whoever has no order to go by. */
export const refusedAsEver: CheckResult = cannotTell({
  zh: "标准订单同样被拒绝，这个用例说明不了什么。",
  en: "The standard order is refused in the same way, so this case shows nothing.",
});

import type { CheckResult, Delivered, Excuse, Scene, SequenceCheck, SequenceFinding } from "../../core/case.js";
import type { Text } from "../../core/text.js";
import { forgedHasEffect as forgedHasEffectRule } from "../../engine/forgery-rules.js";
import { signatureRules } from "../rules/signature.js";
import { callsAbout } from "./calls.js";
import { ruleOf } from "./catalogued.js";
import { isOneRefusalForAll, isRefusedAsForged } from "./forgery-like.js";
import { cannotTell, found, judged, refusalNoise } from "./found.js";
import { isRefusedAsEver, refusalOf, refusedAsEver } from "./orders.js";
import { isAccepted, isAnswered, isCreate, isGenuine, isSameRefusal, outcomeWord, refusalMark } from "./outcome.js";

const rule = ruleOf(signatureRules, "signature/valid-refused");

/**
 * A validly signed form is accepted. `severity` lowers it to a warning; `ifAccepted` names a request signed with the key of
 * its header: only when that one passes is the refusal an error.
 */
export const validRefused: SequenceCheck = (scene) => {
  const { options, all, of } = scene;
  if (options.onlyWhatIsNeverRefused === true) {
    const findings = of.flatMap((delivered) => refusedCancel(scene, delivered));
    return { kind: "judged", findings, excuses: excusesOf(scene) };
  }
  const judge = of.filter(({ name }) => name !== options.ifAccepted);
  const byHeader = typeof options.ifAccepted === "string" ? all.get(options.ifAccepted) : undefined;
  const findings = judge.flatMap((delivered) => refused(scene, delivered, byHeader));
  return findings.length === 0 && judge.some((delivered) => isRefusedAsEver(scene, delivered))
    ? refusedAsEver
    : judged(findings);
};

/** What may be the refusal of a forgery may be bare like one. */
function excusesOf({ of, setup }: Scene): readonly Excuse[] {
  const alike = of.filter((delivered) => isSameRefusal(refusalMark(delivered), setup.refusal));
  return isOneRefusalForAll(setup) ? [{ deliveries: alike.map(({ name }) => name), rules: ofBareRefusals }] : [];
}

const ofBareRefusals = ["create-order/order-id-echo", "cancel-order/mode-required", "cancel-order/refusal-by-code"];

function refused(scene: Scene, delivered: Delivered, byHeader: Delivered | undefined): readonly SequenceFinding[] {
  const mark = refusalMark(delivered);
  if (!mark || mark.code === 100) return [];
  if (!isForSignature(scene, delivered)) return isCreate(delivered) ? refusalOf(scene, delivered) : [];
  const isLesser =
    scene.options.severity === "warning" || (scene.options.ifAccepted !== undefined && !isAcceptedBy(byHeader));
  return [
    found(
      rule,
      isAcceptedBy(byHeader) && byHeader ? [delivered, byHeader] : [delivered],
      {
        pointer: mark.code === undefined ? "" : "/data/error_code",
        expected: 0,
        actual: mark.code ?? mark.status,
        severity: isLesser ? "warning" : "error",
        message: { text: about(scene, textFor(scene, byHeader)), args: { outcome: outcomeWord(delivered) } },
      },
      {
        replaces: [...refusalNoise, "signature/forged-accepted"],
        isCause: true,
        needsControl: scene.setup.isAccepted,
      },
    ),
  ];
}

/** A cancel is never refused by a code, so that one that is refused in the words of a forgery failed the signature check. */
function refusedCancel(scene: Scene, delivered: Delivered): readonly SequenceFinding[] {
  const mark = refusalMark(delivered);
  const isTelling = mark !== undefined && (mark.code === undefined || mark.description !== "");
  if (isCreate(delivered) || !isGenuine(delivered) || !isTelling) return [];
  return isRefusedAsForged(mark, scene.setup) ? refused(scene, delivered, undefined) : [];
}

/** A business refusal has nothing to do with the signature when the merchant refuses forgeries in other words. */
function isForSignature({ setup }: Scene, delivered: Delivered): boolean {
  const mark = refusalMark(delivered);
  return mark?.status === 401 || mark?.status === 403 || isRefusedAsForged(mark, setup);
}

function isAcceptedBy(byHeader: Delivered | undefined): boolean {
  return byHeader !== undefined && isAccepted(byHeader);
}

function textFor({ setup, options }: Scene, byHeader: Delivered | undefined): Text {
  if (isAcceptedBy(byHeader)) return headerKey;
  if (options.ifAccepted !== undefined) return migrated;
  return setup.isAccepted ? formRefused : allRefused;
}

/**
 * What a forgery left behind: `of` is the forgery, a request that only an order could let pass, and the same request for an
 * order that was never sent. The forgery alone: no operation may speak of it.
 */
export const forgedHasEffect: SequenceCheck = ({ of, named, operations }) => {
  const [forged, probe, control] = of;
  if (!forged || (isAnswered(forged) && isAccepted(forged))) return notRefused;
  if (named === 1)
    return judged(operations && callsAbout(forged, operations.calls).length > 0 ? [leftBehind(forged, called)] : []);
  if (!probe || !control || !isAnswered(probe) || !isAnswered(control)) return notRefused;
  const isLetThrough = isAccepted(probe) && !isAccepted(control) && control.code !== 100;
  return judged(isLetThrough ? [leftBehind(probe, letThrough)] : []);
};

function leftBehind(delivered: Delivered, text: Text): SequenceFinding {
  return found(forgedHasEffectRule, [delivered], {
    pointer: "/data/error_code",
    expected: null,
    actual: delivered.code ?? null,
    message: { text },
  });
}

function about({ case: { title } }: Scene, text: Text): Text {
  return { zh: text.zh.replace("{title}", title.zh), en: text.en.replace("{title}", title.en) };
}

const formRefused: Text = {
  zh: "签名正确的请求（{title}）得到 {outcome}，而普通写法的订单被接受。验签没有使用收到的原始内容；所有被拒绝的写法合起来说明了原因，见报告中的签名诊断。",
  en: "A validly signed request ({title}) got {outcome}, while the plain order was accepted. The signature is not checked over what was received; the forms refused together tell why, see the signature diagnosis in this report.",
};
const allRefused: Text = {
  zh: "签名正确的请求（{title}）得到 {outcome}，与伪造请求得到的拒绝一样。请核对商家使用的 client_secret，并检查验签代码；见报告中的签名诊断。",
  en: "A validly signed request ({title}) got {outcome}, the same refusal as a forgery. Compare the client_secret that the merchant uses and look at its signature check; see the signature diagnosis in this report.",
};
const headerKey: Text = {
  zh: "请求头 x-life-clientkey 与 URL 中的 client_key 不同时，签名正确的请求得到 {outcome}，而用请求头的 key 签名的请求被接受。验签应使用 URL 中的 client_key。",
  en: "Where the header x-life-clientkey differs from the URL's client_key, the validly signed request got {outcome} and one signed with the header's key was accepted. Sign with the client_key of the URL.",
};
const migrated: Text = {
  zh: "请求头 x-life-clientkey 与 URL 中的 client_key 不同（迁移过的应用）时，请求得到 {outcome}。若应用没有迁移过，这不会发生。",
  en: "Where the header x-life-clientkey differs from the URL's client_key, as for a migrated app, the request got {outcome}. For an app that was never migrated this does not happen.",
};
const letThrough: Text = {
  zh: "只有伪造请求提到过的订单得到了 0，而从未出现过的订单被拒绝：伪造的请求留下了订单。请先验签再处理。",
  en: "A request for an order that only a forgery had spoken of was answered 0, and the same for an unknown order was refused: the forgery left an order behind. Check the signature before anything else.",
};
const called: Text = {
  zh: "商家为一个伪造的订单调用了平台接口：伪造的请求留下了订单。请先验签再处理。",
  en: "The merchant called the platform about a forged order: the forgery left an order behind. Check the signature before anything else.",
};
const notRefused: CheckResult = cannotTell({
  zh: "伪造的请求没有被拒绝或没有应答，无法判断它留下了什么。",
  en: "The forgery was not refused or not answered, so what it left behind cannot be told.",
});

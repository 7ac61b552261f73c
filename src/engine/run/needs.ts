import { type Case, type Delivery, isNewDelivery, type NewDelivery } from "../../core/case.js";
import { topField } from "../../core/pointer.js";
import type { Message, Text } from "../../core/text.js";
import type { Bench } from "./plan.js";
import { provocation } from "./prepare.js";

/** Why the settings make a case senseless; undefined when they do not. */
export function unmetNeed(candidate: Case, bench: Bench): Message | undefined {
  const deliveries = deliveriesOf(candidate);
  return (
    unmetSetting(candidate, bench) ??
    deliveries.map((delivery) => missingEndpoint(delivery, bench)).find((reason) => reason !== undefined) ??
    deliveries
      .filter(isNewDelivery)
      .map(
        (delivery) =>
          foreignKind(delivery, bench) ?? fixedField(candidate, delivery, bench) ?? unknownProvocation(delivery, bench),
      )
      .find((reason) => reason !== undefined)
  );
}

export function deliveriesOf({ steps }: Pick<Case, "steps">): readonly Delivery[] {
  return steps.flatMap((step) => ("deliver" in step ? [step.deliver] : "together" in step ? step.together : []));
}

function unmetSetting({ needs = {} }: Case, { plan, deps }: Bench): Message | undefined {
  const { merchant } = plan;
  if (needs.platform && !deps.platform) return { text: noPlatform };
  if (needs.mode && needs.mode !== merchant.mode) return setting("merchant.mode", merchant.mode, needs.mode);
  if (needs.confirm && merchant.confirm !== "any" && merchant.confirm !== needs.confirm)
    return setting("merchant.confirm", merchant.confirm, needs.confirm);
  if (needs.cancel && merchant.cancel !== "any" && merchant.cancel !== needs.cancel)
    return setting("merchant.cancel", merchant.cancel, needs.cancel);
  const missing = needs.provoke?.find((code) => !Object.hasOwn(merchant.provoke, String(code)));
  return missing === undefined ? undefined : { text: noProvocation, args: { code: missing } };
}

function setting(key: string, actual: string, needed: string): Message {
  return { text: otherSetting, args: { key, actual, needed } };
}

function missingEndpoint(delivery: Delivery, { plan }: Bench): Message | undefined {
  if (!("callback" in delivery) || Object.hasOwn(plan.endpoints, delivery.callback)) return undefined;
  return { text: noEndpoint, args: { callback: delivery.callback } };
}

/** `merchant.variants` lists kinds of the callback that the setup uses: what the hotel sells. */
function foreignKind({ callback, variant }: NewDelivery, { plan, definitions }: Bench): Message | undefined {
  const { variants } = plan.merchant;
  if (!variants || callback !== plan.book.setup.delivery.callback) return undefined;
  const definition = definitions.get(callback);
  const kind = variant ?? definition?.defaultVariant ?? "";
  const isSample = definition?.variants.some(({ name, isDocSample }) => name === kind && isDocSample);
  return variants.includes(kind) || isSample ? undefined : { text: notSold, args: { kind } };
}

/** A case that is about a field says nothing when the settings fix another value. */
function fixedField({ needs = {} }: Case, { callback }: NewDelivery, { plan }: Bench): Message | undefined {
  const fixed = Object.keys(plan.merchant.overrides[callback] ?? {});
  const path = fixed.find((one) => needs.free?.includes(topField(one)));
  return path === undefined ? undefined : { text: overridden, args: { callback, path } };
}

/** What brings a code about belongs to the callback whose fields it changes. */
function unknownProvocation({ callback, provoke }: NewDelivery, { plan, definitions }: Bench): Message | undefined {
  const definition = definitions.get(callback);
  if (provoke === undefined || !definition) return undefined;
  const isKnown = Object.keys(provocation(provoke, definition, plan.merchant)).length > 0;
  return isKnown ? undefined : { text: otherCallback, args: { code: provoke, callback } };
}

const noPlatform: Text = {
  zh: "没有模拟平台接收商家的回调。请加 --platform-port N，并让商家把平台地址指向它。",
  en: "There is no mock platform for the merchant to call. Add --platform-port N and let the merchant use its address.",
};
const otherSetting: Text = {
  zh: "配置 {key} 是 {actual}，这个用例只适用于 {needed}。",
  en: "{key} is {actual} in the config; this case is for {needed}.",
};
const noProvocation: Text = {
  zh: "配置 merchant.provoke 没有说明怎样引出 {code}。",
  en: "merchant.provoke in the config does not say how to bring about {code}.",
};
const noEndpoint: Text = {
  zh: "没有 {callback} 的地址。请加 --endpoint {callback}=URL。",
  en: "There is no endpoint for {callback}. Add --endpoint {callback}=URL.",
};
const notSold: Text = {
  zh: "配置 merchant.variants 不含 {kind}。",
  en: "merchant.variants in the config does not list {kind}.",
};
const overridden: Text = {
  zh: "配置 merchant.overrides 为 {callback} 固定了 {path}，这个用例要改的正是它。",
  en: "merchant.overrides in the config fixes {path} of {callback}, which this case is about to change.",
};
const otherCallback: Text = {
  zh: "merchant.provoke 为 {code} 写的改动不是 {callback} 的字段。",
  en: "What merchant.provoke changes to bring about {code} is no field of {callback}.",
};

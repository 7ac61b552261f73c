import type { Law } from "../../../core/callback.js";
import { breach } from "../../hotel/breach.js";

export const currency: Law = {
  id: "laws/currency",
  title: {
    zh: "非中国大陆商家的取消带币种，并与订单一致",
    en: "Cancellations of hotels outside mainland China carry the currency, that of the order",
  },
  check(cancellation, { merchant, earlier } = {}) {
    const stated = cancellation.currency;
    if (stated === undefined) {
      if (merchant?.mainland !== false) return [];
      return [
        breach("/currency", {
          zh: "非中国大陆商家的取消必须有 currency。",
          en: "A cancellation of a hotel outside mainland China needs a currency.",
        }),
      ];
    }
    const expected = earlier?.payload.currency;
    if (typeof expected !== "string" || typeof stated !== "string" || stated === expected) return [];
    return [
      breach(
        "/currency",
        {
          zh: "取消的币种 {stated} 与订单的币种 {expected} 不同。",
          en: "The currency of the cancellation, {stated}, is not that of the order, {expected}.",
        },
        { stated, expected },
      ),
    ];
  },
};

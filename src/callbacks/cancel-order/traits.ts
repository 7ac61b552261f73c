import type { Random } from "../../core/ports.js";
import type { Fill } from "../hotel/presence.js";

/** How much money goes back: none, all, less a penalty, some nights, or a share of every night. */
export type Refund = "none" | "full" | "less-penalty" | "some-nights" | "share";

/** What a variant demands of a cancellation; everything that it does not name is drawn. */
export type Traits = {
  readonly fill: Fill;
  readonly cancelType: 1 | 2 | 3;
  readonly afterSaleType: 1 | 3;
  readonly refundTypes: readonly number[];
  readonly refunds: readonly Refund[];
  readonly needAudit: readonly (boolean | null)[];
  /** 1 user, 2 customer service, 3 merchant, 99 system. */
  readonly applicants: readonly number[];
  readonly isNegotiated: boolean;
  readonly isHourly: boolean;
  readonly needed: readonly string[];
};

const money = ["refund_amount", "user_refund_amount"];
const details = "refund_order_detail";
const hours = [`${details}[].period_start_time`, `${details}[].period_end_time`];

const usual: Traits = {
  fill: "some",
  cancelType: 2,
  afterSaleType: 1,
  refundTypes: [11],
  refunds: ["full"],
  needAudit: [false, false, null],
  applicants: [1, 1, 1, 2, 3],
  isNegotiated: false,
  isHourly: false,
  needed: ["order_out_id", "need_audit", ...money],
};

const byVariant: Readonly<Record<string, Traits>> = {
  "before-payment": {
    ...usual,
    cancelType: 1,
    refunds: ["none"],
    applicants: [1, 99],
    needed: ["order_out_id", "need_audit"],
  },
  "after-payment": usual,
  "create-failed": { ...usual, cancelType: 3, applicants: [99], needed: ["need_audit", ...money] },
  audit: { ...usual, refundTypes: [21], needAudit: [true] },
  "partial-refund": {
    ...usual,
    refundTypes: [12, 22],
    refunds: ["less-penalty", "some-nights"],
    needed: [...usual.needed, details],
  },
  "refund-only": {
    ...usual,
    afterSaleType: 3,
    refundTypes: [22],
    refunds: ["share"],
    needAudit: [true],
    applicants: [1, 2],
  },
  negotiated: {
    ...usual,
    refundTypes: [21, 22],
    refunds: ["full"],
    needAudit: [true],
    applicants: [1, 2, 3],
    isNegotiated: true,
    needed: [...usual.needed, "negotiate_refund"],
  },
  hourly: { ...usual, isHourly: true, needed: [...usual.needed, details, ...hours] },
  minimal: { ...usual, fill: "least", needed: [] },
  maximal: { ...usual, fill: "all", refundTypes: [12], refunds: ["less-penalty"], needAudit: [true] },
};

export function traitsOf(variant: string, isMainland: boolean): Traits {
  const traits = byVariant[variant];
  if (!traits) throw new Error(`The cancel-order sampler knows no variant ${variant}.`);
  return isMainland ? traits : { ...traits, needed: [...traits.needed, "currency"] };
}

export type Decision = {
  readonly refundType: number;
  readonly refund: Refund;
  readonly needAudit: boolean | null;
  readonly applicant: number;
};

/** Refund types 12 and 22 are partial; outside the rules a partial refund waits for the merchant. */
export function decide(random: Random, traits: Traits): Decision {
  const refundType = random.fork("refund-type").pick(traits.refundTypes);
  const isPartial = refundType === 12 || refundType === 22;
  const refund = random.fork("refund").pick(traits.refunds);
  return {
    refundType,
    refund: isPartial && refund === "full" ? "less-penalty" : refund,
    needAudit: refundType === 22 ? true : random.fork("need-audit").pick(traits.needAudit),
    applicant: random.fork("applicant").pick(traits.applicants),
  };
}

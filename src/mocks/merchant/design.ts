import type { MerchantDesign } from "../../core/callback.js";
import type { MerchantFacts } from "../../core/exchange.js";
import type { Text } from "../../core/text.js";
import type { Hooks } from "./stages.js";

/** A lawful way to build a merchant, by name. No suite may find anything wrong with it. */
export type LawfulDesign = {
  readonly name: string;
  readonly title: Text;
  readonly merchant: MerchantDesign;
  /** HTTP status of the answer to a bad signature. */
  readonly forgeryStatus: number;
  readonly hooks: Hooks;
  /** What the settings must say of it beside the mode. */
  readonly facts: Partial<MerchantFacts>;
  /** How it writes an id that it has drawn for an order. */
  readonly ownId: (drawn: string) => string;
  /** Last words of the ids of rules that may warn of it: what they speak of is odd and not wrong. */
  readonly warnings: readonly string[];
  /** It takes so few orders that a whole run cannot end otherwise than inconclusive. */
  readonly isScarce: boolean;
};

const usual: MerchantDesign = {
  mode: "one-step",
  confirm: "sync",
  cancel: "sync",
  refusesAudit: false,
  numericLookingIds: false,
  thirteenForAll: false,
};

type DesignSpec = {
  readonly merchant?: Partial<MerchantDesign>;
  readonly forgeryStatus?: number;
  readonly hooks?: Hooks;
  readonly facts?: Partial<MerchantFacts>;
  readonly ownId?: (drawn: string) => string;
  readonly warnings?: readonly string[];
  readonly isScarce?: boolean;
};

/** A design that differs from the usual one in what `spec` names. */
export function design(name: string, title: Text, spec: DesignSpec = {}): LawfulDesign {
  return {
    name,
    title,
    merchant: { ...usual, ...spec.merchant },
    forgeryStatus: spec.forgeryStatus ?? 200,
    hooks: spec.hooks ?? {},
    facts: spec.facts ?? {},
    ownId: spec.ownId ?? ((drawn) => drawn),
    warnings: spec.warnings ?? [],
    isScarce: spec.isScarce ?? false,
  };
}

/** Whether a warning by this rule is due for the design. */
export function mayWarn({ warnings }: LawfulDesign, rule: string): boolean {
  return warnings.some((word) => rule.endsWith(`/${word}`));
}

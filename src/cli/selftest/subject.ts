import { defaultMerchantFacts, type MerchantFacts } from "../../core/exchange.js";
import { designs, findDesign, type LawfulDesign, referenceDesign } from "../../mocks/merchant/designs.js";
import { type Fault, faults } from "../../mocks/merchant/faults.js";
import { referenceProvoke } from "../../mocks/merchant/provoke.js";

/** A merchant that the suites are held against: a lawful design, or a fault in one. */
export type Subject =
  | { readonly kind: "design"; readonly name: string; readonly design: LawfulDesign }
  | { readonly kind: "fault"; readonly name: string; readonly design: LawfulDesign; readonly fault: Fault };

/** Every lawful design, then every fault in the design that it lives in. */
export function allSubjects(): readonly Subject[] {
  return [
    ...designs.map((design): Subject => ({ kind: "design", name: design.name, design })),
    ...faults.map(
      (fault): Subject => ({
        kind: "fault",
        name: fault.id,
        design: fault.design === undefined ? referenceDesign : findDesign(fault.design),
        fault,
      }),
    ),
  ];
}

/** What the settings of such a merchant would say of it. */
export function factsOf({ design }: Subject): MerchantFacts {
  return { ...defaultMerchantFacts, ...design.facts, mode: design.merchant.mode, provoke: referenceProvoke };
}

import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import { design, type LawfulDesign } from "./design.js";
import { answerDesigns } from "./designs/answers.js";
import { deliveryDesigns } from "./designs/delivery.js";
import { idDesigns } from "./designs/ids.js";
import { limitDesigns } from "./designs/limits.js";
import { orderDesigns } from "./designs/orders.js";
import { processDesigns } from "./designs/process.js";
import { refusalDesigns } from "./designs/refusals.js";
import { signatureDesigns } from "./designs/signature.js";

export type { LawfulDesign } from "./design.js";

/** One-step, everything decided in the answer: what is used when nothing else is asked for. */
export const referenceDesign: LawfulDesign = design("reference", {
  zh: "一步创单，同步接单、同步取消",
  en: "One step, confirmed and cancelled in the answer",
});

/** Every lawful design, the reference first. */
export const designs: readonly LawfulDesign[] = [
  referenceDesign,
  ...processDesigns,
  ...signatureDesigns,
  ...answerDesigns,
  ...deliveryDesigns,
  ...refusalDesigns,
  ...orderDesigns,
  ...idDesigns,
  ...limitDesigns,
];

/** Throws `AppError` for a name that no design has. */
export function findDesign(name: string): LawfulDesign {
  const found = designs.find((candidate) => candidate.name === name);
  if (found) return found;
  const names = designs.map((candidate) => candidate.name);
  const [near] = nearest(name, names, 1);
  throw new AppError({
    code: "design-unknown",
    category: "usage",
    text: near
      ? {
          zh: "没有名为 {name} 的商家设计，最接近的是 {near}。",
          en: "There is no merchant design {name}; the nearest is {near}.",
        }
      : {
          zh: "没有名为 {name} 的商家设计。可用的有：{names}。",
          en: "There is no merchant design {name}. There are: {names}.",
        },
    args: { name, near: near ?? "", names: names.join(", ") },
  });
}

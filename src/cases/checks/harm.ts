import type { Delivered, Scene, SequenceFinding } from "../../core/case.js";
import type { JsonValue } from "../../core/json.js";
import type { RuleBase } from "../../core/rule.js";
import type { Text } from "../../core/text.js";
import { found } from "./found.js";
import { decisionOf, isAccepted, isAnswered, outcomeWord } from "./outcome.js";

/** What is said of an order that is not there any more; `isDecidedAnew` lets its own cancel be decided in another way than the twin's. */
export type Harm = { readonly rule: RuleBase; readonly text: Text; readonly isDecidedAnew?: true };

/**
 * Whether a cancel harmed an order that it must leave alone. `of`: the order, that cancel, an untouched twin of the order; then
 * the repeated creates of the order and of the twin, and the cancels of the two, drawn alike.
 */
export function harmOf({ of }: Scene, harm: Harm): SequenceFinding | undefined {
  const [order, , twin, again, twinAgain, cancel, twinCancel] = of;
  if (!order || !twin || !again || !twinAgain || !cancel || !twinCancel) return undefined;
  return (
    (isFirstResult(twinAgain, twin) ? harmedRepeat(order, again, harm) : undefined) ??
    harmedCancel(cancel, twinCancel, harm)
  );
}

/** That cancel, when every delivery took place and the order was accepted. */
export function cancelOf({ of, named }: Scene): Delivered | undefined {
  const [order, cancel] = of;
  return order && of.length >= named && isAccepted(order) ? cancel : undefined;
}

/** A merchant that answers every repeat in another way shows nothing of the order by it. */
export function isFirstResult(again: Delivered, first: Delivered): boolean {
  return isAccepted(first) && isAccepted(again) && ownIdOf(again) === ownIdOf(first);
}

function harmedRepeat(order: Delivered, again: Delivered, { rule, text }: Harm): SequenceFinding | undefined {
  if (!isAnswered(again) || isFirstResult(again, order) || again.code === 100) return undefined;
  return found(
    rule,
    [again],
    {
      pointer: again.code === 0 ? "/data/order_out_id" : "/data/error_code",
      expected: 0,
      actual: again.code ?? null,
      message: { text, args: { outcome: outcomeWord(again) } },
    },
    { replaces: ["create-order/code-7-on-existing", "idempotency/same-answer"] },
  );
}

/** The twin differs in its ids alone, so that its cancel shows what an untouched order gets. */
function harmedCancel(
  cancel: Delivered,
  twin: Delivered,
  { rule, text, isDecidedAnew }: Harm,
): SequenceFinding | undefined {
  if (!isAnswered(cancel) || !isAnswered(twin) || twin.code !== 0 || cancel.code === 100) return undefined;
  const isOtherDecision = cancel.code === 0 && decisionOf(cancel) !== decisionOf(twin);
  if (cancel.code === 0 && (isDecidedAnew || !isOtherDecision)) return undefined;
  return found(
    rule,
    [cancel],
    {
      pointer: "/data/error_code",
      expected: shown(twin),
      actual: shown(cancel),
      // Whoever decides by hand may decide twins differently.
      severity: isOtherDecision ? "warning" : "error",
      message: { text, args: { outcome: outcomeWord(cancel) } },
    },
    { replaces: ["cancel-order/refusal-by-code"] },
  );
}

export function ownIdOf({ data }: Delivered): string | undefined {
  const id = data?.order_out_id;
  return typeof id === "string" && id !== "" ? id : undefined;
}

function shown({ data }: Delivered): JsonValue {
  return data ?? null;
}

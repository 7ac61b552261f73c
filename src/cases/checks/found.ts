import type { CheckResult, Delivered, SequenceFinding } from "../../core/case.js";
import type { Breach, RuleBase } from "../../core/rule.js";
import type { Text } from "../../core/text.js";

type More = Pick<SequenceFinding, "replaces" | "isCause" | "needsControl" | "unless">;

/** A finding of a sequence rule about these deliveries. */
export function found(
  rule: RuleBase,
  deliveries: readonly Delivered[],
  breach: Breach,
  more: More = {},
): SequenceFinding {
  return {
    rule: rule.id,
    severity: breach.severity ?? rule.severity,
    part: rule.part,
    pointer: breach.pointer,
    expected: breach.expected,
    actual: breach.actual,
    message: breach.message,
    doc: breach.doc ?? rule.doc,
    deliveries: deliveries.map(({ name }) => name),
    ...more,
  };
}

export function judged(findings: readonly SequenceFinding[]): CheckResult {
  return { kind: "judged", findings };
}

export function cannotTell(text: Text, args: Readonly<Record<string, string | number>> = {}): CheckResult {
  return { kind: "cannot-tell", reason: { text, args } };
}

export const unanswered: CheckResult = cannotTell({
  zh: "没有得到可读的应答，无法判断。",
  en: "There was no readable answer to judge by.",
});

/** What a refusal brings with it, and is not another mistake. */
export const refusalNoise: readonly string[] = [
  "transport/status",
  "transport/body-empty",
  "transport/body-json",
  "create-order/code-7-on-existing",
  "create-order/order-id-echo",
  "create-order/refusal-carries-no-confirmation",
  "cancel-order/refusal-by-code",
  "cancel-order/mode-required",
  "schema/",
];

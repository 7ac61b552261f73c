import type { Delivered, SequenceCheck } from "../../core/case.js";
import { isForged } from "../../core/exchange.js";
import { robustnessRules } from "../rules/robustness.js";
import { ruleOf } from "./catalogued.js";
import { found, judged } from "./found.js";
import { outcomeWord } from "./outcome.js";

const rule = ruleOf(robustnessRules, "robustness/server-error");

/** No 5xx, no hang, no dropped connection. */
export const serverError: SequenceCheck = ({ of, case: { title } }) =>
  judged(
    of.filter(hasBrokenDown).map((delivered) =>
      found(
        rule,
        [delivered],
        {
          pointer: "",
          expected: 200,
          actual: delivered.exchange.answer?.status ?? delivered.exchange.failure?.kind ?? null,
          message: {
            text: {
              zh: `这样的请求(${title.zh})得到的是 {outcome}，而不是明确的应答。请处理异常，以 HTTP 200 加错误码拒绝。`,
              en: `Such a request (${title.en}) got {outcome} in place of an answer. Handle the exception and refuse with an error code on HTTP 200.`,
            },
            args: { outcome: outcomeWord(delivered) },
          },
        },
        { replaces: ["transport/", "signature/crashed"] },
      ),
    ),
  );

function hasBrokenDown({ exchange, code }: Delivered): boolean {
  if (exchange.sabotaged || isForged(exchange.signature) || code !== undefined) return false;
  const { failure, answer } = exchange;
  if (failure) return failure.kind === "reset" || failure.kind === "bad-http" || failure.kind === "timeout";
  return (answer?.status ?? 0) >= 500;
}

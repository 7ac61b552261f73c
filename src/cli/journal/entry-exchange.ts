import type { Exchange, MerchantFacts } from "../../core/exchange.js";
import type { WireOutcome } from "../../core/ports.js";
import { readAnswer } from "../../engine/read-answer.js";
import type { JournalEntry, JournalOutcome } from "../../node/read-journal.js";
import { payloadOf } from "./journal-entries.js";

/** An entry as the judge sees exchanges. One that never came to its end counts as given up by us. */
export function entryExchange(entry: JournalEntry, merchant: MerchantFacts): Exchange {
  const { callback, variant, attempt, startedAt, timeoutMs, url, headers, body, signature, malformed } = entry;
  const outcome = wireOutcome(entry.outcome);
  const detail = outcome.kind === "failure" ? outcome.failure.detail : "";
  return {
    journalId: entry.id,
    callback,
    variant,
    attempt,
    startedAt,
    timeoutMs,
    url,
    requestHeaders: headers,
    requestBytes: body,
    payload: payloadOf(entry),
    signature,
    malformed,
    ...readAnswer(outcome),
    sabotaged: ["hang-up-after-body", "early-close", "aborted"].includes(detail),
    merchant,
  };
}

function wireOutcome(outcome: JournalOutcome | undefined): WireOutcome {
  if (!outcome) return { kind: "failure", failure: { kind: "reset", detail: "aborted" }, durationMs: 0 };
  const { durationMs, failure, response } = outcome;
  if (response && !failure) return { kind: "answer", response, durationMs };
  return {
    kind: "failure",
    failure: failure ?? { kind: "reset", detail: "aborted" },
    durationMs,
    ...(response ? { response } : {}),
  };
}

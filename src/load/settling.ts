import type { CallbackDefinition } from "../core/callback.js";
import type { Exchange } from "../core/exchange.js";
import { errorCodeOf } from "../engine/answer-data.js";
import { judge } from "../engine/judge.js";
import { mergeFindings } from "../engine/settle-findings.js";
import type { LoadJob } from "./job.js";
import type { TallyBook } from "./tally.js";

/** Judges an exchange and counts it, with what its order found in it beside others. */
export type Settling = (of: CallbackDefinition, exchange: Exchange, group: Parameters<typeof mergeFindings>[0]) => void;

export function createSettling(
  records: TallyBook,
  { reading, severities }: Pick<LoadJob, "reading" | "severities">,
): Settling {
  const settings = { reading, severities };
  const { counts } = records.tally;
  return (of, exchange, group) => {
    const { findings } = judge(of, exchange, settings);
    if (findings.length > 0) records.countFindings(findings);
    if (group.length > 0) records.countFindings(mergeFindings(group, severities));
    const { answer, failure } = exchange;
    if (answer) {
      counts.bytesReceived += answer.bytes.length;
      records.count("statuses", answer.status);
    }
    if (failure) records.countFailure(failure);
    const code = errorCodeOf(exchange);
    if (code !== undefined) records.count("codes", code);
    if (code === 0) counts.succeeded += 1;
    else if (code !== undefined) counts.refused += 1;
    else counts.failed += 1;
  };
}

import type { PlatformActionName } from "../../core/exchange.js";
import { type NextAttempt, nextAttempt, type PastAttempt } from "../../engine/retry.js";
import type { AttemptOutcome, WhatFollows } from "./events.js";
import type { AttemptRecord, DeliveryRecord, OrderRecord } from "./order-record.js";
import { type PlatformSettings, windowMs } from "./settings.js";

/** What the platform does after an attempt: the next one, or a deadline that begins now. */
export function followsAfter(
  order: OrderRecord,
  delivery: DeliveryRecord,
  outcome: AttemptOutcome,
  settings: PlatformSettings,
  now: number,
): WhatFollows {
  if (outcome.action === "retry") return retryAfter(delivery, outcome, settings, now);
  const wait = waitAfter(outcome.action, order, settings);
  return wait === undefined ? {} : { waitUntil: now + windowMs(wait, settings) };
}

/** Platform time that the merchant has for its operation, or the user for the payment. */
function waitAfter(
  action: PlatformActionName,
  { money, isConfirmable }: OrderRecord,
  { merchant, payWithinMs }: PlatformSettings,
): number | undefined {
  if (action === "wait-confirm") return merchant.confirmWithinMs;
  if (action === "wait-audit") return merchant.auditWithinMs;
  if (action !== "accept") return undefined;
  if (money === "unpaid") return payWithinMs;
  return isConfirmable ? merchant.confirmWithinMs : undefined;
}

function retryAfter(
  delivery: DeliveryRecord,
  outcome: AttemptOutcome,
  { policy, timeScale }: PlatformSettings,
  now: number,
): WhatFollows {
  if (!policy) return {};
  const history = delivery.attempts.flatMap((attempt) => pastOf(attempt, attempt.outcome ?? outcome));
  const next: NextAttempt = nextAttempt(policy, history);
  if (next.type === "stop") return { reason: next.reason };
  const last = history.at(-1);
  const platformMs = (last?.startMs ?? 0) + (last?.durationMs ?? 0) + next.ms;
  return { reason: next.reason, retry: { at: now + next.ms / timeScale, stream: next.stream, platformMs } };
}

function pastOf({ stream, platformMs }: AttemptRecord, outcome: AttemptOutcome): PastAttempt[] {
  const { action, reason, rule, durationMs, errorCode } = outcome;
  const platform = { action, reason, rule };
  // A merchant that is being restarted is tried again like one that answers with an error.
  const isUnreached = false;
  return [{ stream, startMs: platformMs, durationMs, platform, errorCode, isSabotaged: false, isUnreached }];
}

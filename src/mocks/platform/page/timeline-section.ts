import type { Finding } from "../../../core/finding.js";
import type { OrderView, TimelineEntry } from "../view.js";
import { attemptExchange, operationExchange } from "./exchange.js";
import { severityBadge } from "./findings-section.js";
import { code, type Ink } from "./ink.js";

/** Everything that happened, oldest first, with the bytes behind it. */
export function timelineSection(order: OrderView, ink: Ink): string {
  const entries = order.timeline.map((entry) => entryItem(entry, order, ink)).join("");
  return `<section id="timeline" data-part aria-labelledby="timeline-title"><h2 id="timeline-title" tabindex="-1">${ink.t(texts.title)}</h2><ol class="timeline">${entries}</ol></section>`;
}

function entryItem(entry: TimelineEntry, order: OrderView, ink: Ink): string {
  const { at, kind, text, detail } = entry;
  const found = findingsOf(entry, order).map(
    ({ severity, rule }) => `<span>${severityBadge(severity, ink)} ${code(rule)}</span>`,
  );
  const why = detail ? `<p class="soft">${ink.message(detail)}</p>` : "";
  const badges = found.length > 0 ? `<p class="found">${found.join(" ")}</p>` : "";
  return `<li class="${kind}">${ink.time(at)}<div><p>${ink.message(text)}</p>${why}${badges}${exchangeOf(entry, order, ink)}</div></li>`;
}

function attemptOf({ callback, attempt }: TimelineEntry, { callbacks }: OrderView) {
  return callbacks.find(({ id }) => id === callback)?.attempts.find(({ n }) => n === attempt);
}

function findingsOf(entry: TimelineEntry, order: OrderView): readonly Finding[] {
  return entry.kind === "sending" ? [] : (attemptOf(entry, order)?.findings ?? []);
}

function exchangeOf(entry: TimelineEntry, order: OrderView, ink: Ink): string {
  const attempt = attemptOf(entry, order);
  if (attempt) return attemptExchange(attempt, `x-${entry.callback}-${entry.attempt}`, ink);
  const operation = entry.operation === undefined ? undefined : order.operations[entry.operation];
  return operation ? operationExchange(operation, `o-${entry.operation}`, ink) : "";
}

const texts = { title: { zh: "时间线", en: "Timeline" } };

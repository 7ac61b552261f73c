import { platformActions } from "../../core/exchange.js";
import type { Message, Text } from "../../core/text.js";
import { type Catalogue, callbackOf } from "./catalogue.js";
import type { AttemptOutcome, OrderEvent } from "./events.js";
import type { DeliveryRecord, OrderRecord } from "./order-record.js";
import { causeTitles, moneyTitles } from "./stage-titles.js";
import type { TimelineEntry } from "./view.js";
import { weave } from "./weave.js";

/** What happened to an order, a line for each thing, oldest first. */
export function timelineOf(order: OrderRecord, catalogue: Catalogue): readonly TimelineEntry[] {
  let operations = 0;
  return order.history.flatMap((event, index) => {
    const entry = entryOf(event, order, catalogue, index);
    if (!entry) return [];
    return [event.type === "operation" ? { ...entry, operation: operations++ } : entry];
  });
}

function entryOf(
  event: OrderEvent,
  order: OrderRecord,
  catalogue: Catalogue,
  index: number,
): TimelineEntry | undefined {
  const { at } = event;
  switch (event.type) {
    case "placed": {
      const money = moneyTitles[event.isPaid ? "paid" : "unpaid"];
      return { at, kind: "placed", text: { text: weave(texts.placed, { money }), args: { variant: event.variant } } };
    }
    case "callback-queued": {
      const { id, callback, cause, variant } = event.delivery;
      const why =
        cause === "user" || cause === "copy" ? causeTitles[cause] : catalogue.canceller.life.plans[cause].title;
      const text = weave(texts.queued, { title: callbackOf(catalogue, callback).title, why });
      return { at, kind: "queued", callback: id, text: { text, args: { variant } } };
    }
    case "attempt-started":
      return isOver(event.deliveryId, order, index)
        ? undefined
        : { at, kind: "sending", ...attemptText(texts.sending, event.deliveryId, event.attempt.n, order, catalogue) };
    case "attempt-ended":
      return endedEntry(event, order, catalogue, index);
    case "paid":
      return { at, kind: "paid", text: { text: texts.paid } };
    case "operation":
      return operationEntry(event, catalogue);
    case "deadline-passed":
      return { at, kind: "deadline", text: { text: texts[event.deadline], args: { id: event.cancelId ?? "" } } };
  }
}

/** Whether an attempt that began at this place in the history has an end. */
function isOver(deliveryId: number, { history }: OrderRecord, index: number): boolean {
  return history.slice(index + 1).some((event) => event.type === "attempt-ended" && event.deliveryId === deliveryId);
}

function endedEntry(
  { at, deliveryId, outcome, follows }: Extract<OrderEvent, { readonly type: "attempt-ended" }>,
  order: OrderRecord,
  catalogue: Catalogue,
  index: number,
): TimelineEntry {
  const started = order.history
    .slice(0, index)
    .findLast((event) => event.type === "attempt-started" && event.deliveryId === deliveryId);
  const n = started?.type === "attempt-started" ? started.attempt.n : 1;
  const isGivenUp = outcome.action === "retry" && !follows.retry;
  const { text, ...place } = attemptText(resultText(outcome), deliveryId, n, order, catalogue);
  return {
    at,
    kind: outcome.failure ? "failed" : "answered",
    ...place,
    text: {
      text: weave(text.text, { action: isGivenUp ? texts.givenUp : platformActions[outcome.action] }),
      args: { ...text.args, ...resultArgs(outcome) },
    },
    detail: outcome.reason,
  };
}

function resultText({ failure, errorCode }: AttemptOutcome): Text {
  if (failure) return texts.failed;
  return errorCode === undefined ? texts.unreadable : texts.answered;
}

function resultArgs({ failure, errorCode, response, durationMs }: AttemptOutcome): NonNullable<Message["args"]> {
  return {
    failure: failure ? `${failure.kind}${failure.detail ? `: ${failure.detail}` : ""}` : "",
    code: errorCode ?? "",
    status: response?.status ?? "",
    ms: Math.round(durationMs),
  };
}

function attemptText(
  template: Text,
  deliveryId: number,
  n: number,
  { deliveries }: OrderRecord,
  catalogue: Catalogue,
): { readonly text: Message; readonly callback: number; readonly attempt: number } {
  const delivery: DeliveryRecord | undefined = deliveries.find(({ id }) => id === deliveryId);
  const { title } = callbackOf(catalogue, delivery?.callback ?? catalogue.creator.id);
  return { text: { text: weave(template, { title }), args: { n } }, callback: deliveryId, attempt: n };
}

function operationEntry(
  { at, call }: Extract<OrderEvent, { readonly type: "operation" }>,
  { operations }: Catalogue,
): TimelineEntry {
  const title = operations.find(({ id }) => id === call.operation)?.title ?? { zh: call.path, en: call.path };
  const text = weave(call.code === 0 ? texts.taken : texts.refused, { title });
  return {
    at,
    kind: "operation",
    text: { text, args: { code: call.code } },
    ...(call.reason ? { detail: call.reason } : {}),
  };
}

const texts = {
  placed: { zh: "下单（{variant}），{money}", en: "placed ({variant}), {money}" },
  queued: { zh: "待发送「{title}」（{variant}，{why}）", en: "“{title}” is to be sent ({variant}, {why})" },
  sending: { zh: "「{title}」第 {n} 次发送中", en: "“{title}”, attempt {n}: under way" },
  answered: {
    zh: "「{title}」第 {n} 次：HTTP {status}，error_code {code}，{ms} ms；抖音将{action}",
    en: "“{title}”, attempt {n}: HTTP {status}, error_code {code}, {ms} ms; Douyin will {action}",
  },
  unreadable: {
    zh: "「{title}」第 {n} 次：HTTP {status}，读不出 error_code，{ms} ms；抖音将{action}",
    en: "“{title}”, attempt {n}: HTTP {status}, no readable error_code, {ms} ms; Douyin will {action}",
  },
  failed: {
    zh: "「{title}」第 {n} 次：没有应答（{failure}），{ms} ms；抖音将{action}",
    en: "“{title}”, attempt {n}: no answer ({failure}), {ms} ms; Douyin will {action}",
  },
  /** To follow "Douyin will". */
  givenUp: { zh: "不再重试", en: "not retry any more" },
  paid: { zh: "用户已支付", en: "the guest paid" },
  taken: { zh: "商家调用「{title}」：成功", en: "the merchant called “{title}”: taken" },
  refused: { zh: "商家调用「{title}」：被拒，{code}", en: "the merchant called “{title}”: refused, {code}" },
  confirm: { zh: "超过接单时限：取消订单并退款", en: "confirm deadline passed: the order is cancelled and refunded" },
  audit: { zh: "超过取消审核时限（{id}）：自动退款", en: "audit deadline passed ({id}): the guest is refunded" },
  payment: { zh: "超过支付时限：取消订单", en: "payment deadline passed: the order is cancelled" },
} satisfies Record<string, Text>;

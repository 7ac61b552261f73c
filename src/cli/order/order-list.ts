import type { JsonObject } from "../../core/json.js";
import type { Context } from "../command.js";
import { table } from "../table.js";
import { line, listOf, objectOf, timeText } from "./order-view.js";

/** Orders one a line, the latest first. */
export function showOrders(orders: readonly JsonObject[], context: Context): string {
  const { t } = context;
  const columns = [
    { title: t(texts.order) },
    { title: t(texts.changed) },
    { title: t(texts.stage) },
    { title: t(texts.money) },
    { title: t(texts.found) },
    { title: t(texts.next), grows: true },
  ];
  const rows = orders.map((order) => [
    line(order.orderId),
    timeText(order.changedAt).slice(0, 19),
    line(order.stageTitle),
    line(order.moneyTitle),
    found(order),
    line(objectOf(order.next).text),
  ]);
  return `${table(columns, rows, context)}\n`;
}

/** Errors and warnings; debts that are overdue are among the errors. */
function found({ findingCounts, debtStates }: JsonObject): string {
  const { error, warning } = objectOf(findingCounts);
  const open = listOf(debtStates).filter(({ state }) => state === "open").length;
  return [error ? `✗${line(error)}` : "", warning ? `!${line(warning)}` : "", open > 0 ? `…${open}` : ""]
    .filter(Boolean)
    .join(" ");
}

const texts = {
  order: { zh: "订单号", en: "order id" },
  changed: { zh: "更新时间（UTC）", en: "changed (UTC)" },
  stage: { zh: "状态", en: "state" },
  money: { zh: "款项", en: "money" },
  found: { zh: "发现", en: "found" },
  next: { zh: "平台下一步", en: "next" },
};

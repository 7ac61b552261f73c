import type { JsonObject } from "../../core/json.js";
import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { Call, CommandModule, Context } from "../command.js";
import type { ExitCode } from "../exit.js";
import { choiceFlag } from "../number-flag.js";
import { findMock, type MockClient } from "../order/mock-client.js";
import { showOrders } from "../order/order-list.js";
import { findingsOf, listOf, objectOf, showOrder } from "../order/order-view.js";
import { addWishFlags, wishOf } from "../order/wish.js";
import { refuseExtra } from "../refuse-extra.js";

const actions = ["create", "pay", "cancel", "show", "list"] as const;
type Action = (typeof actions)[number];

export default {
  configure(command, setup) {
    const { t } = setup;
    command
      .argument("<action>", actions.join("|"))
      .argument("[order-id]", t({ zh: "订单号，或 last（最新的）", en: "an order id, or last" }));
    addWishFlags(command, setup)
      .option("--paid", t({ zh: "create：下单时已支付", en: "create: paid before it is created" }))
      .option("--unpaid", t({ zh: "create：下单时未支付", en: "create: not yet paid" }))
      .option(
        "--no-wait",
        t({ zh: "create、cancel：不等首次应答", en: "create, cancel: do not wait for the first answer" }),
      )
      .option("--platform <url>", t({ zh: "有多个模拟抖音时选一个", en: "which mock Douyin, where several run" }))
      .option(
        "--fail-on <severity>",
        t({ zh: "show:error 或 warning，达到即退出码 1", en: "show: error or warning, what makes the exit code 1" }),
      );
  },
  async run(call, context) {
    const action = actionOf(call.args[0]);
    if (action === "create" || action === "list") refuseExtra(`order ${action}`, call.args[1]);
    const failOn = choiceFlag(call.options, "failOn", "--fail-on", ["error", "warning"] as const) ?? "error";
    if (call.options.paid === true && call.options.unpaid === true) throw contradiction();
    const wish = wishOf(call.options);
    const mock = await findMock(call.options, context);
    const answer = await ask(action, call, wish, mock);
    if (call.options.json === true) await context.printJson({ version: 1, command: "order", action, ...answer });
    else await context.print(shown(action, answer, call, context));
    return action === "show" ? exitOf(objectOf(answer.order), failOn) : 0;
  },
} satisfies CommandModule;

function actionOf(text: string | undefined): Action {
  const action = actions.find((known) => known === text);
  if (action !== undefined) return action;
  const [hint] = nearest(text ?? "", actions, 1);
  throw new AppError({
    code: "order-action-unknown",
    category: "usage",
    text: hint
      ? {
          zh: "order 没有 {action}。最接近的是 {hint}。",
          en: "order has no action {action}. The nearest one is {hint}.",
        }
      : { zh: "order 没有 {action}。可以是：{all}。", en: "order has no action {action}. It can be: {all}." },
    args: { action: text ?? "", hint: hint ?? "", all: actions.join(", ") },
  });
}

async function ask(action: Action, { args, options }: Call, wish: JsonObject, mock: MockClient): Promise<JsonObject> {
  const wait = options.wait === false ? { wait: false } : {};
  switch (action) {
    case "list":
      return mock.get("/orders");
    case "create": {
      const paid = options.paid === true ? { paid: true } : options.unpaid === true ? { paid: false } : {};
      return mock.post("/orders", { ...wish, ...paid, ...wait });
    }
    case "show":
      return mock.get(await orderPath(args[1], action, mock));
    case "pay":
      return mock.post(`${await orderPath(args[1], action, mock)}/pay`);
    case "cancel":
      return mock.post(`${await orderPath(args[1], action, mock)}/cancel`, { ...wish, ...wait });
  }
}

async function orderPath(id: string | undefined, action: Action, mock: MockClient): Promise<string> {
  if (id === undefined)
    throw new AppError({ code: "order-id-missing", category: "usage", text: idMissing, args: { action } });
  if (id !== "last") return `/orders/${encodeURIComponent(id)}`;
  const [latest] = listOf((await mock.get("/orders")).orders);
  if (!latest) throw new AppError({ code: "order-none", category: "usage", text: noOrder });
  return `/orders/${encodeURIComponent(String(latest.orderId))}`;
}

function shown(action: Action, answer: JsonObject, { options }: Call, context: Context): string {
  if (action !== "list") return showOrder(objectOf(answer.order), context, options.verbose === true);
  const orders = listOf(answer.orders);
  if (orders.length > 0) return showOrders(orders, context);
  context.note(noOrder);
  return "";
}

function exitOf(order: JsonObject, failOn: "error" | "warning"): ExitCode {
  const isBad = findingsOf(order).some(
    ({ severity }) => severity === "error" || (severity === "warning" && failOn === "warning"),
  );
  return isBad ? 1 : 0;
}

function contradiction(): AppError {
  return new AppError({
    code: "order-paid-contradiction",
    category: "usage",
    text: {
      zh: "--paid 和 --unpaid 不能同时使用。请去掉其中一个。",
      en: "--paid and --unpaid exclude each other. Take one of them out.",
    },
  });
}

const idMissing = {
  zh: "order {action} 缺少订单号。请写出订单号，或用 last 表示最新的一笔。",
  en: "order {action} needs an order id. Name it, or write last for the latest one.",
};
const noOrder = {
  zh: "模拟抖音还没有订单。用 order create 下一笔。",
  en: "The mock Douyin has no order yet. Place one with order create.",
};

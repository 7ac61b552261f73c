import { isObject, type JsonObject } from "../../../core/json.js";
import type { Fault } from "../fault.js";
import { dataOf, onOwed } from "../hooks.js";
import type { Hooks, OwedCall, PlatformCall } from "../stages.js";
import { cancels, creates } from "./scope.js";

const suites = ["callback-debt", "lifecycle"];
const malformed = { rules: ["debt/malformed", "debt/confirm-missing"], suites };
const malformedAudit = { rules: ["debt/malformed", "debt/audit-missing"], suites };

/** What goes wrong with the operation that an asynchronous answer promises. */
export const debtFaults: readonly Fault[] = [
  {
    id: "confirm-never-called",
    title: { zh: "异步接单后不回调", en: "Never confirms what it promised to confirm" },
    summary: {
      zh: "答了 confirm_mode 2，却从不调用确认接单接口，订单到时被取消。",
      en: "The answer says mode 2 and the operation is never called; at the deadline the order is cancelled.",
    },
    callbacks: creates,
    design: "async-confirm",
    expected: { rules: ["debt/confirm-missing"], suites },
    hooks: onOwed(() => []),
  },
  {
    id: "confirm-too-late",
    title: { zh: "超过期限才接单", en: "Confirms after the deadline" },
    summary: { zh: "人工接单太慢，两小时后才回调。", en: "A person confirms, two hours later." },
    callbacks: creates,
    design: "async-confirm",
    expected: { rules: ["debt/confirm-missing"], suites },
    hooks: onEachOwed((call) => ({ ...call, delayMs: 7_200_000 })),
  },
  {
    id: "confirm-number-wrong-name",
    title: { zh: "接单接口的确认号字段名写错", en: "Calls the number hotel_confirm_number in the operation" },
    summary: {
      zh: "创单应答里叫 hotel_confirm_number，接口里叫 confirm_number。",
      en: "hotel_confirm_number is its name in the answer; the operation calls it confirm_number.",
    },
    callbacks: creates,
    design: "async-confirm",
    expected: { ...malformed, suites: ["callback-debt"] },
    hooks: onResult(({ confirm_number: number = "", ...result }) => ({ ...result, hotel_confirm_number: number })),
  },
  {
    id: "confirm-number-left-out",
    title: { zh: "接单时不带确认号", en: "Accepts without a number" },
    summary: { zh: "confirm_result 为 1，却没有 confirm_number。", en: "confirm_result is 1 without confirm_number." },
    callbacks: creates,
    design: "async-confirm",
    expected: { ...malformed, suites: ["callback-debt"] },
    hooks: onResult(({ confirm_number: _, ...result }) => result),
  },
  {
    id: "confirm-result-flat",
    title: { zh: "confirm_result 没有嵌套", en: "Sends confirm_result without its object" },
    summary: {
      zh: "文档里 confirm_result 是对象，里面还有同名字段；商家直接发了数字。",
      en: "confirm_result is an object with a field of the same name; the merchant sends the number alone.",
    },
    callbacks: creates,
    design: "async-confirm",
    expected: { ...malformed, suites: ["callback-debt"] },
    hooks: onEachOwed((call) => {
      const result = isObject(call.body.confirm_result) ? call.body.confirm_result : {};
      return { ...call, body: { order_id: call.body.order_id ?? "", ...result } };
    }),
  },
  {
    id: "confirm-result-zero",
    title: { zh: "接单接口的结果为 0", en: "Confirms with result 0" },
    summary: { zh: "接口只有 1 接单和 2 拒单。", en: "The operation has 1 and 2 only." },
    callbacks: creates,
    design: "async-confirm",
    expected: { ...malformed, suites: ["callback-debt"] },
    hooks: onResult((result) => ({ ...result, confirm_result: 0 })),
  },
  {
    id: "confirm-own-order-id",
    title: { zh: "接单时用自己的订单号", en: "Confirms its own order id" },
    summary: {
      zh: "order_id 填了商家的订单号，抖音找不到订单。",
      en: "order_id holds the merchant's id, which Douyin does not know.",
    },
    callbacks: creates,
    design: "async-confirm",
    expected: { ...malformed, suites: ["callback-debt"] },
    hooks: {
      decide: async (decision, next) => {
        const decided = await next(decision);
        const ownId = dataOf(decided.body).order_out_id ?? "";
        return { ...decided, owed: decided.owed.map((call) => ({ ...call, body: { ...call.body, order_id: ownId } })) };
      },
    },
  },
  {
    id: "confirm-rounded-order-id",
    title: { zh: "接单时 order_id 丢了末几位", en: "Confirms an order_id that has lost its last digits" },
    summary: {
      zh: "order_id 存成浮点数再写回接口调用，末几位变成 0，抖音找不到订单。",
      en: "order_id goes through a double on its way into the call, its last digits become 0, and Douyin does not find the order.",
    },
    callbacks: creates,
    design: "async-confirm",
    expected: { rules: ["debt/confirm-missing"], suites: ["callback-debt"] },
    hooks: onOwed((owed) =>
      owed.map((call) => ({ ...call, body: { ...call.body, order_id: String(Number(call.body.order_id)) } })),
    ),
  },
  {
    id: "refuses-without-reason",
    title: { zh: "异步拒单没有原因", en: "Refuses later without code and reason" },
    summary: {
      zh: "confirm_result 为 2 时需要 reject_code 和 reject_reason。",
      en: "With confirm_result 2 the operation needs reject_code and reject_reason.",
    },
    callbacks: creates,
    design: "async-confirm",
    expected: { ...malformed, suites: ["callback-debt"] },
    hooks: onResult(() => ({ confirm_result: 2 })),
  },
  {
    id: "confirms-then-refuses",
    title: { zh: "先接单后拒单", en: "Confirms and then refuses" },
    summary: {
      zh: "两个任务各调一次接口，结果互相矛盾。",
      en: "Two jobs call the operation, and their results contradict each other.",
    },
    callbacks: creates,
    design: "async-confirm",
    expected: { rules: ["debt/malformed"], suites: ["callback-debt"] },
    hooks: onOwed((owed) => [...owed, ...owed.map(contradiction)]),
  },
  {
    id: "confirm-before-answer",
    title: { zh: "创单应答之前就接单", en: "Confirms before it has answered" },
    summary: {
      zh: "接单接口在创单回调里同步调用，抖音还没有收到应答，答“非法请求”。",
      en: "The operation is called inside the callback; Douyin has no answer yet and calls the request illegal.",
    },
    callbacks: creates,
    design: "async-confirm",
    expected: { rules: ["debt/too-early"], suites: ["callback-debt"] },
    hooks: calledInside(),
  },
  {
    id: "confirm-per-duplicate",
    title: { zh: "每次重复创单都接一次单", en: "Confirms once per duplicate" },
    summary: {
      zh: "每收到一次回调就排一个接单任务，没有去重。",
      en: "Each delivery queues a confirmation of its own.",
    },
    callbacks: creates,
    design: "async-confirm",
    expected: { rules: ["debt/repeated"], suites: ["callback-debt"] },
    hooks: onEachOwed((call, count) => ({ ...call, key: `${call.key}/${count}` })),
  },
  {
    id: "confirm-failure-ignored",
    title: { zh: "接单失败后不再重试", en: "Gives up after the first failure" },
    summary: {
      zh: "只看 HTTP 200，不看 error_code，失败的接单没有重试。",
      en: "HTTP 200 is taken for success; the failure code in the body is never read and nothing is tried again.",
    },
    design: "async",
    expected: { rules: ["debt/failure-ignored", "debt/confirm-missing"], suites: ["callback-debt"] },
    hooks: onEachOwed((call) => ({ ...call, maxAttempts: 1 })),
  },
  {
    id: "access-token-missing",
    title: { zh: "调用接口不带 access-token", en: "Calls the operations without an access-token" },
    summary: { zh: "请求头里没有令牌。", en: "The header with the token is missing." },
    design: "async",
    expected: { ...malformed, suites: ["callback-debt"] },
    hooks: onCall((call) => ({ ...call, headers: {} })),
  },
  {
    id: "access-token-as-bearer",
    title: { zh: "令牌放在 Authorization 头里", en: "Sends its token as Authorization" },
    summary: {
      zh: "按 OAuth 的习惯用了 Authorization: Bearer，抖音要的是 access-token。",
      en: "As OAuth has it, the token goes into Authorization; Douyin reads access-token.",
    },
    design: "async",
    expected: { ...malformed, suites: ["callback-debt"] },
    hooks: onCall((call) => ({ ...call, headers: { authorization: `Bearer ${call.headers["access-token"] ?? ""}` } })),
  },
  {
    id: "audit-never-called",
    title: { zh: "异步取消后不回调审核结果", en: "Never audits what it promised to audit" },
    summary: {
      zh: "答了 cancel_mode 2，却从不调用取消审核接口，到时自动退款。",
      en: "The answer says mode 2 and the operation is never called; at the deadline the refund happens by itself.",
    },
    callbacks: cancels,
    design: "async-cancel",
    expected: { rules: ["debt/audit-missing", "lifecycle/audit-honoured"], suites: ["callback-debt"] },
    hooks: onOwed(() => []),
  },
  {
    id: "audit-lower-case-id",
    title: { zh: "审核接口的 cancel_Id 写成 cancel_id", en: "Spells cancel_Id as cancel_id" },
    summary: {
      zh: "接口里的 I 是大写，写成小写就找不到这次取消。",
      en: "The operation's field has a capital I; in lower case the cancellation is not found.",
    },
    callbacks: cancels,
    design: "async-cancel",
    expected: { ...malformedAudit, suites: ["callback-debt"] },
    hooks: onEachOwed(({ body: { cancel_Id: id = "", ...body }, ...call }) => ({
      ...call,
      body: { ...body, cancel_id: id },
    })),
  },
  {
    id: "audit-without-cancel-type",
    title: { zh: "审核接口不带 cancel_type", en: "Audits without cancel_type" },
    summary: { zh: "没有原样带回 cancel_type。", en: "cancel_type is not repeated." },
    callbacks: cancels,
    design: "async-cancel",
    expected: { ...malformedAudit, suites: ["callback-debt"] },
    hooks: onEachOwed(({ body: { cancel_type: _, ...body }, ...call }) => ({ ...call, body })),
  },
  {
    id: "audit-refuses-without-reason",
    title: { zh: "审核拒绝没有原因", en: "Refuses an audit without a reason" },
    summary: { zh: "cancel_result 为 2 时 reason 必填。", en: "With cancel_result 2 the reason is required." },
    callbacks: cancels,
    design: "refuses-audits-async",
    expected: { ...malformedAudit, suites: ["callback-debt"] },
    hooks: onEachOwed(({ body: { reason: _, ...body }, ...call }) => ({ ...call, body })),
  },
];

function onEachOwed(edit: (call: OwedCall, count: number) => OwedCall): Hooks {
  return {
    decide: async (decision, next, { memory }) => {
      const decided = await next(decision);
      const count = Number(memory.recall("owed", "count")?.value ?? 0) + 1;
      memory.remember("owed", "count", { value: count });
      return { ...decided, owed: decided.owed.map((call) => edit(call, count)) };
    },
  };
}

/** Changes the nested `confirm_result` of the operation. */
function onResult(edit: (result: JsonObject) => JsonObject): Hooks {
  return onEachOwed((call) => {
    const result = call.body.confirm_result;
    return isObject(result) ? { ...call, body: { ...call.body, confirm_result: edit(result) } } : call;
  });
}

function onCall(edit: (call: PlatformCall) => PlatformCall): Hooks {
  return { call: (call, next) => next(edit(call)) };
}

function contradiction(call: OwedCall): OwedCall {
  const refusal = { confirm_result: 2, reject_code: 1, reject_reason: "full" };
  return {
    ...call,
    key: `${call.key}/refusal`,
    delayMs: call.delayMs + 300,
    maxAttempts: 1,
    body: { ...call.body, confirm_result: refusal },
  };
}

/** Calls inside the callback, and again afterwards as it should. */
function calledInside(): Hooks {
  return {
    decide: async (decision, next, { callPlatform }) => {
      const decided = await next(decision);
      for (const call of decided.owed) await callPlatform({ ...call, maxAttempts: 1 });
      return decided;
    },
  };
}

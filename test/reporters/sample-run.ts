import type { CaseResult, CodeReach, ReportedExchange, RunEvent } from "../../src/core/event.js";
import type { Finding } from "../../src/core/finding.js";
import type { RuleBase } from "../../src/core/rule.js";
import type { Text } from "../../src/core/text.js";
import { totalsOf } from "../../src/core/totals.js";

const createUrl =
  "http://127.0.0.1:4010/spi/create-order?client_key=awexampleclientkey&timestamp=1700000000123&sign=9e1f";
const cancelUrl = createUrl.replace("create", "cancel");

export const createBody =
  '{"order_id":"1000000000000000001","rate_plan_id":"1763526448072717","biz_type":2021,"check_in_date":"2026-12-01","check_out_date":"2026-12-03","number_of_units":1,"number_of_guests":2,"daily_rates":[{"original_amount":19900,"period_start_date":"2026-12-01","period_end_date":"2026-12-02"},{"original_amount":21900,"period_start_date":"2026-12-02","period_end_date":"2026-12-03"}],"total_amount":41800,"contact_info":{"name":"张三","phone":"tIfGpuuQ3wUmobBJ0PPLTw=="}}';
const cancelBody =
  '{"order_id":"1000000000000000001","order_out_id":"M-1","cancel_id":"77001","cancel_type":1,"biz_type":2021,"after_sale_type":1,"refund_type":1,"need_audit":true,"refund_amount":41800}';

function exchange(id: string, caseId: string, change: Partial<ReportedExchange> = {}): ReportedExchange {
  return {
    id,
    caseId,
    callback: "create-order",
    attempt: 1,
    startedAt: "2026-11-22T08:00:00.250Z",
    durationMs: 12,
    request: {
      method: "POST",
      url: createUrl,
      headers: {
        "content-type": "application/json",
        "x-life-sign": "92a2c4fa",
        "x-bytedance-logid": "20261122080000AB",
      },
      body: createBody,
    },
    response: {
      status: 200,
      headers: { "content-type": "application/json", "content-length": "98" },
      body: '{"data":{"error_code":0,"description":"success","order_id":"1000000000000000001","order_out_id":"M-1","confirm_info":{"confirm_mode":1,"confirm_result":1,"hotel_confirm_number":"H-1"}}}',
    },
    failure: null,
    platform: {
      action: "confirm",
      reason: { text: { zh: "confirm_result 是 1。", en: "confirm_result is 1." } },
      rule: "create-order/accepted",
    },
    findings: [],
    ...change,
  };
}

function finding(rule: string, change: Partial<Finding> & Pick<Finding, "message">): Finding {
  return {
    rule,
    severity: "error",
    part: "response",
    pointer: "/data/order_out_id",
    expected: "M-1",
    actual: "M-2",
    doc: { page: "create-order", field: "response.order_out_id" },
    ...change,
  };
}

function caseResult(id: string, title: Text, change: Partial<CaseResult> = {}): CaseResult {
  return {
    id,
    suite: id.split("/")[0] ?? "",
    title,
    proves: { zh: `商家遵守“${title.zh}”。`, en: `The merchant keeps to it: ${title.en}.` },
    verdict: "passed",
    durationMs: 15,
    findings: [],
    exchanges: [],
    ...change,
  };
}

const twoOrders = finding("idempotency/same-answer", {
  part: "sequence",
  message: {
    text: {
      zh: "同一个 order_id 的第二次创单返回了另一个商家订单号 {actual}，第一次是 {first}：客人会被订两间房。",
      en: "The second create of the same order_id answered with another merchant order, {actual}; the first said {first}. The guest has two bookings.",
    },
    args: { actual: "M-2", first: "M-1" },
  },
});
const fee = finding("cancel-order/fee-in-range", {
  pointer: "/data/refund_fee_amount",
  expected: 0,
  actual: 500,
  message: {
    text: { zh: "付款前取消却收了 {fee} 分手续费。", en: "A cancel before payment charges a fee of {fee} fen." },
    args: { fee: 500 },
  },
  doc: { page: "cancel-order", field: "response.refund_fee_amount" },
});
const slow = finding("transport/slow", {
  severity: "warning",
  part: "transport",
  pointer: "",
  expected: 4000,
  actual: 4312,
  message: {
    text: { zh: "应答用了 {ms} 毫秒，已超过时限的 80%。", en: "The answer took {ms} ms, past 80 % of the limit." },
    args: { ms: 4312 },
  },
  doc: { page: "create-order", field: "response" },
});
const bigNumber = finding("create-order/order-id-echo", {
  pointer: "/data/order_id",
  expected: "6362050628416602319",
  actual: 6362050628416602000n,
  message: {
    text: {
      zh: "order_id 被四舍五入成了 {actual}，应原样返回字符串 {expected}。",
      en: "order_id came back rounded to {actual}; it must be the string {expected}, digit for digit.",
    },
    args: { actual: 6362050628416602000n, expected: "6362050628416602319" },
  },
  doc: { page: "create-order", field: "response.order_id" },
});
const extra = finding("schema/extra-field", {
  severity: "info",
  pointer: "/data/logid",
  expected: null,
  actual: "abc",
  message: { text: { zh: "多了字段 {name}。", en: "There is an extra field {name}." }, args: { name: "logid" } },
});

const second = exchange("x3", "idempotency/duplicate-create", {
  attempt: 2,
  startedAt: "2026-11-22T08:00:01.000Z",
  durationMs: 9,
  response: {
    status: 200,
    headers: { "content-type": "application/json" },
    body: '{"data":{"error_code":0,"order_id":"1000000000000000001","order_out_id":"M-2","confirm_info":{"confirm_mode":1,"confirm_result":1,"hotel_confirm_number":"H-2"}}}',
  },
  findings: [twoOrders],
});

export const sampleExchanges: readonly ReportedExchange[] = [
  exchange("x1", "create-order/standard", { findings: [extra] }),
  exchange("x2", "idempotency/duplicate-create"),
  second,
  exchange("x4", "create-order/multi-room", { durationMs: 4312, findings: [slow] }),
  exchange("x5", "cancel-order/before-payment", {
    callback: "cancel-order",
    request: { method: "POST", url: cancelUrl, headers: { "content-type": "application/json" }, body: cancelBody },
    response: {
      status: 200,
      headers: { "content-type": "application/json" },
      body: '{"data":{"error_code":0,"description":"","cancel_mode":1,"cancel_result":1,"refund_fee_amount":500}}',
    },
    platform: {
      action: "refund",
      reason: { text: { zh: "商家同意取消。", en: "The merchant agrees to cancel." } },
      rule: "cancel-order/accepted",
    },
    findings: [fee],
  }),
  exchange("x6", "chaos/slow-body", {
    durationMs: 5000,
    response: null,
    failure: { kind: "timeout", detail: "headers" },
    platform: {
      action: "retry",
      reason: { text: { zh: "没有在时限内应答（推定）。", en: "No answer within the deadline (assumed)." } },
      rule: "reading/no-answer",
    },
  }),
  exchange("x7", "idempotency/big-order-id", { findings: [bigNumber] }),
];

export const sampleCases: readonly CaseResult[] = [
  caseResult(
    "create-order/standard",
    { zh: "接受标准订单", en: "The standard order is accepted" },
    { exchanges: ["x1"], findings: [extra] },
  ),
  caseResult(
    "create-order/multi-room",
    { zh: "接受多间房订单", en: "An order of several rooms is accepted" },
    { exchanges: ["x4"], findings: [slow], durationMs: 4313 },
  ),
  caseResult(
    "idempotency/duplicate-create",
    { zh: "重复创单返回同一个结果", en: "A repeated create returns the first result" },
    {
      verdict: "failed",
      exchanges: ["x2", "x3"],
      findings: [twoOrders],
      durationMs: 31,
      smallestPayload: createBody,
      reproduce: "npx douyin-hotel test --only idempotency/duplicate-create --seed 7",
    },
  ),
  caseResult(
    "idempotency/big-order-id",
    { zh: "19 位订单号原样返回", en: "A 19-digit order id comes back digit for digit" },
    {
      verdict: "failed",
      exchanges: ["x7"],
      findings: [bigNumber],
      smallestPayload: '{"order_id":"6362050628416602319"}',
      reproduce: "npx douyin-hotel test --only idempotency/big-order-id --seed 7",
    },
  ),
  caseResult(
    "cancel-order/before-payment",
    { zh: "付款前取消", en: "A cancel before payment" },
    {
      verdict: "failed",
      exchanges: ["x5"],
      findings: [fee],
      smallestPayload: '{"order_id":"1000000000000000001","cancel_id":"77001","cancel_type":1}',
      reproduce: "npx douyin-hotel test --only cancel-order/before-payment --seed 7",
    },
  ),
  caseResult(
    "chaos/slow-body",
    { zh: "请求体分段慢发", en: "A body that arrives slowly" },
    {
      verdict: "broken",
      exchanges: ["x6"],
      durationMs: 5000,
      reason: { text: { zh: "目标不再接受连接。", en: "The target no longer accepts connections." } },
    },
  ),
  ...["confirm-sent", "audit-sent"].map((name) =>
    caseResult(
      `callback-debt/${name}`,
      { zh: `异步应答后调用接口（${name}）`, en: `An asynchronous answer is followed by its operation (${name})` },
      {
        verdict: "skipped",
        durationMs: 0,
        reason: {
          text: {
            zh: "没有 --platform-port，外部商家无法回调。",
            en: "Without --platform-port an outside merchant cannot call back.",
          },
        },
      },
    ),
  ),
  caseResult(
    "callback-debt/two-step",
    { zh: "两步模式的接单", en: "Confirming in two-step mode" },
    {
      verdict: "skipped",
      durationMs: 0,
      reason: { text: { zh: "merchant.mode 是 {mode}。", en: "merchant.mode is {mode}." }, args: { mode: "one-step" } },
    },
  ),
];

const meanings: readonly (readonly [number, string, string])[] = [
  [0, "成功", "success"],
  [1, "房型不存在或无效", "room type missing or invalid"],
  [2, "人数超限", "too many guests"],
  [3, "连住天数不符", "min/max nights broken"],
  [4, "满房", "full"],
  [5, "日期格式错误", "bad date format"],
  [6, "姓名或手机号有误", "bad name or phone"],
  [7, "重复请求", "duplicate request"],
  [8, "价格不一致", "price differs"],
  [9, "订单不存在或状态不对", "order missing or in a wrong state"],
  [10, "日期格式错误", "bad date format"],
  [11, "购买超限", "bought too many"],
  [12, "需要证件号", "id number required"],
  [13, "其他", "other"],
  [14, "会员信息不一致", "member data differs"],
  [15, "已入住不可取消", "already checked in"],
  [100, "请重试", "please retry"],
];

const reachability: readonly CodeReach[] = meanings.map(([code, zh, en]) => ({
  code,
  meaning: { zh, en },
  reached: [0, 4, 9].includes(code),
  ...(code === 0 ? { exchange: "x1" } : {}),
  ...(code === 4 ? { exchange: "x4", provokedBy: { check_in_date: "2031-01-01" } } : {}),
}));

/** A run with one of everything: three broken rules, a warning, an info, skipped and broken cases. */
export const sampleRun: readonly RunEvent[] = [
  {
    type: "run-started",
    tool: { name: "douyin-hotel", version: "0.1.0" },
    seed: 7,
    startedAt: "2026-11-22T08:00:00.000Z",
    settings: {
      endpoints: {
        "create-order": "http://127.0.0.1:4010/spi/create-order",
        "cancel-order": "http://127.0.0.1:4010/spi/cancel-order",
      },
      "merchant.mode": "one-step",
      timeoutMs: 5000,
      readings: { retry: "documented" },
    },
    cases: sampleCases.length,
    notices: [{ text: { zh: "使用演示凭据。", en: "Demo credentials are used." } }],
  },
  ...sampleCases.flatMap((result): readonly RunEvent[] => [
    { type: "case-started", id: result.id, suite: result.suite, title: result.title },
    ...sampleExchanges
      .filter((one) => result.exchanges.includes(one.id))
      .map((one): RunEvent => ({ type: "exchange", exchange: one })),
    { type: "case-finished", result },
  ]),
  {
    type: "run-finished",
    verdict: "failed",
    durationMs: 8213,
    totals: totalsOf(sampleCases),
    notices: [],
    reachability,
  },
];

export const sampleRules: readonly RuleBase[] = [
  {
    id: "idempotency/same-answer",
    severity: "error",
    part: "sequence",
    title: { zh: "重复请求得到同一个结果", en: "A repeated request gets the first result" },
    explanation: {
      zh: "平台会重试。请用 order_id 做数据库唯一键，重复时返回第一次的结果。",
      en: "The platform retries. Make order_id a unique key in the database and return the first result again.",
    },
    doc: { page: "create-order", field: "request.order_id" },
  },
];

import type { DescribedRule } from "../../core/rule.js";

function repeated(rule: Omit<DescribedRule, "kind" | "part">): DescribedRule {
  return { kind: "sequence", part: "sequence", ...rule };
}

export const sameAnswer = repeated({
  id: "idempotency/same-answer",
  severity: "error",
  title: { zh: "重复的请求得到同样的结果", en: "A repeat gets the same result" },
  explanation: {
    zh: "同一个 order_id 的创单（或同一个 cancel_id 的取消）再次到达，要返回 0 和第一次的结果：同一个 order_out_id、同样的接单结果和确认号；取消则是同样的结论和手续费。logid、时间戳、签名、字段顺序和空格变了，仍然是重复。请先按幂等键查库，查到就返回已保存的结果。异步确认之后模式从 2 变为 1 且结论一致，只作提示。",
    en: "A create with the same order_id (a cancel with the same cancel_id) that arrives again is answered 0 with the first result: the same order_out_id, confirm decision and number; for a cancel the same decision and fee. A new log id, timestamp, signature, key order or spacing makes it no less a repeat. Look the key up first and return the stored result. A mode that turns from 2 into 1 with the same decision, once the operation has been called, is only noted.",
  },
  doc: { page: "spi", field: "request.order_id" },
});

export const race = repeated({
  id: "idempotency/race",
  severity: "error",
  title: { zh: "并发的重复请求只产生一个结果", en: "Copies that race come to one result" },
  explanation: {
    zh: "平台会并行重发，几份相同的请求可能同时到达，只能产生一个 order_out_id（取消则是一个结论）。抢不到的请求可以返回 100，但它的重试要成功并带同一个 order_out_id；不能返回 7、9、13 或 5xx。先查后写挡不住并发，请用数据库唯一键。",
    en: "The platform repeats in parallel, so copies may arrive at the same moment; they end in one order_out_id (cancels: one decision). A loser may answer 100 if its retry then succeeds with that id; never 7, 9, 13 or a 5xx. Reading before writing does not stop a race; a unique key in the database does.",
  },
  doc: { page: "spi", field: "request.order_id" },
});

export const after100 = repeated({
  id: "idempotency/after-100",
  severity: "error",
  title: { zh: "返回 100 之后的重试要成功", en: "The retry after a 100 succeeds" },
  explanation: {
    zh: "error_code 100 表示“请重试”。平台随后重发同一订单，这次要成功。常见错误：第一次已经落库，重试时撞上自己的记录，返回 7、9 或 13。",
    en: "error_code 100 asks for a retry. The platform sends the same order again, and then it succeeds. Usual mistake: the first attempt was stored, and the retry runs into its own record and answers 7, 9 or 13.",
  },
  doc: { page: "spi", field: "response.error_code" },
});

export const afterLostAnswer = repeated({
  id: "idempotency/after-lost-answer",
  severity: "error",
  title: { zh: "应答丢失之后的重试要成功", en: "The retry after a lost answer succeeds" },
  explanation: {
    zh: "请求体已送达而应答没有送到（超时、断线），平台会再发一次。商家可能已经处理完第一次：重试要返回已提交的结果，没有提交过则正常处理。",
    en: "The body arrived but the answer did not (a timeout, a lost connection), so the platform sends again. The merchant may have finished the first one: the retry returns what was committed, or is handled afresh.",
  },
  doc: { page: "spi", field: "request.order_id" },
});

export const distinct = repeated({
  id: "idempotency/distinct",
  severity: "error",
  title: { zh: "不同的订单有不同的商家订单号", en: "Different orders have different ids" },
  explanation: {
    zh: "不同 order_id 的订单不能共用一个 order_out_id，哪怕 order_id 只差最后一位或第一位。只差最后一位的，多半是把 19 位整数转成了浮点数而丢了精度；只差第一位的，多半是用 order_id 的末几位拼出了商家订单号。",
    en: "Orders with different order_ids never share an order_out_id, also when the ids differ only in the last digit or the first. The last usually means that a 19-digit integer went through a floating-point number, the first that the own id is made of the tail of order_id.",
  },
  doc: { page: "spi", field: "response.order_out_id" },
});

export const refusalNotSticky = repeated({
  id: "idempotency/refusal-not-sticky",
  severity: "error",
  title: { zh: "被拒绝的请求不影响之后的正确请求", en: "A refusal does not stick to the order" },
  explanation: {
    zh: "伪造或格式错误的请求被拒绝之后，同一订单的正确请求要成功；否则任何人都能用伪造请求占住订单号。合法拒绝（例如满房）之后也应重新判断，不要把拒绝当作结果缓存（警告）。",
    en: "After a forged or malformed request was refused, a correct one for the same order succeeds; or anybody could block an order by forging it first. After a lawful refusal (a full house) it is decided anew, too; do not store a refusal as the result (a warning).",
  },
  doc: { page: "spi", field: "request.order_id" },
});

export const ownAnswer = repeated({
  id: "isolation/own-answer",
  severity: "error",
  title: { zh: "并行的订单各得各的应答", en: "Parallel orders each get their own answer" },
  explanation: {
    zh: "同时到达的不同订单，应答里的 order_id 和 order_out_id 必须是各自的。串单多半来自共享的可变变量或未隔离的请求上下文。",
    en: "Different orders that arrive together each get their own order_id and order_out_id. Mixed answers usually come from a shared mutable variable or a request context that is not isolated.",
  },
  doc: { page: "spi", field: "response.order_id" },
});

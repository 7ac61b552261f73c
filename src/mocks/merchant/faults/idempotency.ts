import { isObject } from "../../../core/json.js";
import { Crash } from "../crash.js";
import type { Fault } from "../fault.js";
import { dataOf, refusalOf } from "../hooks.js";
import {
  firstAnswered100,
  forgetful,
  halfDoneWhenHungUp,
  keptUnder,
  keyedBy,
  onMemory,
  onRepeat,
  roundedKeys,
  stickyRefusal,
} from "./repeat-hooks.js";
import { cancels, creates } from "./scope.js";

const repeated = { rules: ["idempotency/same-answer"], suites: ["idempotency"] };

/** What a merchant does with a callback that comes again. */
export const idempotencyFaults: readonly Fault[] = [
  {
    id: "duplicate-answers-7",
    title: { zh: "重复创单答 7", en: "Answers a repeated create with 7" },
    summary: {
      zh: "订单已存在时返回“重复提交”，文档要求返回成功。",
      en: "An order that exists is answered with the duplicate code, where the document asks for success.",
    },
    callbacks: creates,
    expected: { rules: ["create-order/code-7-on-existing", "idempotency/same-answer"], suites: ["idempotency"] },
    hooks: onRepeat(({ received, input }) => refusalOf(received.definition, input.payload, 7)),
  },
  {
    id: "duplicate-books-again",
    title: { zh: "重复创单生成新订单", en: "Books a repeated create again" },
    summary: {
      zh: "没有按 order_id 去重，每次回调都占一间房。",
      en: "order_id is not used to tell repeats, so each callback takes a room.",
    },
    callbacks: creates,
    expected: repeated,
    hooks: onMemory((memory) => ({ ...memory, recall: () => undefined })),
  },
  {
    id: "duplicate-crashes",
    title: { zh: "重复创单时唯一键冲突返回 500", en: "Dies of its unique key on a repeat" },
    summary: {
      zh: "数据库唯一键挡住了重复订单，但异常没有处理。",
      en: "The unique key stops the second booking, and nobody handles the exception.",
    },
    callbacks: creates,
    expected: {
      rules: ["idempotency/same-answer", "robustness/server-error", "transport/status"],
      suites: ["idempotency"],
    },
    hooks: onRepeat(() => {
      throw new Crash("Duplicate entry for key 'uk_order_id'");
    }),
  },
  {
    id: "duplicate-answers-13",
    title: { zh: "重复创单答 13", en: "Answers a repeated create with 13" },
    summary: {
      zh: "订单已存在时返回“其他异常”。",
      en: "An order that exists is answered with the code for other errors.",
    },
    callbacks: creates,
    expected: repeated,
    hooks: onRepeat(({ received, input }) => refusalOf(received.definition, input.payload, 13)),
  },
  {
    id: "duplicate-drops-confirmation",
    title: { zh: "重复创单的应答缺少接单信息", en: "Leaves the confirmation out of the repeat" },
    summary: {
      zh: "第二次只返回订单号，不带 confirm_info，一步创单的订单会被取消。",
      en: "The second answer has the ids but no confirm_info, for which a one-step order is cancelled.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/same-answer", "create-order/confirm-info-required"], suites: ["idempotency"] },
    hooks: onRepeat((_, answer) => {
      const { confirm_info: _dropped, ...data } = dataOf(answer);
      return { data };
    }),
  },
  {
    id: "duplicate-other-confirm-number",
    title: { zh: "重复创单的确认号不同", en: "Gives another confirmation number on the repeat" },
    summary: {
      zh: "订单号相同，确认号却每次重新生成。",
      en: "The order id stays, but the confirmation number is made anew each time.",
    },
    callbacks: creates,
    expected: repeated,
    hooks: onRepeat((_, answer, { random }) => {
      const data = dataOf(answer);
      if (!isObject(data.confirm_info)) return answer;
      const number = `CN${random.integer(100_000, 999_999)}`;
      return { data: { ...data, confirm_info: { ...data.confirm_info, hotel_confirm_number: number } } };
    }),
  },
  {
    id: "duplicate-without-order-out-id",
    title: { zh: "重复创单不返回 order_out_id", en: "Gives no order_out_id on the repeat" },
    summary: { zh: "第二次只答成功，没有自己的订单号。", en: "The second answer says success and nothing else." },
    callbacks: creates,
    expected: { rules: ["idempotency/same-answer", "create-order/out-id-on-success"], suites: ["idempotency"] },
    hooks: onRepeat((_, answer) => ({ data: { ...dataOf(answer), order_out_id: "" } })),
  },
  {
    id: "keyed-by-logid",
    title: { zh: "按 logid 去重", en: "Tells repeats by the log id" },
    summary: {
      zh: "把 X-Bytedance-Logid 当作幂等键；另一条重试流的 logid 不同，于是再订一次。",
      en: "X-Bytedance-Logid is the key; another stream of retries has another one and books again.",
    },
    expected: repeated,
    hooks: onMemory((memory, { received }) => keyedBy(memory, received.headers.get("x-bytedance-logid") ?? "")),
  },
  {
    id: "keyed-by-signature",
    title: { zh: "按签名去重", en: "Tells repeats by the signature" },
    summary: {
      zh: "把签名当作幂等键；重试时时间戳更新，签名跟着变。",
      en: "The signature is the key; a retry with a new timestamp has another one.",
    },
    expected: repeated,
    hooks: onMemory((memory, { received }) =>
      keyedBy(memory, received.headers.get("x-life-sign") ?? new URL(received.url).searchParams.get("sign") ?? ""),
    ),
  },
  {
    id: "keyed-by-body",
    title: { zh: "按请求体内容去重", en: "Tells repeats by the bytes of the body" },
    summary: {
      zh: "对请求体取哈希作为幂等键；字段顺序或空格一变就当作新订单。",
      en: "A hash of the body is the key; another key order or spacing makes a new order.",
    },
    expected: repeated,
    hooks: onMemory((memory, { received }) => keyedBy(memory, new TextDecoder().decode(received.bytes))),
  },
  {
    id: "forgets-after-a-moment",
    title: { zh: "幂等记录很快过期", en: "Forgets what it answered after a moment" },
    summary: {
      zh: "幂等键放在缓存里，几百毫秒后过期，之后的重试重新下单。",
      en: "The key sits in a cache for a few hundred milliseconds; a later retry books again.",
    },
    callbacks: creates,
    expected: repeated,
    hooks: forgetful(400),
  },
  {
    id: "refusal-sticks",
    title: { zh: "失败结果也被记住", en: "Remembers refusals as well" },
    summary: {
      zh: "验签失败或参数错误的结果按 order_id 缓存，之后正确的请求仍被拒绝。",
      en: "A bad signature or a malformed field is cached by order_id, and the correct request after it is refused too.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/refusal-not-sticky"], suites: ["signature", "idempotency"] },
    hooks: stickyRefusal(),
  },
  {
    id: "always-100-first",
    title: { zh: "先答 100，重试时答 7", en: "Answers 100 first and 7 on the retry" },
    summary: {
      zh: "收到订单先答 100 再异步入库，重试时发现订单已存在就报重复。",
      en: "The order is answered with 100 and stored behind the scenes; the retry is then called a duplicate.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/after-100", "create-order/code-7-on-existing"], suites: ["idempotency"] },
    hooks: firstAnswered100(7),
  },
  {
    id: "stuck-at-100",
    title: { zh: "一直答 100", en: "Answers 100 for ever" },
    summary: {
      zh: "答了 100 之后处理标记没有清除，每次重试都说稍后再来。",
      en: "The mark of work in progress is never cleared, so every retry is told to come again.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/after-100"], suites: ["idempotency"] },
    hooks: firstAnswered100(100),
  },
  {
    id: "lost-answer-refused",
    title: { zh: "应答没送达的订单重试时被拒绝", en: "Refuses the retry of an answer that got lost" },
    summary: {
      zh: "对方断开连接后订单留在处理中的状态，重试时答 13。",
      en: "When the sender hangs up the order stays half done, and the retry is answered with 13.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/after-lost-answer"], suites: ["idempotency", "chaos"] },
    hooks: halfDoneWhenHungUp(),
  },
  {
    id: "order-ids-rounded",
    title: { zh: "order_id 存成浮点数", en: "Stores order_id as a double" },
    summary: {
      zh: "19 位订单号只差末位时被当作同一个订单，共用一个 order_out_id。",
      en: "Ids of 19 digits that differ in the last one are the same order and share an order_out_id.",
    },
    callbacks: creates,
    expected: {
      rules: ["idempotency/distinct", "create-order/order-id-echo", "isolation/own-answer"],
      suites: ["idempotency"],
    },
    hooks: onMemory((memory) => roundedKeys(memory)),
  },
  {
    id: "order-out-id-from-clock",
    title: { zh: "用时间生成订单号", en: "Makes its order ids from the time" },
    summary: {
      zh: "订单号精确到分钟，同一分钟内的两个订单得到同一个 order_out_id。",
      en: "The id is the time to the minute, so two orders within a minute get the same order_out_id.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/distinct"], suites: ["idempotency"] },
    hooks: onMemory((memory, _, { clock }) => ({
      ...memory,
      nextOrderOutId: () => `T${Math.floor(clock.now() / 60_000)}`,
    })),
  },
  {
    id: "order-out-id-from-tail",
    title: { zh: "用 order_id 的末 8 位作订单号", en: "Takes the last 8 digits of order_id for its own id" },
    summary: {
      zh: "自己的订单号由 order_id 的末几位拼成，末尾相同的两个订单得到同一个 order_out_id。",
      en: "Its own id is made of the last digits of order_id, so two orders that end alike get the same order_out_id.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/distinct"], suites: ["idempotency"] },
    hooks: onMemory((memory, { input }) => ({
      ...memory,
      nextOrderOutId: () => `H${String(input.payload.order_id).slice(-8)}`,
    })),
  },
  {
    id: "cancel-duplicate-refused",
    title: { zh: "重复取消报错", en: "Answers a repeated cancel with an error" },
    summary: {
      zh: "第二次收到同一个 cancel_id 时，订单已是取消状态，答 9。",
      en: "At the second delivery of a cancel_id the order is already cancelled, and the answer is 9.",
    },
    callbacks: cancels,
    expected: { rules: ["idempotency/same-answer", "cancel-order/refusal-by-code"], suites: ["idempotency"] },
    hooks: onRepeat(({ received, input }) => refusalOf(received.definition, input.payload, 9)),
  },
  {
    id: "cancel-duplicate-other-decision",
    title: { zh: "重复取消时决定变了", en: "Changes its mind on a repeated cancel" },
    summary: {
      zh: "第一次同意，第二次因为已取消而拒绝。",
      en: "The first answer agrees, the second refuses because the order is cancelled.",
    },
    callbacks: cancels,
    expected: repeated,
    hooks: onRepeat(() => ({
      data: { error_code: 0, description: "success", cancel_mode: 1, cancel_result: 2, reason: "already cancelled" },
    })),
  },
  {
    id: "cancel-duplicate-other-fee",
    title: { zh: "重复取消时手续费变了", en: "Charges another fee on a repeated cancel" },
    summary: {
      zh: "每次重新计算手续费，第二次多收了钱。",
      en: "The fee is computed each time, and the second answer charges more.",
    },
    callbacks: cancels,
    expected: repeated,
    hooks: onRepeat((_, answer) => ({ data: { ...dataOf(answer), refund_fee_amount: 100 } })),
  },
  {
    id: "cancel-keyed-by-order",
    title: { zh: "按 order_id 给取消去重", en: "Tells repeated cancels by order_id" },
    summary: {
      zh: "部分退款之后的整单取消被当作重复，返回第一次的结果，订单没有取消。",
      en: "The full cancel after a partial refund is taken for a repeat and answered with the first result; the order stays.",
    },
    callbacks: cancels,
    expected: { rules: ["lifecycle/later-cancel-carried-out"], suites: ["lifecycle"] },
    design: "late-create-refused",
    hooks: onMemory((memory, { input }) => keptUnder(memory, String(input.payload.order_id))),
  },
];

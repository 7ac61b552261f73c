import type { Case, Manner } from "../core/case.js";
import type { Text } from "../core/text.js";
import { again, atOnce, booking, type CaseSpec, cancelling, expecting, inTurn, numbered, suite } from "./steps.js";

const same = "idempotency/same-answer";
const laterOn = { wait: { platformSeconds: 720 } } as const;

const sameOrder: Text = {
  zh: "重复的创单返回第一次的 order_out_id、接单结果和确认号，不生成第二个订单。",
  en: "A repeated create returns the first order_out_id, decision and number, and makes no second order.",
};
const sameDecision: Text = {
  zh: "重复的取消（同一 cancel_id）返回第一次的决定和手续费。",
  en: "A repeated cancel, of the same cancel_id, returns the first decision and fee.",
};

function repeatedCreate(variant: string, title: Text, manner: Manner & { readonly isExact?: boolean } = {}): CaseSpec {
  return {
    title,
    proves: sameOrder,
    steps: inTurn(booking("first", { variant }), again("second", "first", manner)),
    expect: [expecting(same, ["first", "second"])],
  };
}

function repeatedCancel(variant: string, title: Text, manner: Manner & { readonly isExact?: boolean } = {}): CaseSpec {
  return {
    title,
    proves: sameDecision,
    steps: inTurn(booking("order"), cancelling("first", "order", variant), again("second", "first", manner)),
    expect: [expecting(same, ["first", "second"])],
  };
}

const copies = numbered("copy", 8);

/** A repeated callback changes nothing, whenever and however it comes. */
export const idempotency: readonly Case[] = suite("idempotency", {
  "duplicate-create": repeatedCreate("standard", { zh: "重复创单", en: "A create repeated" }),
  "duplicate-create-exact": repeatedCreate(
    "standard",
    { zh: "逐字节相同的重复创单", en: "A create repeated byte for byte" },
    { isExact: true },
  ),
  "duplicate-create-five": {
    title: { zh: "创单重复五次", en: "A create repeated five times" },
    proves: sameOrder,
    steps: inTurn(booking("first"), ...numbered("repeat", 5).map((name) => again(name, "first"))),
    expect: [expecting(same, ["first", ...numbered("repeat", 5)])],
  },
  "duplicate-create-later": {
    title: { zh: "过一会儿再重复创单", en: "A create repeated after a pause" },
    proves: {
      zh: "幂等记录不会很快过期：过一会儿的重复创单仍返回第一次的结果。",
      en: "What was answered is not forgotten soon: a create repeated after a pause still returns the first result.",
    },
    steps: [...inTurn(booking("first")), laterOn, ...inTurn(again("second", "first"))],
    expect: [expecting(same, ["first", "second"])],
  },
  "duplicate-create-shuffled": repeatedCreate(
    "standard",
    { zh: "字段顺序不同的重复创单", en: "A create repeated with its keys in another order" },
    { encoding: "shuffled" },
  ),
  "duplicate-create-spaced": repeatedCreate(
    "standard",
    { zh: "空格不同的重复创单", en: "A create repeated with other spacing" },
    { encoding: "spaced" },
  ),
  "duplicate-create-escaped": repeatedCreate(
    "standard",
    { zh: "转义方式不同的重复创单", en: "A create repeated with other escapes" },
    { encoding: "escaped" },
  ),
  "duplicate-hourly": repeatedCreate("hourly", { zh: "重复的钟点房创单", en: "An hourly room repeated" }),
  "duplicate-voucher": repeatedCreate("presale-voucher", { zh: "重复的预售券创单", en: "A presale voucher repeated" }),
  "duplicate-booking": repeatedCreate("booking", { zh: "重复的预约单创单", en: "A booking on a voucher repeated" }),
  "duplicate-paid": repeatedCreate("paid", { zh: "重复的支付后创单", en: "A paid order repeated" }),
  "duplicate-multi-room": repeatedCreate("multi-room", { zh: "重复的多间房创单", en: "Several rooms repeated" }),
  "duplicate-member": repeatedCreate("member", { zh: "重复的会员创单", en: "A member's order repeated" }),
  "duplicate-minimal": repeatedCreate("minimal", { zh: "重复的最少字段创单", en: "A minimal order repeated" }),
  "duplicate-interleaved": {
    title: { zh: "两个订单交错重复", en: "Two orders repeated in turns" },
    proves: {
      zh: "交错到来的重复创单各自返回自己的结果。",
      en: "Repeats of two orders that come in turns each return their own result.",
    },
    steps: inTurn(booking("a"), booking("b"), again("a-again", "a"), again("b-again", "b"), again("a-third", "a")),
    expect: [
      expecting(same, ["a", "a-again", "a-third"]),
      expecting(same, ["b", "b-again"]),
      expecting("idempotency/distinct", ["a", "b"]),
    ],
  },

  "duplicate-cancel": repeatedCancel("after-payment", { zh: "重复取消（通知）", en: "A notice of a cancel repeated" }),
  "duplicate-cancel-exact": repeatedCancel(
    "after-payment",
    { zh: "逐字节相同的重复取消", en: "A cancel repeated byte for byte" },
    { isExact: true },
  ),
  "duplicate-cancel-shuffled": repeatedCancel(
    "after-payment",
    { zh: "字段顺序不同的重复取消", en: "A cancel repeated with its keys in another order" },
    { encoding: "shuffled" },
  ),
  "duplicate-cancel-before-payment": repeatedCancel("before-payment", {
    zh: "重复的支付前取消",
    en: "A cancel before payment repeated",
  }),
  "duplicate-audit": repeatedCancel("audit", {
    zh: "重复的审核取消",
    en: "A cancel that asks for a decision repeated",
  }),
  "duplicate-refund-only": repeatedCancel("refund-only", {
    zh: "重复的仅退款",
    en: "A refund that keeps the order repeated",
  }),
  "duplicate-partial-refund": repeatedCancel("partial-refund", {
    zh: "重复的部分退款",
    en: "A partial refund repeated",
  }),
  "duplicate-cancel-five": {
    title: { zh: "取消重复五次", en: "A cancel repeated five times" },
    proves: sameDecision,
    steps: inTurn(
      booking("order"),
      cancelling("first", "order", "after-payment"),
      ...numbered("repeat", 5).map((name) => again(name, "first")),
    ),
    expect: [expecting(same, ["first", ...numbered("repeat", 5)])],
  },
  "duplicate-cancel-later": {
    title: { zh: "过一会儿再重复取消", en: "A cancel repeated after a pause" },
    proves: {
      zh: "过一会儿的重复取消仍返回第一次的决定。",
      en: "A cancel repeated after a pause still returns the first decision.",
    },
    steps: [
      ...inTurn(booking("order"), cancelling("first", "order", "after-payment")),
      laterOn,
      ...inTurn(again("second", "first")),
    ],
    expect: [expecting(same, ["first", "second"])],
  },
  "duplicate-audit-later": {
    title: { zh: "过一会儿再重复审核取消", en: "A cancel that asks for a decision repeated after a pause" },
    proves: {
      zh: "审核前后重复的取消返回同一个决定，异步的可以变为同步。",
      en: "A cancel repeated before and after its audit returns one decision; asynchronous may have become synchronous.",
    },
    steps: [
      ...inTurn(booking("order"), cancelling("first", "order", "audit")),
      laterOn,
      ...inTurn(again("second", "first")),
    ],
    expect: [expecting(same, ["first", "second"])],
  },

  "race-create-two": {
    title: { zh: "两个相同创单同时到达", en: "Two copies of a create at once" },
    proves: {
      zh: "同时到达的两份创单只生成一个订单。",
      en: "Two copies of a create that arrive together end in one order.",
    },
    steps: [atOnce(booking("first"), again("second", "first"))],
    expect: [expecting("idempotency/race", ["first", "second"])],
  },
  "race-create": {
    title: { zh: "八个相同创单同时到达", en: "Eight copies of a create at once" },
    proves: {
      zh: "数据库唯一键挡住了“先查后写”的竞争：八份创单只生成一个订单。",
      en: "A unique key stands behind read-then-write: eight copies of a create end in one order.",
    },
    steps: [atOnce(booking("first"), ...copies.slice(1).map((name) => again(name, "first")))],
    expect: [expecting("idempotency/race", ["first", ...copies.slice(1)])],
  },
  "race-create-forms": {
    title: { zh: "写法不同的相同创单同时到达", en: "Copies of a create in different byte forms at once" },
    proves: {
      zh: "竞争中的副本字节不同也只生成一个订单。",
      en: "Copies that race end in one order also when their bytes differ.",
    },
    steps: [
      atOnce(
        booking("first"),
        again("spaced", "first", { encoding: "spaced" }),
        again("shuffled", "first", { encoding: "shuffled" }),
        again("escaped", "first", { encoding: "escaped" }),
      ),
    ],
    expect: [expecting("idempotency/race", ["first", "spaced", "shuffled", "escaped"])],
  },
  "race-create-hourly": {
    title: { zh: "四个相同钟点房创单同时到达", en: "Four copies of an hourly room at once" },
    proves: {
      zh: "钟点房的并发重复只生成一个订单。",
      en: "Copies of an hourly room that race end in one order.",
    },
    steps: [atOnce(booking("first", { variant: "hourly" }), ...copies.slice(1, 4).map((name) => again(name, "first")))],
    expect: [expecting("idempotency/race", ["first", ...copies.slice(1, 4)])],
  },
  "race-repeat": {
    title: { zh: "已有订单的重复创单同时到达", en: "Repeats of an existing order at once" },
    proves: {
      zh: "订单已经存在时，并发的重复创单都返回第一次的结果。",
      en: "When the order exists, repeats that arrive together all return the first result.",
    },
    steps: [...inTurn(booking("first")), atOnce(...copies.slice(0, 4).map((name) => again(name, "first")))],
    expect: [expecting("idempotency/race", ["first", ...copies.slice(0, 4)])],
  },
  "race-cancel": {
    title: { zh: "八个相同取消同时到达", en: "Eight copies of a cancel at once" },
    proves: {
      zh: "同时到达的取消得到同一个决定。",
      en: "Copies of a cancel that arrive together get one decision.",
    },
    steps: [
      ...inTurn(booking("order")),
      atOnce(cancelling("first", "order", "after-payment"), ...copies.slice(1).map((name) => again(name, "first"))),
    ],
    expect: [expecting("idempotency/race", ["first", ...copies.slice(1)])],
  },
  "race-audit": {
    title: { zh: "四个相同的审核取消同时到达", en: "Four copies of a cancel that asks for a decision at once" },
    proves: {
      zh: "同时到达的审核取消得到同一个决定。",
      en: "Copies of a cancel that asks for a decision get one decision.",
    },
    steps: [
      ...inTurn(booking("order")),
      atOnce(cancelling("first", "order", "audit"), ...copies.slice(1, 4).map((name) => again(name, "first"))),
    ],
    expect: [expecting("idempotency/race", ["first", ...copies.slice(1, 4)])],
  },
  "race-two-cancels": {
    title: { zh: "两个不同取消同时到达", en: "Two different cancels at once" },
    proves: {
      zh: "同一订单的两个 cancel_id 同时到达时都得到 0。",
      en: "Two cancel_ids for one order that arrive together are both answered 0.",
    },
    steps: [
      ...inTurn(booking("order")),
      atOnce(cancelling("one", "order", "after-payment"), cancelling("other", "order", "after-payment")),
    ],
    expect: [expecting("ordering/second-cancel", ["one", "other"])],
  },

  "after-100": {
    title: { zh: "应答 100 之后的重试", en: "The retry after an answer of 100" },
    proves: {
      zh: "商家若答 100 要求重试，重试同一订单会成功。",
      en: "Where the merchant answers 100 to be asked again, the retry of the same order succeeds.",
    },
    isIndependent: true,
    steps: inTurn(booking("order")),
    expect: [],
  },
  "after-100-provoked": {
    title: { zh: "引出 100 之后的重试", en: "The retry after a provoked 100" },
    proves: {
      zh: "按配置引出的 100 在重试后成功。",
      en: "An answer of 100 brought about as the config says is followed by success.",
    },
    needs: { provoke: [100] },
    steps: inTurn(booking("order", { provoke: 100 })),
    expect: [],
  },
  "lost-answer-create": {
    title: { zh: "应答丢失后的重试创单", en: "A create retried after its answer was lost" },
    proves: {
      zh: "平台在收到应答前断开，重试返回已提交的结果，或重新成功。",
      en: "When the platform hangs up before the answer, the retry returns what was committed, or succeeds afresh.",
    },
    steps: inTurn(
      booking("lost", { sabotage: { kind: "hang-up-after-body" } }),
      again("retry", "lost", { sabotage: { kind: "none" } }),
      again("later", "lost", { sabotage: { kind: "none" } }),
    ),
    expect: [expecting("idempotency/after-lost-answer", ["lost", "retry"]), expecting(same, ["retry", "later"])],
  },
  "lost-answer-twice": {
    title: { zh: "应答连续丢失两次", en: "The answer lost twice" },
    proves: {
      zh: "应答连续丢失两次后，重试仍然成功。",
      en: "After the answer was lost twice, the retry still succeeds.",
    },
    steps: inTurn(
      booking("lost", { sabotage: { kind: "hang-up-after-body" } }),
      again("lost-again", "lost"),
      again("retry", "lost", { sabotage: { kind: "none" } }),
    ),
    expect: [expecting("idempotency/after-lost-answer", ["lost", "retry"])],
  },
  "lost-answer-cancel": {
    title: { zh: "应答丢失后的重试取消", en: "A cancel retried after its answer was lost" },
    proves: {
      zh: "取消的应答丢失后，重试得到一个决定。",
      en: "After the answer to a cancel was lost, the retry gets a decision.",
    },
    steps: inTurn(
      booking("order"),
      cancelling("lost", "order", "after-payment", { sabotage: { kind: "hang-up-after-body" } }),
      again("retry", "lost", { sabotage: { kind: "none" } }),
    ),
    expect: [expecting("idempotency/after-lost-answer", ["lost", "retry"])],
  },

  "distinct-last-digit": {
    title: { zh: "只差最后一位的两个订单", en: "Two orders that differ in the last digit" },
    proves: {
      zh: "订单号没有被当成浮点数：只差末位的两个订单各有自己的 order_out_id。",
      en: "Order ids are not read as doubles: two that differ in the last digit get an order_out_id each.",
    },
    steps: inTurn(
      booking("one"),
      booking("neighbour", { take: [{ path: "order_id", from: "one", field: "request.order_id", nextDigit: true }] }),
    ),
    expect: [expecting("idempotency/distinct", ["one", "neighbour"])],
  },
  "distinct-first-digit": {
    title: { zh: "只差第一位的两个订单", en: "Two orders that differ in the first digit" },
    proves: {
      zh: "商家订单号不是用 order_id 的末几位拼成的：只差首位的两个订单各有自己的 order_out_id。",
      en: "Own ids are not made of the tail of order_id: two orders that differ in the first digit get an order_out_id each.",
    },
    steps: inTurn(
      booking("one"),
      booking("namesake", {
        take: [{ path: "order_id", from: "one", field: "request.order_id", otherFirstDigit: true }],
      }),
    ),
    expect: [expecting("idempotency/distinct", ["one", "namesake"])],
  },
  "distinct-same-stay": {
    title: { zh: "内容相同、订单号不同的两个订单", en: "Two orders alike in everything but the id" },
    proves: {
      zh: "去重只看 order_id：同一客人同一日期的两个订单是两个订单。",
      en: "order_id alone tells repeats: two orders of one guest for the same dates are two orders.",
    },
    steps: inTurn(booking("one"), booking("twin", { like: "one" })),
    expect: [expecting("idempotency/distinct", ["one", "twin"])],
  },
  "distinct-in-a-row": {
    title: { zh: "连续六个不同订单", en: "Six orders in a row" },
    proves: {
      zh: "紧接着到来的不同订单各有自己的 order_out_id。",
      en: "Orders that come in close succession get an order_out_id each.",
    },
    steps: inTurn(...numbered("order", 6).map((name) => booking(name))),
    expect: [expecting("idempotency/distinct", numbered("order", 6))],
  },

  "refusal-not-sticky-malformed": {
    title: { zh: "缺字段的创单之后的正确创单", en: "A correct create after one that lacked a field" },
    proves: {
      zh: "缺字段的请求被拒绝后，同一订单的正确请求成功。",
      en: "After a request that lacked a field was refused, the correct one for the same order succeeds.",
    },
    steps: inTurn(
      booking("malformed", { omit: ["rate_plan_id"] }),
      booking("correct", {
        like: "malformed",
        take: [{ path: "order_id", from: "malformed", field: "request.order_id" }],
      }),
    ),
    expect: [expecting("idempotency/refusal-not-sticky", ["malformed", "correct"])],
  },
  "refusal-not-sticky-broken": {
    title: { zh: "JSON 不完整的创单之后的正确创单", en: "A correct create after one with half its JSON" },
    proves: {
      zh: "JSON 不完整的请求被拒绝后，同一订单的正确请求成功。",
      en: "After a request with incomplete JSON was refused, the correct one for the same order succeeds.",
    },
    steps: inTurn(booking("broken", { rewrite: { keep: 0.8 } }), again("correct", "broken", { rewrite: {} })),
    expect: [expecting("idempotency/refusal-not-sticky", ["broken", "correct"])],
  },
  "refusal-not-sticky-lawful": {
    title: { zh: "满房拒绝之后的同一订单", en: "The same order after it was refused as full" },
    proves: {
      zh: "合法的拒绝不会被永久记住：条件变化后同一订单可以成功。",
      en: "A lawful refusal is not remembered for ever: the same order may succeed once things have changed.",
    },
    needs: { provoke: [4] },
    steps: inTurn(
      booking("full", { provoke: 4 }),
      booking("free", { take: [{ path: "order_id", from: "full", field: "request.order_id" }] }),
    ),
    expect: [expecting("idempotency/refusal-not-sticky", ["full", "free"])],
  },

  "own-answer": {
    title: { zh: "六个不同订单同时到达", en: "Six different orders at once" },
    proves: {
      zh: "并发的不同订单各自得到自己的应答，不会串单。",
      en: "Different orders that arrive together each get their own answer.",
    },
    steps: [atOnce(...numbered("order", 6).map((name) => booking(name)))],
    expect: [
      expecting("isolation/own-answer", numbered("order", 6)),
      expecting("idempotency/distinct", numbered("order", 6)),
    ],
  },
  "own-answer-kinds": {
    title: { zh: "不同种类的订单同时到达", en: "Orders of different kinds at once" },
    proves: {
      zh: "不同种类的订单并发时不会串单。",
      en: "Orders of different kinds that arrive together are not mixed up.",
    },
    steps: [
      atOnce(
        booking("calendar"),
        booking("hourly", { variant: "hourly" }),
        booking("member", { variant: "member" }),
        booking("paid", { variant: "paid" }),
      ),
    ],
    expect: [
      expecting("isolation/own-answer", ["calendar", "hourly", "member", "paid"]),
      expecting("idempotency/distinct", ["calendar", "hourly", "member", "paid"]),
    ],
  },
  "own-answer-mixed": {
    title: { zh: "创单和取消同时到达", en: "Creates and cancels at once" },
    proves: {
      zh: "创单与其他订单的取消并发时互不影响。",
      en: "Creates and the cancels of other orders that arrive together leave each other alone.",
    },
    steps: [
      ...inTurn(booking("old")),
      atOnce(booking("new-one"), cancelling("cancel", "old", "after-payment"), booking("new-two")),
    ],
    expect: [
      expecting("isolation/own-answer", ["new-one", "new-two"]),
      expecting("idempotency/distinct", ["old", "new-one", "new-two"]),
    ],
  },
});

import type { Case } from "../core/case.js";
import { again, atOnce, booking, cancelling, expecting, inTurn, suite } from "./steps.js";

const gone = { sabotage: { kind: "hang-up-after-body" } } as const;
const cut = { sabotage: { kind: "early-close" } } as const;
const calm = { sabotage: { kind: "none" } } as const;
const kept = { isOnKeptConnection: true } as const;
const accepted = "create-order/valid-refused";
const recovered = "idempotency/after-lost-answer";
const notSticky = "idempotency/refusal-not-sticky";
const alive = "robustness/server-error";

/** The sender's side misbehaves. */
export const chaos: readonly Case[] = suite("chaos", {
  "hang-up": {
    title: { zh: "发完请求体就断开", en: "Gone once the body is out" },
    proves: {
      zh: "平台发完请求体就断开后，重试得到一个结果。",
      en: "After the platform hung up once its body was out, the retry gets a result.",
    },
    steps: inTurn(booking("lost", gone), again("retry", "lost", calm)),
    expect: [expecting(recovered, ["lost", "retry"])],
  },
  "hang-up-cancel": {
    title: { zh: "取消发完请求体就断开", en: "A cancel gone once its body is out" },
    proves: {
      zh: "取消的应答没人接收之后，重试得到一个决定。",
      en: "After nobody took the answer to a cancel, the retry gets a decision.",
    },
    steps: inTurn(booking("order"), cancelling("lost", "order", "after-payment", gone), again("retry", "lost", calm)),
    expect: [expecting(recovered, ["lost", "retry"])],
  },
  "hang-up-audit": {
    title: { zh: "审核取消发完请求体就断开", en: "A cancel to be decided gone once its body is out" },
    proves: {
      zh: "审核取消的应答丢失之后，重试得到一个决定。",
      en: "After the answer to a cancel that asks for a decision was lost, the retry gets one.",
    },
    steps: inTurn(booking("order"), cancelling("lost", "order", "audit", gone), again("retry", "lost", calm)),
    expect: [expecting(recovered, ["lost", "retry"])],
  },
  "hang-up-three-times": {
    title: { zh: "连续三次断开", en: "Gone three times in a row" },
    proves: {
      zh: "连续三次断开后，重试仍然成功，之后的重复返回同一结果。",
      en: "After three lost answers the retry still succeeds, and what follows repeats it.",
    },
    steps: inTurn(
      booking("lost", gone),
      again("lost-two", "lost"),
      again("lost-three", "lost"),
      again("retry", "lost", calm),
      again("repeat", "lost", calm),
    ),
    expect: [expecting(recovered, ["lost", "retry"]), expecting("idempotency/same-answer", ["retry", "repeat"])],
  },
  "hang-up-and-copies": {
    title: { zh: "断开后的副本同时到达", en: "Copies at once after a lost answer" },
    proves: {
      zh: "应答丢失后同时到达的重试只生成一个订单。",
      en: "Retries that arrive together after a lost answer end in one order.",
    },
    steps: [
      ...inTurn(booking("lost", gone)),
      atOnce(again("one", "lost", calm), again("two", "lost", calm), again("three", "lost", calm)),
    ],
    expect: [expecting("idempotency/race", ["one", "two", "three"])],
  },
  "early-close": {
    title: { zh: "请求体发到一半断开", en: "Gone halfway through the body" },
    proves: {
      zh: "只收到一半的请求不留下痕迹，完整的重试成功。",
      en: "Half a request leaves no trace, and the whole one that follows succeeds.",
    },
    steps: inTurn(booking("half", cut), again("whole", "half", calm)),
    expect: [expecting(notSticky, ["half", "whole"])],
  },
  "early-close-cancel": {
    title: { zh: "取消的请求体发到一半断开", en: "A cancel gone halfway through its body" },
    proves: {
      zh: "只收到一半的取消不留下痕迹，完整的重试成功。",
      en: "Half a cancel leaves no trace, and the whole one that follows is answered.",
    },
    steps: inTurn(booking("order"), cancelling("half", "order", "after-payment", cut), again("whole", "half", calm)),
    expect: [expecting(notSticky, ["half", "whole"])],
  },
  "early-close-others": {
    title: { zh: "有人断开时其他订单不受影响", en: "Others are unharmed when somebody goes" },
    proves: {
      zh: "半个请求不影响同时到达的其他订单。",
      en: "Half a request does no harm to the orders that arrive with it.",
    },
    steps: [atOnce(booking("half", cut), booking("one"), booking("two"))],
    expect: [expecting(accepted, ["one", "two"]), expecting("isolation/own-answer", ["one", "two"])],
  },
  "slow-body": {
    title: { zh: "请求体慢慢到达", en: "A body that arrives slowly" },
    proves: {
      zh: "分几次慢慢到达的请求体被完整读取。",
      en: "A body that arrives slowly in a few pieces is read to its end.",
    },
    steps: inTurn(booking("order", { sabotage: { kind: "slow-body", pieces: 4, gapMs: 120 } })),
    expect: [expecting(accepted, ["order"])],
  },
  "split-body": {
    title: { zh: "请求体被拆成许多小段", en: "A body split into many pieces" },
    proves: {
      zh: "多字节字符被拆在两段里也能正确验签和解析。",
      en: "A body whose multi-byte characters are torn apart between pieces is checked and parsed correctly.",
    },
    steps: inTurn(
      booking("order", {
        set: { remark_from_guest: "高层安静房间谢谢😀".repeat(8) },
        sabotage: { kind: "slow-body", pieces: 40, gapMs: 3 },
      }),
    ),
    expect: [expecting("signature/valid-refused", ["order"])],
  },
  "slow-body-cancel": {
    title: { zh: "取消的请求体慢慢到达", en: "A cancel that arrives slowly" },
    proves: {
      zh: "慢慢到达的取消被完整读取。",
      en: "A cancel that arrives slowly is read to its end.",
    },
    steps: inTurn(
      booking("order"),
      cancelling("cancel", "order", "after-payment", { sabotage: { kind: "slow-body", pieces: 4, gapMs: 120 } }),
    ),
    expect: [expecting(alive, ["cancel"])],
  },
  "slow-body-others": {
    title: { zh: "慢请求不堵住其他请求", en: "A slow request does not hold up the others" },
    proves: {
      zh: "一个慢慢到达的请求不会让同时到达的订单等待超时。",
      en: "A request that arrives slowly does not keep the orders beside it waiting.",
    },
    steps: [
      atOnce(
        booking("slow", { sabotage: { kind: "slow-body", pieces: 4, gapMs: 150 } }),
        booking("one"),
        booking("two"),
      ),
    ],
    expect: [expecting(accepted, ["slow", "one", "two"]), expecting("isolation/own-answer", ["slow", "one", "two"])],
  },
  "slow-then-repeat": {
    title: { zh: "慢请求到达期间的重复", en: "A repeat while the first is still arriving" },
    proves: {
      zh: "第一份还在路上时到达的重复只生成一个订单。",
      en: "A repeat that arrives while the first copy is still on its way ends in the same order.",
    },
    steps: [
      atOnce(booking("slow", { sabotage: { kind: "slow-body", pieces: 4, gapMs: 100 } }), again("fast", "slow", calm)),
    ],
    expect: [expecting("idempotency/race", ["slow", "fast"])],
  },
  "connection-after-forgery": {
    title: { zh: "伪造请求之后复用连接", en: "The connection reused after a forgery" },
    proves: {
      zh: "拒绝伪造请求后，同一连接上的下一个请求照常处理。",
      en: "After a forgery was refused, the next request on the same connection is answered as usual.",
    },
    steps: inTurn(
      booking("forged", { signature: "wrong-secret", ...kept }),
      booking("order", kept),
      booking("next", kept),
    ),
    expect: [expecting(accepted, ["order", "next"]), expecting("isolation/own-answer", ["order", "next"])],
  },
  "connection-after-broken-json": {
    title: { zh: "坏 JSON 之后复用连接", en: "The connection reused after broken JSON" },
    proves: {
      zh: "坏 JSON 被拒绝后，同一连接上的下一个请求照常处理。",
      en: "After broken JSON was refused, the next request on the same connection is answered as usual.",
    },
    steps: inTurn(
      booking("broken", { rewrite: { keep: 0.7 }, ...kept }),
      booking("order", kept),
      booking("next", kept),
    ),
    expect: [expecting(accepted, ["order", "next"]), expecting("isolation/own-answer", ["order", "next"])],
  },
  "connection-many": {
    title: { zh: "一条连接上的多个请求", en: "Many requests on one connection" },
    proves: {
      zh: "同一条连接上先后到来的请求互不串扰。",
      en: "Requests that follow each other on one connection are not mixed up.",
    },
    steps: inTurn(
      booking("one", kept),
      cancelling("cancel-one", "one", "after-payment", kept),
      booking("two", kept),
      booking("three", { variant: "hourly", ...kept }),
      again("two-again", "two", kept),
    ),
    expect: [
      expecting("isolation/own-answer", ["one", "two", "three"]),
      expecting("idempotency/distinct", ["one", "two", "three"]),
      expecting("idempotency/same-answer", ["two", "two-again"]),
    ],
  },
  "order-after-hang-up": {
    title: { zh: "断开之后的另一个订单", en: "Another order after a hang-up" },
    proves: {
      zh: "有人断开之后，下一个订单得到自己的应答。",
      en: "After somebody hung up, the next order gets its own answer.",
    },
    steps: inTurn(booking("lost", gone), booking("next"), again("retry", "lost", calm)),
    expect: [
      expecting(accepted, ["next"]),
      expecting("isolation/own-answer", ["next", "retry"]),
      expecting("idempotency/distinct", ["next", "retry"]),
    ],
  },
});

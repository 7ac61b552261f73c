import type { Case, Expectation, Needs, Step } from "../core/case.js";
import type { Text } from "../core/text.js";
import { again, atOnce, booking, type CaseSpec, cancelling, expecting, inTurn, numbered, suite } from "./steps.js";

const confirms: Needs = { platform: true, confirm: "async" };
const audits: Needs = { platform: true, cancel: "async" };

/** Everything that can be wrong with the operations that the named deliveries promised. */
function owed(...names: readonly string[]): readonly Expectation[] {
  return ["confirm-missing", "audit-missing", "too-early", "malformed", "repeated", "failure-ignored"].map((rule) =>
    expecting(`debt/${rule}`, names),
  );
}

function awaiting(...names: readonly string[]): readonly Step[] {
  return names.map((after) => ({ awaitOperation: { after } }));
}

function debt(needs: Needs, title: Text, proves: Text, steps: readonly Step[], ...names: readonly string[]): CaseSpec {
  return { title, proves, needs, steps, expect: owed(...names) };
}

/** What an asynchronous answer promises is done, once and in the documented form. */
export const callbackDebt: readonly Case[] = suite("callback-debt", {
  confirm: debt(
    confirms,
    { zh: "异步接单后调用确认接单接口", en: "The confirm operation after an asynchronous answer" },
    {
      zh: "confirm_mode 2 之后，商家在时限内调用确认接单接口，字段正确。",
      en: "After confirm_mode 2 the merchant calls the confirm operation in time and in the documented form.",
    },
    [...inTurn(booking("order")), ...awaiting("order")],
    "order",
  ),
  "confirm-hourly": debt(
    confirms,
    { zh: "钟点房的异步接单", en: "An hourly room confirmed later" },
    { zh: "钟点房的异步接单也会到达。", en: "The confirmation of an hourly room arrives too." },
    [...inTurn(booking("order", { variant: "hourly" })), ...awaiting("order")],
    "order",
  ),
  "confirm-booking": debt(
    confirms,
    { zh: "预约单的异步接单", en: "A booking on a voucher confirmed later" },
    { zh: "预约单（2012）的异步接单也会到达。", en: "The confirmation of a booking (2012) arrives too." },
    [...inTurn(booking("order", { variant: "booking" })), ...awaiting("order")],
    "order",
  ),
  "confirm-once": debt(
    confirms,
    { zh: "重复创单只接一次单", en: "One confirmation for repeated creates" },
    {
      zh: "重复的创单不会各自触发一次接单。",
      en: "Repeats of a create do not each start a confirmation.",
    },
    [
      ...inTurn(booking("order"), again("second", "order"), again("third", "order")),
      ...awaiting("order"),
      { wait: { ms: 1500 } },
    ],
    "order",
    "second",
    "third",
  ),
  "confirm-race": debt(
    confirms,
    { zh: "并发创单只接一次单", en: "One confirmation for copies that race" },
    {
      zh: "同时到达的副本只触发一次接单。",
      en: "Copies of a create that arrive together start one confirmation.",
    },
    [
      atOnce(booking("order"), again("copy", "order"), again("copy-two", "order"), again("copy-three", "order")),
      ...awaiting("order"),
      { wait: { ms: 1500 } },
    ],
    "order",
    "copy",
    "copy-two",
    "copy-three",
  ),
  "confirm-many": debt(
    confirms,
    { zh: "多个订单各自接单", en: "Each of several orders confirmed" },
    {
      zh: "同时到达的订单各有自己的接单，订单号不会串。",
      en: "Orders that arrive together are each confirmed under their own id.",
    },
    [atOnce(...numbered("order", 4).map((name) => booking(name))), ...awaiting(...numbered("order", 4))],
    ...numbered("order", 4),
  ),
  "confirm-after-failure": debt(
    confirms,
    { zh: "接单接口失败后再次调用", en: "The confirm operation called again after a failure" },
    {
      zh: "平台以 HTTP 200 加失败码应答时，商家会再次调用。",
      en: "When the platform answers HTTP 200 with a failure code, the merchant calls again.",
    },
    [...inTurn(booking("order", { platformAnswers: "business-failure" })), ...awaiting("order", "order")],
    "order",
  ),
  "confirm-expired-token": debt(
    confirms,
    { zh: "令牌过期后重新接单", en: "The confirm operation after an expired token" },
    {
      zh: "令牌过期时商家换新令牌后再次调用。",
      en: "When its token has expired, the merchant fetches another and calls again.",
    },
    [...inTurn(booking("order", { platformAnswers: "token-expired" })), ...awaiting("order", "order")],
    "order",
  ),
  "confirm-after-lost-answer": debt(
    confirms,
    { zh: "应答丢失后的接单", en: "The confirmation after a lost answer" },
    {
      zh: "第一次应答丢失、重试成功后，订单仍然被接单。",
      en: "When the first answer was lost and the retry worked, the order is still confirmed.",
    },
    [
      ...inTurn(
        booking("lost", { sabotage: { kind: "hang-up-after-body" } }),
        again("order", "lost", { sabotage: { kind: "none" } }),
      ),
      ...awaiting("order"),
    ],
    "lost",
    "order",
  ),
  "voucher-owes-nothing": debt(
    { platform: true },
    { zh: "预售券不需要接单", en: "A voucher needs no confirmation" },
    {
      zh: "biz_type 2011 的订单没有接单欠账。",
      en: "An order of biz_type 2011 owes no confirmation.",
    },
    [...inTurn(booking("order", { variant: "presale-voucher" })), { wait: { ms: 800 } }],
    "order",
  ),
  "refused-owes-nothing": {
    ...debt(
      { platform: true, provoke: [4] },
      { zh: "拒绝的订单不再接单", en: "A refused order is not confirmed" },
      {
        zh: "以错误码拒绝的订单不会再调用接单接口。",
        en: "An order refused with an error code is not confirmed afterwards.",
      },
      [...inTurn(booking("order", { provoke: 4 })), { wait: { ms: 800 } }],
      "order",
    ),
  },
  "forged-owes-nothing": {
    title: { zh: "伪造的订单不会接单", en: "A forged order is not confirmed" },
    proves: {
      zh: "伪造的创单不会触发接单接口，说明没有留下订单。",
      en: "A forged create starts no confirmation: it left no order behind.",
    },
    needs: confirms,
    steps: [...inTurn(booking("forged", { signature: "wrong-secret" })), { wait: { ms: 1500 } }],
    expect: [expecting("signature/forged-has-effect", ["forged"])],
  },
  audit: debt(
    audits,
    { zh: "异步取消后调用取消审核接口", en: "The audit operation after an asynchronous answer" },
    {
      zh: "cancel_mode 2 之后，商家在时限内调用取消审核接口，字段正确。",
      en: "After cancel_mode 2 the merchant calls the audit operation in time and in the documented form.",
    },
    [...inTurn(booking("order"), cancelling("cancel", "order", "audit")), ...awaiting("cancel")],
    "cancel",
  ),
  "audit-once": debt(
    audits,
    { zh: "重复取消只审核一次", en: "One audit for repeated cancels" },
    {
      zh: "重复的取消不会各自触发一次审核。",
      en: "Repeats of a cancel do not each start an audit.",
    },
    [
      ...inTurn(
        booking("order"),
        cancelling("cancel", "order", "audit"),
        again("second", "cancel"),
        again("third", "cancel"),
      ),
      ...awaiting("cancel"),
      { wait: { ms: 1500 } },
    ],
    "cancel",
    "second",
    "third",
  ),
  "audit-two": debt(
    audits,
    { zh: "两个 cancel_id 各自审核", en: "Each of two cancel_ids audited" },
    {
      zh: "同一订单的两个 cancel_id 各有自己的审核结果。",
      en: "Two cancel_ids of one order each get their own decision.",
    },
    [
      ...inTurn(booking("order"), cancelling("one", "order", "audit")),
      ...awaiting("one"),
      ...inTurn(cancelling("other", "order", "audit")),
      ...awaiting("other"),
    ],
    "one",
    "other",
  ),
  "audit-refund-only": debt(
    audits,
    { zh: "仅退款的异步审核", en: "The audit of a refund that keeps the order" },
    {
      zh: "仅退款的审核也在时限内给出结果。",
      en: "The audit of a refund that keeps the order gets its decision in time too.",
    },
    [...inTurn(booking("order"), cancelling("cancel", "order", "refund-only")), ...awaiting("cancel")],
    "cancel",
  ),
  "audit-after-failure": debt(
    audits,
    { zh: "审核接口失败后再次调用", en: "The audit operation called again after a failure" },
    {
      zh: "平台以 HTTP 200 加失败码应答时，商家会再次提交审核。",
      en: "When the platform answers HTTP 200 with a failure code, the merchant submits its decision again.",
    },
    [
      ...inTurn(booking("order"), cancelling("cancel", "order", "audit", { platformAnswers: "business-failure" })),
      ...awaiting("cancel", "cancel"),
    ],
    "cancel",
  ),
  "audit-after-lost-answer": debt(
    audits,
    { zh: "应答丢失后的审核", en: "The audit after a lost answer" },
    {
      zh: "取消的第一次应答丢失、重试成功后，审核结果仍然到达。",
      en: "When the first answer to a cancel was lost and the retry worked, the decision still arrives.",
    },
    [
      ...inTurn(
        booking("order"),
        cancelling("lost", "order", "audit", { sabotage: { kind: "hang-up-after-body" } }),
        again("cancel", "lost", { sabotage: { kind: "none" } }),
      ),
      ...awaiting("cancel"),
    ],
    "lost",
    "cancel",
  ),
});

import type { Case, Delivery } from "../core/case.js";
import type { SignatureForm } from "../core/exchange.js";
import type { Text } from "../core/text.js";
import { again, booking, type CaseSpec, cancel, cancelling, expecting, inTurn, suite } from "./steps.js";

type Forgery = { readonly form: SignatureForm; readonly zh: string; readonly en: string };

const forgeries: readonly Forgery[] = [
  { form: "missing", zh: "没有签名", en: "without a signature" },
  { form: "wrong-secret", zh: "用别的密钥签名", en: "signed with another secret" },
  { form: "tampered-body", zh: "签名后改了请求体", en: "whose body was altered after signing" },
  { form: "tampered-query", zh: "签名后改了时间戳", en: "whose timestamp was altered after signing" },
  { form: "tampered-sign", zh: "签名只有末位不对", en: "whose signatures are wrong in their last digit alone" },
  { form: "swapped-key", zh: "签名后换了 client_key", en: "whose client_key was swapped after signing" },
];

/** The judge finds what the answer to a forgery shows by itself. */
function forgedCreates(): Readonly<Record<string, CaseSpec>> {
  return Object.fromEntries(
    forgeries.map(({ form, zh, en }) => [
      `create-${form}`,
      {
        title: { zh: `${zh}的创单`, en: `A create ${en}` },
        proves: {
          zh: "伪造的创单被拒绝，不会崩溃，也不泄露商家订单号。",
          en: "A forged create is refused, without a crash and without an order id of the merchant's.",
        },
        isIndependent: true,
        steps: inTurn(booking("forged", { signature: form })),
        expect: [],
      } satisfies CaseSpec,
    ]),
  );
}

function forgedCancels(): Readonly<Record<string, CaseSpec>> {
  return Object.fromEntries(
    forgeries.map(({ form, zh, en }) => [
      `cancel-${form}`,
      {
        title: { zh: `${zh}的取消`, en: `A cancel ${en}` },
        proves: {
          zh: "伪造的取消被拒绝：订单仍在，同一 cancel_id 的真实取消照常处理。",
          en: "A forged cancel is refused; the order stands, and the genuine cancel with the same cancel_id is answered as usual.",
        },
        steps: inTurn(
          booking("order"),
          cancelling("forged", "order", "after-payment", { signature: form }),
          again("genuine", "forged", { signature: "valid" }),
        ),
        expect: [expecting("idempotency/refusal-not-sticky", ["forged", "genuine"])],
      } satisfies CaseSpec,
    ]),
  );
}

/** The judge finds an answer from memory by itself. */
function forgedRepeats(of: string): readonly Delivery[] {
  return [again("unsigned", of, { signature: "missing" }), again("other-secret", of, { signature: "wrong-secret" })];
}

function accepted(title: Text, proves: Text, ...deliveries: readonly Delivery[]): CaseSpec {
  const last = deliveries.at(-1)?.name ?? "";
  return { title, proves, steps: inTurn(...deliveries), expect: [expecting("signature/valid-refused", [last])] };
}

/** Valid requests pass and forged ones do not. */
export const signature: readonly Case[] = suite("signature", {
  "valid-create": {
    ...accepted(
      { zh: "签名正确的创单", en: "A validly signed create" },
      { zh: "两种签名都正确的创单被接受。", en: "A create with both signatures right is accepted." },
      booking("order"),
    ),
    isIndependent: true,
  },
  "valid-cancel": accepted(
    { zh: "签名正确的取消", en: "A validly signed cancel" },
    { zh: "两种签名都正确的取消被接受。", en: "A cancel with both signatures right is accepted." },
    booking("order"),
    cancelling("cancel", "order", "after-payment"),
  ),
  "old-only": {
    title: { zh: "只有 URL 中的 sign", en: "The URL's sign alone" },
    proves: {
      zh: "只带旧签名时商家给出明确的应答；接受和拒绝都合法。",
      en: "With the old signature alone the merchant answers in so many words; accepting and refusing are both lawful.",
    },
    isIndependent: true,
    steps: inTurn(booking("order", { signature: "old-only" })),
    expect: [expecting("robustness/server-error", ["order"])],
  },
  "new-only": {
    title: { zh: "只有请求头 x-life-sign", en: "The header x-life-sign alone" },
    proves: {
      zh: "只带新签名时商家给出明确的应答；接受和拒绝都合法。",
      en: "With the new signature alone the merchant answers in so many words; accepting and refusing are both lawful.",
    },
    isIndependent: true,
    steps: inTurn(booking("order", { signature: "new-only" })),
    expect: [expecting("robustness/server-error", ["order"])],
  },
  "header-name-case": accepted(
    { zh: "签名头写成 X-Life-Sign", en: "The signature header spelt X-Life-Sign" },
    {
      zh: "请求头名字不分大小写（取消文档写作 X-life-sign）。",
      en: "Header names are read without regard to case; the cancel document spells it X-life-sign.",
    },
    booking("order", { headerCase: "title" }),
  ),
  "query-order": accepted(
    { zh: "URL 参数换一种顺序", en: "URL parameters in another order" },
    {
      zh: "商家自己对参数排序，不依赖它们在 URL 中的顺序。",
      en: "The merchant sorts the parameters itself instead of relying on their order in the URL.",
    },
    booking("order", { queryOrder: "sign-first" }),
  ),
  "extra-query": {
    ...accepted(
      { zh: "URL 多出一个参数", en: "One more URL parameter" },
      {
        zh: "除 sign 外的所有 URL 参数都参与签名。",
        en: "Every URL parameter except sign goes into the signature.",
      },
      booking("order", { query: { tenant: "7" } }),
    ),
    expect: [expecting("signature/valid-refused", ["order"], { severity: "warning" })],
  },
  "extra-query-encoded": {
    ...accepted(
      { zh: "多出的 URL 参数含空格和中文", en: "One more URL parameter with a blank and Chinese" },
      {
        zh: "URL 参数以解码后的值参与签名。",
        en: "URL parameters go into the signature decoded.",
      },
      booking("order", { query: { shop: "上海 1+1" } }),
    ),
    expect: [expecting("signature/valid-refused", ["order"], { severity: "warning" })],
  },
  "header-key-differs": {
    title: { zh: "请求头的 client_key 与 URL 不同", en: "A client_key in the header that differs from the URL's" },
    proves: {
      zh: "迁移过的应用两处的 client_key 不同，验签用的是 URL 中的那个。",
      en: "A migrated app has two keys; the signature is checked with the one in the URL.",
    },
    steps: inTurn(
      booking("order", { headers: { "x-life-clientkey": "awmigratedappkey" } }),
      booking("by-header", {
        headers: { "x-life-clientkey": "awmigratedappkey" },
        signedWithKey: "awmigratedappkey",
      }),
    ),
    expect: [expecting("signature/valid-refused", ["order"], { ifAccepted: "by-header" })],
  },

  ...forgedCreates(),
  "create-empty": {
    title: { zh: "签名为空串的创单", en: "A create whose signatures are empty" },
    proves: {
      zh: "空签名不会被当成“无需验签”。",
      en: "An empty signature is not taken for one that need not be checked.",
    },
    isIndependent: true,
    steps: inTurn(booking("forged", { signature: "missing", emptySignatures: true })),
    expect: [],
  },
  ...forgedCancels(),

  "forged-create-repeat": {
    title: { zh: "伪造的重复创单", en: "A forged repeat of a create" },
    proves: {
      zh: "先验签再查重：对已有订单的伪造重复创单被拒绝，也拿不到它的商家订单号。",
      en: "The signature is checked before repeats are looked up: a forged repeat of a stored order is refused and learns no id of it.",
    },
    steps: inTurn(booking("order"), ...forgedRepeats("order")),
    expect: [],
  },
  "forged-cancel-repeat": {
    title: { zh: "伪造的重复取消", en: "A forged repeat of a cancel" },
    proves: {
      zh: "先验签再查重：对已有取消的伪造重复被拒绝，拿不到它的决定。",
      en: "The signature is checked before repeats are looked up: a forged repeat of a cancel is refused and learns no decision.",
    },
    steps: inTurn(booking("order"), cancelling("cancel", "order", "after-payment"), ...forgedRepeats("cancel")),
    expect: [],
  },

  "forged-then-genuine": {
    title: { zh: "伪造创单之后的真实创单", en: "A genuine create after a forged one" },
    proves: {
      zh: "伪造请求被拒绝后，同一订单的真实请求仍然成功。",
      en: "After a forgery was refused, the genuine request for the same order succeeds.",
    },
    steps: inTurn(booking("forged", { signature: "wrong-secret" }), again("genuine", "forged", { signature: "valid" })),
    expect: [expecting("idempotency/refusal-not-sticky", ["forged", "genuine"])],
  },
  "forged-leaves-no-order": {
    title: { zh: "伪造创单不留下订单", en: "A forged create leaves no order" },
    proves: {
      zh: "伪造创单之后，对该订单的取消得到的应答与从未出现过的订单相同。",
      en: "A cancel of an order that was only forged is answered like that of an order never seen.",
    },
    steps: inTurn(
      booking("forged", { signature: "wrong-secret" }),
      cancelling("of-forged", "forged", "audit", { unset: ["order_out_id"] }),
      { name: "of-unknown", callback: cancel, variant: "audit", unset: ["order_out_id"] },
    ),
    expect: [expecting("signature/forged-has-effect", ["forged", "of-forged", "of-unknown"])],
  },
  "forged-hides-nothing": {
    title: { zh: "伪造创单之后的非法创单", en: "An invalid create after a forged one" },
    proves: {
      zh: "伪造创单没有被记住：同一订单的非法请求仍被拒绝，而不是返回记住的成功。",
      en: "A forged create is not remembered: an invalid request for the same order is refused, not answered from memory.",
    },
    steps: inTurn(
      booking("forged", { signature: "wrong-secret" }),
      booking("invalid", {
        take: [{ path: "order_id", from: "forged", field: "request.order_id" }],
        put: { number_of_units: 0 },
      }),
      booking("control", { put: { number_of_units: 0 } }),
    ),
    expect: [expecting("signature/forged-has-effect", ["forged", "invalid", "control"])],
  },
  "forged-cancel-keeps-order": {
    title: { zh: "伪造取消之后订单还在", en: "The order stands after a forged cancel" },
    proves: {
      zh: "伪造的取消被拒绝后，重复的创单仍返回原结果。",
      en: "After a forged cancel was refused, a repeated create still returns the first result.",
    },
    steps: inTurn(
      booking("order"),
      cancelling("forged", "order", "after-payment", { signature: "missing" }),
      again("order-again", "order"),
    ),
    expect: [expecting("idempotency/same-answer", ["order", "order-again"])],
  },
});

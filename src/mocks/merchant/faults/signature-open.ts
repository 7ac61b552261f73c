import { expectedSignatures } from "../../../engine/sign.js";
import { Crash } from "../crash.js";
import type { Fault } from "../fault.js";
import { refusedWith } from "../hooks.js";
import type { Hooks, Received } from "../stages.js";
import { hasValidSignature } from "../verify.js";
import { cancels } from "./scope.js";

const opened: Hooks = { verify: async () => true };
const seen = { rules: ["signature/forged-accepted"], suites: ["signature"] };

/** Signature checks that let forged requests in, or that break on them. */
export const signatureOpenFaults: readonly Fault[] = [
  {
    id: "signature-unchecked",
    title: { zh: "完全不验签", en: "Checks no signature at all" },
    summary: {
      zh: "任何请求都当作抖音发来的，伪造的订单也会入库。",
      en: "Every request is taken for Douyin's, so a forged order is booked.",
    },
    expected: seen,
    hooks: opened,
  },
  {
    id: "signature-missing-accepted",
    title: { zh: "没有签名时放行", en: "Lets requests without a signature in" },
    summary: {
      zh: "只有带签名时才校验，去掉签名就能绕过。",
      en: "A signature is checked only when there is one; leaving it out gets past.",
    },
    expected: seen,
    hooks: { verify: async (received, next) => !hasSignature(received) || next(received) },
  },
  {
    id: "signature-first-digits-compared",
    title: { zh: "只比较签名的前 8 位", en: "Compares the first 8 digits of the signature" },
    summary: {
      zh: "数据库里的签名列太短，或者比较时截断了两边，后面的数字怎么改都能通过。",
      en: "The column for the signature is too short, or both sides are cut before they are compared, so that the digits after them may be anything.",
    },
    expected: seen,
    hooks: { verify: async (received, _, { clientSecret }) => hasFirstDigits(received, clientSecret) },
  },
  {
    id: "signature-only-logged",
    title: { zh: "验签失败只打日志", en: "Only logs a bad signature" },
    summary: {
      zh: "校验结果没有被使用：联调时为了方便放开，上线时忘了收回。",
      en: "The result of the check is not used: opened up while debugging and never closed again.",
    },
    expected: seen,
    hooks: {
      verify: async (received, next) => {
        await next(received);
        return true;
      },
    },
  },
  {
    id: "cancel-signature-unchecked",
    title: { zh: "取消接口不验签", en: "Checks no signature on cancels" },
    summary: {
      zh: "验签只加在创单接口上，任何人都能取消订单。",
      en: "Only the create endpoint got the check, so anybody can cancel an order.",
    },
    callbacks: cancels,
    expected: seen,
    hooks: opened,
  },
  {
    id: "repeats-answered-before-check",
    title: { zh: "先查重后验签", en: "Looks repeats up before it checks the signature" },
    summary: {
      zh: "已有记录的请求直接返回上次的结果，伪造的重复请求不验签就拿到了 order_out_id。",
      en: "What is on record is answered from it at once, so a forged repeat gets the order_out_id without any check.",
    },
    expected: seen,
    hooks: {
      verify: async (received, next, { memory }) => {
        const { id, idempotencyKey } = received.definition;
        const known = new RegExp(`"${idempotencyKey}"\\s*:\\s*"([^"]+)"`).exec(textOf(received))?.[1];
        return (known !== undefined && memory.recall(id, known) !== undefined) || next(received);
      },
    },
  },
  {
    id: "forged-order-booked",
    title: { zh: "先入库后验签", en: "Books first and checks the signature afterwards" },
    summary: {
      zh: "伪造请求答了拒绝，订单却已经在库里，随后的真实订单被当作重复。",
      en: "A forged request is refused, but its order is already stored, and the real one is then a duplicate.",
    },
    expected: {
      rules: ["signature/forged-has-effect", "idempotency/refusal-not-sticky", "create-order/code-7-on-existing"],
      suites: ["signature"],
    },
    hooks: bookedBeforeCheck(),
  },
  {
    id: "forged-answer-carries-order",
    title: { zh: "拒绝伪造请求时带上订单号", en: "Refuses a forged request but gives an order id" },
    summary: {
      zh: "应答的错误码是 13，却带着 order_out_id 和确认号。",
      en: "The code is 13, yet the answer carries order_out_id and a confirmation.",
    },
    expected: { rules: ["signature/forged-has-effect"], suites: ["signature"] },
    hooks: {
      receive: async (received, next, { clientSecret, memory }) => {
        const response = await next(received);
        if (hasValidSignature(received, clientSecret)) return response;
        const data = { error_code: 13, description: "bad signature", order_out_id: memory.nextOrderOutId() };
        return new Response(JSON.stringify({ data }), response);
      },
    },
  },
  {
    id: "forged-crash",
    title: { zh: "验签失败时返回 500", en: "Answers a bad signature with a 500" },
    summary: {
      zh: "验签失败抛出的异常没有人处理，框架返回 500 错误页。",
      en: "Nobody catches the exception of the check, so the framework answers 500.",
    },
    expected: { rules: ["signature/crashed"], suites: ["signature"] },
    hooks: {
      verify: async (received, next) => {
        if (await next(received)) return true;
        throw new Crash("the signature does not match");
      },
    },
  },
  {
    id: "forged-empty-answer",
    title: { zh: "验签失败返回空应答", en: "Answers a bad signature with nothing" },
    summary: {
      zh: "过滤器拦下请求后没有写任何应答体，HTTP 仍是 200。",
      en: "The filter stops the request and writes no body, with HTTP 200.",
    },
    expected: { rules: ["signature/crashed", "transport/body-empty"], suites: ["signature"] },
    hooks: {
      receive: async (received, next, { clientSecret }) =>
        hasValidSignature(received, clientSecret) ? next(received) : new Response(null, { status: 200 }),
    },
  },
];

/** An empty signature is none, to a merchant that asks `if (sign)`. */
function hasSignature({ url, headers }: Received): boolean {
  return Boolean(headers.get("x-life-sign") || new URL(url).searchParams.get("sign"));
}

function hasFirstDigits({ url, headers, bytes }: Received, clientSecret: string): boolean {
  const expected = expectedSignatures({ url, body: bytes, clientSecret });
  const header = headers.get("x-life-sign");
  const sent = header ?? new URL(url).searchParams.get("sign") ?? "";
  return sent.slice(0, 8) === (header === null ? expected.sign : expected.lifeSign).slice(0, 8);
}

function textOf({ bytes }: Received): string {
  return new TextDecoder().decode(bytes);
}

function bookedBeforeCheck(): Hooks {
  return {
    verify: async () => true,
    decide: async (decision, next, { clientSecret, memory }) => {
      const { received, input } = decision;
      const key = String(input.payload[received.definition.idempotencyKey]);
      const isForged = !hasValidSignature(received, clientSecret);
      const wasForged = memory.recall("forged", key) !== undefined;
      if (wasForged && !isForged) return refusedWith(7, decision);
      const decided = await next(decision);
      if (!isForged) return decided;
      memory.remember("forged", key, {});
      return refusedWith(13, decision);
    },
  };
}

import type { SequenceCheck } from "../../core/case.js";
import { errorCodeRules } from "../rules/error-codes.js";
import { ruleOf } from "./catalogued.js";
import { found } from "./found.js";

const rule = ruleOf(errorCodeRules, "error-codes/provoked");

/** The payload was made to bring about `code`, so that an answer with a code is no mistake. */
export const provoked: SequenceCheck = ({ of, options }) => {
  const excuses = [
    {
      deliveries: of.map(({ name }) => name),
      rules: [
        "cancel-order/refusal-by-code",
        "create-order/code-7-on-existing",
        // 15 speaks of cancelling, which is known of whoever asked for it.
        ...(options.code === 15 ? ["create-order/error-code-documented"] : []),
      ],
    },
  ];
  const others = of.filter(
    ({ code, earlier }) =>
      code !== undefined && code !== options.code && !earlier.some((one) => one.code === options.code),
  );
  const findings = others.map((delivered) =>
    found(rule, [delivered], {
      pointer: "/data/error_code",
      expected: options.code ?? null,
      actual: delivered.code ?? null,
      message: {
        text: {
          zh: "配置 merchant.provoke 说这个请求会引出 {code}，商家返回的是 {actual}。请核对配置。",
          en: "merchant.provoke in the config says that this request brings about {code}; the merchant answered {actual}. Check the config.",
        },
        args: { code: String(options.code), actual: delivered.code ?? "–" },
      },
    }),
  );
  return { kind: "judged", findings, excuses };
};

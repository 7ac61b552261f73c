import { clipped } from "../../../core/excerpt.js";
import type { AnswerRule } from "../../../core/rule.js";
import { confirmationOf, doc, isFilled, isOneStep, isSuccess, isVoucher } from "./answer-facts.js";

const place = "/data/confirm_info";

export const confirmInfoRequired: AnswerRule = {
  kind: "answer",
  id: "create-order/confirm-info-required",
  severity: "error",
  part: "response",
  title: { zh: "一步创单成功时必须返回 confirm_info", en: "Success in one-step mode needs confirm_info" },
  explanation: {
    zh: "一步创单模式下成功应答没有 confirm_info，平台会取消订单。两步模式（先创单后支付）不需要，请在配置里设 merchant.mode 为 two-step。预售券（biz_type 2011）从不需要接单。",
    en: "In one-step mode the platform cancels the order when a successful answer has no confirm_info. Two-step mode (create, then pay) does not need it: set merchant.mode to two-step in the config. A presale voucher (biz_type 2011) is never confirmed.",
  },
  doc: doc("confirm_info"),
  needs: ["/error_code", "/confirm_info"],
  check(context, report) {
    const { data } = context;
    if (!isSuccess(data) || !isOneStep(context) || confirmationOf(data)) return;
    report({
      pointer: place,
      expected: { confirm_mode: [1, 2] },
      actual: null,
      ...(isVoucher(context)
        ? {
            severity: "info" as const,
            message: {
              text: {
                zh: "没有 confirm_info；预售券（biz_type 2011）从不需要接单，这样可以。",
                en: "There is no confirm_info; a presale voucher (biz_type 2011) is never confirmed, so this is fine.",
              },
            },
          }
        : {
            message: {
              text: {
                zh: "创单成功但没有 confirm_info，一步创单模式下平台会取消订单。请返回 confirm_info；若商家是两步模式，请把设置 merchant.mode 改为 two-step。",
                en: "The create succeeded without confirm_info, and in one-step mode the platform cancels the order. Return confirm_info, or set merchant.mode to two-step if that is the merchant's mode.",
              },
            },
          }),
    });
  },
};

export const refusalCarriesNoConfirmation: AnswerRule = {
  kind: "answer",
  id: "create-order/refusal-carries-no-confirmation",
  severity: "warning",
  part: "response",
  title: { zh: "拒绝时不带接单信息", en: "A refusal carries no confirmation" },
  explanation: {
    zh: "error_code 非 0 表示创单失败，此时的 confirm_info 没有意义。想同步拒单请返回 error_code 0、confirm_mode 1、confirm_result 2。",
    en: "A non-zero error_code says that the create failed, so confirm_info means nothing. To refuse an order that was made, return error_code 0 with confirm_mode 1 and confirm_result 2.",
  },
  doc: doc("confirm_info"),
  needs: ["/error_code", "/confirm_info"],
  check({ data }, report) {
    const confirmation = confirmationOf(data);
    if (!confirmation || isSuccess(data) || !isFilled(confirmation)) return;
    report({
      pointer: place,
      expected: "absent",
      actual: clipped(confirmation),
      message: {
        text: {
          zh: "error_code 是 {code}，却带有 confirm_info，平台会忽略它。创单失败时请不要返回。",
          en: "error_code is {code}, yet there is a confirm_info, which the platform ignores. Leave it out when the create fails.",
        },
        args: { code: String(data.error_code) },
      },
    });
  },
};

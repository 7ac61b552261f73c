import type { Delivered, Scene, SequenceCheck } from "../../core/case.js";
import type { Text } from "../../core/text.js";
import { errorCodes } from "../../generated/error-codes.js";
import { negativeRules } from "../rules/negative.js";
import { ruleOf } from "./catalogued.js";
import { found, judged } from "./found.js";
import { decisionOf, isAccepted } from "./outcome.js";

const invalidRule = ruleOf(negativeRules, "negative/accepted-invalid");
const unlawfulRule = ruleOf(negativeRules, "negative/accepted-unlawful");
const codeRule = ruleOf(negativeRules, "negative/undocumented-refusal");

/** A payload that lacks what makes an order. `severity` is `warning` for the lesser fields. */
export const acceptedInvalid: SequenceCheck = (scene) =>
  judged(
    scene.of
      .filter((delivered) => isAccepted(delivered) && isWrong(delivered))
      .map((delivered) =>
        found(invalidRule, [delivered], {
          pointer: "/data/error_code",
          expected: { not: 0 },
          actual: 0,
          severity: scene.options.severity === "warning" ? "warning" : "error",
          message: { text: about(scene, acceptedText) },
        }),
      ),
  );

/** Valid by the schema, and against one law. An answer that puts the decision off has not accepted it yet. */
export const acceptedUnlawful: SequenceCheck = (scene) =>
  judged(
    scene.of
      .filter((delivered) => isAccepted(delivered) && isWrong(delivered) && decisionOf(delivered) !== "later")
      .map((delivered) =>
        found(unlawfulRule, [delivered], {
          pointer: "/data/error_code",
          expected: { not: 0 },
          actual: 0,
          message: { text: about(scene, acceptedText) },
        }),
      ),
  );

/** `fits` lists the codes that speak of what is wrong; 100 may be said to whoever comes second, and codes that no table has are the judge's business. */
export const undocumentedRefusal: SequenceCheck = (scene) =>
  judged(
    scene.of.flatMap((delivered) => {
      const { code } = delivered;
      const { fits } = scene.options;
      if (
        code === undefined ||
        code === 0 ||
        code === 100 ||
        !isWrong(delivered) ||
        !Array.isArray(fits) ||
        fits.includes(code)
      )
        return [];
      const known = errorCodes.find((row) => row.code === code && row.documented);
      if (!known) return [];
      return [
        found(codeRule, [delivered], {
          pointer: "/data/error_code",
          expected: fits,
          actual: code,
          message: {
            text: {
              zh: about(scene, misfit).zh.replace("{meaning}", known.meaning.zh),
              en: about(scene, misfit).en.replace("{meaning}", known.meaning.en),
            },
            args: { code, fits: fits.join(", ") },
          },
        }),
      ];
    }),
  );

/** The user's own settings may have put right what the case broke. */
function isWrong({ exchange }: Delivered): boolean {
  return exchange.malformed;
}

function about({ case: { title } }: Scene, text: Text): Text {
  return { zh: text.zh.replace("{title}", title.zh), en: text.en.replace("{title}", title.en) };
}

const acceptedText: Text = {
  zh: "{title}，商家却返回了 0。请先校验请求，用错误码拒绝。",
  en: "{title}: the merchant answered 0. Check requests first and refuse with an error code.",
};
const misfit: Text = {
  zh: "{title}，商家以 {code}（“{meaning}”）拒绝，含义不符。合适的码有：{fits}。",
  en: "{title}: the merchant refused with {code} (“{meaning}”), which says something else. Codes that fit: {fits}.",
};

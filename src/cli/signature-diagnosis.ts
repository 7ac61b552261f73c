import type { JsonObject } from "../core/json.js";
import { say, type Text } from "../core/text.js";
import { type DiagnosedRequest, diagnoseSignature } from "../engine/diagnose-signature.js";
import { frameworks, type SignatureMistake } from "../engine/signature-diagnosis/mistake.js";
import { computingMistakes } from "../engine/signature-diagnosis/mistakes.js";
import type { Context } from "./command.js";

export type ShownDiagnosis = { readonly json: JsonObject; readonly text: string };

/** What the digest tells about the merchant's code, for `--json` and for people. */
export function showDiagnosis(request: DiagnosedRequest, theirDigest: string, context: Context): ShownDiagnosis {
  const found = diagnoseSignature(request, theirDigest);
  const mistakes = found?.mistakes ?? [];
  return {
    json: {
      mistakes: mistakes.map((mistake) => mistakeJson(mistake, context)),
      alternatives: (found?.alternatives ?? []).map(({ id }) => id),
      ...(found ? {} : { reason: context.t(unexplained, { count: computingMistakes.length }) }),
    },
    text: found
      ? mistakes.map((mistake) => mistakeText(mistake, context)).join("\n")
      : context.t(unexplained, { count: computingMistakes.length }),
  };
}

function mistakeJson({ id, title, cause, fix }: SignatureMistake, { lang }: Context): JsonObject {
  const fixes = frameworks.map((framework) => [framework.id, say(lang, fix[framework.id])]);
  return { id, title: say(lang, title), cause: say(lang, cause), fix: Object.fromEntries(fixes) };
}

function mistakeText({ id, title, cause, fix }: SignatureMistake, { t, style }: Context): string {
  const fixes = frameworks.map((framework) => `  ${style.key(framework.name)}: ${t(fix[framework.id])}`);
  return [`${style.strong(t(title))} (${id})`, t(cause), ...fixes].join("\n");
}

const unexplained: Text = {
  zh: "{count} 种已知错误单独或两两组合都得不到这个摘要。最可能的原因是商家用了另一个 client_secret，或收到的请求与这里的不是同一个。",
  en: "None of {count} known mistakes gives this digest, alone or in pairs. Most likely the merchant uses another client_secret, or hashed another request than this one.",
};

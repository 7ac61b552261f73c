import type { JsonObject } from "../../core/json.js";
import { type Lang, type Message, sayMessage, type Text } from "../../core/text.js";
import { platformCodes } from "../../generated/platform-codes.js";

/** What the platform says to a call. `title` is in Chinese, as Douyin's own; `reason` says more, in the language of the run. */
export type Verdict = {
  readonly code: number;
  readonly title: string;
  readonly reason?: Message;
};

export const taken: Verdict = { code: 0, title: "success" };

/** A documented code with its documented meaning. */
export function verdictOf(code: number, reason?: Text | Message): Verdict {
  const title = platformCodes.find((known) => known.code === code)?.meaning.zh ?? String(code);
  return { code, title, ...(reason === undefined ? {} : { reason: "text" in reason ? reason : { text: reason } }) };
}

type EnvelopeFacts = { readonly logid: string; readonly nowMs: number; readonly lang: Lang };

/** The envelope of the operations about orders: the code stands in both places, the detail in `sub_description`. */
export function orderEnvelope({ code, title, reason }: Verdict, { logid, nowMs, lang }: EnvelopeFacts): JsonObject {
  const said = { error_code: code, description: title };
  const detail = reason ? sayMessage(lang, reason) : "";
  return {
    data: said,
    extra: { ...said, sub_error_code: code, sub_description: detail, logid, now: Math.floor(nowMs / 1000) },
  };
}

/** The envelope of the token operation. */
export function tokenEnvelope(
  { code, title, reason }: Verdict,
  lang: Lang,
  token?: { readonly value: string; readonly lifeSeconds: number },
): JsonObject {
  const description = reason ? `${title}:${sayMessage(lang, reason)}` : code === 0 ? "" : title;
  return token
    ? {
        data: { access_token: token.value, expires_in: token.lifeSeconds, error_code: code, description },
        message: "success",
      }
    : { data: { error_code: code, description }, message: "error" };
}

import type { Case } from "../core/case.js";
import { errorCodes as table } from "../generated/error-codes.js";
import { booking, type CaseSpec, cancel, cancelling, expecting, inTurn, suite } from "./steps.js";

const rule = "error-codes/provoked";

const documented = table.filter(({ documented, code }) => documented && code !== 0);

function creates(): Readonly<Record<string, CaseSpec>> {
  return Object.fromEntries(
    documented.map(({ code, meaning }) => [
      `create-${code}`,
      {
        title: { zh: `创单错误码 ${code}:${meaning.zh}`, en: `Code ${code} for a create: ${meaning.en}` },
        proves: {
          zh: `按配置引出的错误码 ${code} 以合规的应答返回。`,
          en: `Code ${code}, brought about as the config says, comes in a well-formed answer.`,
        },
        needs: { provoke: [code] },
        steps: inTurn(booking("order", { provoke: code })),
        expect: [expecting(rule, ["order"], { code }), expecting("robustness/server-error", ["order"])],
      } satisfies CaseSpec,
    ]),
  );
}

function cancels(): Readonly<Record<string, CaseSpec>> {
  const codes = documented.filter(({ appliesTo }) => appliesTo.includes(cancel));
  return Object.fromEntries(
    codes.map(({ code, meaning }) => [
      `cancel-${code}`,
      {
        title: { zh: `取消错误码 ${code}:${meaning.zh}`, en: `Code ${code} for a cancel: ${meaning.en}` },
        proves: {
          zh: `按配置引出的错误码 ${code} 以合规的应答返回。`,
          en: `Code ${code}, brought about as the config says, comes in a well-formed answer.`,
        },
        needs: { provoke: [code] },
        steps: inTurn(booking("order"), cancelling("cancel", "order", "after-payment", { provoke: code })),
        expect: [expecting(rule, ["cancel"], { code }), expecting("robustness/server-error", ["cancel"])],
      } satisfies CaseSpec,
    ]),
  );
}

/** Each documented code that the settings say how to bring about. */
export const errorCodes: readonly Case[] = suite("error-codes", { ...creates(), ...cancels() });

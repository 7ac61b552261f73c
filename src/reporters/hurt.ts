import type { Text } from "../core/text.js";

/** What a broken rule does to the guest who booked. */
export type Hurt = {
  readonly id: string;
  readonly title: Text;
  /** Full ids, names that each callback has for itself (`order-id-echo`), or whole families (`transport/`). */
  readonly rules: readonly string[];
};

const other: Hurt = { id: "other", title: { zh: "其他", en: "other" }, rules: [] };

/** Worst first. A rule that stands nowhere hurts like the last entry. */
export const hurts: readonly Hurt[] = [
  {
    id: "double-booking",
    title: { zh: "重复订房", en: "double booking" },
    rules: [
      "idempotency/race",
      "idempotency/same-answer",
      "idempotency/after-lost-answer",
      "idempotency/after-100",
      "idempotency/distinct",
      "isolation/own-answer",
      "ordering/late-create",
    ],
  },
  {
    id: "lost-order",
    title: { zh: "客人付了款却没有房", en: "guest paid, no room" },
    rules: [
      "confirm-info-required",
      "confirm-mode-required",
      "sync-confirm-complete",
      "async-confirm-consistent",
      "out-id-on-success",
      "order-id-echo",
      "code-7-on-existing",
      "valid-refused",
      "idempotency/refusal-not-sticky",
      "ordering/foreign-out-id",
      "ordering/neighbour-kept",
      "lifecycle/refused-cancel-keeps-order",
      "debt/confirm-missing",
      "debt/too-early",
      "debt/malformed",
      "debt/failure-ignored",
    ],
  },
  {
    id: "money-wrong",
    title: { zh: "退款或金额出错", en: "money wrong" },
    rules: [
      "fee-in-range",
      "notice-is-final",
      "refusal-by-code",
      "refusal-needs-reason",
      "mode-required",
      "sync-needs-result",
      "async-has-no-result",
      "ordering/",
      "lifecycle/",
      "debt/audit-missing",
      "negative/accepted-unlawful",
    ],
  },
  {
    id: "forged-or-leaked",
    title: { zh: "可被伪造或泄露信息", en: "forgery, leaked guest data" },
    rules: ["signature/forged-accepted", "signature/forged-has-effect", "transport/redirect"],
  },
  {
    id: "not-understood",
    title: { zh: "平台读不懂应答", en: "answer the platform cannot use" },
    rules: ["transport/", "schema/", "robustness/", "signature/crashed"],
  },
  { id: "bad-order-accepted", title: { zh: "接受了错误订单", en: "bad order accepted" }, rules: ["negative/"] },
  other,
];

/** The place of a rule in `hurts`. The more exact entry wins. */
export function hurtOf(rule: string): { readonly hurt: Hurt; readonly rank: number } {
  const [family = "", name = ""] = rule.split("/");
  for (const wanted of [rule, name, `${family}/`]) {
    const rank = hurts.findIndex((hurt) => hurt.rules.includes(wanted));
    const hurt = hurts[rank];
    if (hurt) return { hurt, rank };
  }
  return { hurt: other, rank: hurts.length - 1 };
}

import type { Variant } from "../../../core/callback.js";
import type { OrderView } from "../view.js";
import type { Ink } from "./ink.js";

type Action = {
  readonly path: string;
  readonly label: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly why?: string;
};

/** A button for everything that makes sense to ask of the platform now; each is a form, so that it works without a script. */
export function actionsSection(
  { orderId, offers }: OrderView,
  cancelVariants: readonly Variant[],
  token: string,
  ink: Ink,
): string {
  const cancels = offers.cancel.map((name): Action => {
    const variant = cancelVariants.find((known) => known.name === name);
    return {
      path: "cancel",
      label: ink.t(texts.cancel, { what: variant ? ink.t(variant.title) : name }),
      fields: { variant: name },
      ...(variant ? { why: ink.t(variant.summary) } : {}),
    };
  });
  const actions: readonly Action[] = [
    ...(offers.pay ? [{ path: "pay", label: ink.t(texts.pay) }] : []),
    ...cancels,
    ...(offers.resend ? [{ path: "resend", label: ink.t(texts.resend) }] : []),
    ...(offers.expire ? [{ path: "expire", label: ink.t(texts.expire) }] : []),
  ];
  const forms = actions.map((action) => actionForm(orderId, action, token, ink)).join("");
  return `<section id="actions" data-part aria-labelledby="actions-title"><h2 id="actions-title" tabindex="-1">${ink.t(texts.title)}</h2><div class="actions">${forms}</div></section>`;
}

function actionForm(orderId: string, { path, label, fields = {}, why }: Action, token: string, ink: Ink): string {
  const id = ["do", path, ...Object.values(fields)].join("-");
  const hidden = Object.entries({ token, ...fields }).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  const title = why === undefined ? "" : ` title="${why}"`;
  return `<form method="post" action="${ink.href(`/orders/${encodeURIComponent(orderId)}/${path}`)}">${hidden.join("")}<button id="${id}"${title}>${label}</button></form>`;
}

const texts = {
  title: { zh: "操作", en: "Actions" },
  pay: { zh: "支付", en: "Pay" },
  cancel: { zh: "发送取消：{what}", en: "Send cancel: {what}" },
  resend: { zh: "重发最后一个回调", en: "Send the last callback again" },
  expire: { zh: "让下一个期限立即到期", en: "Let the next deadline pass now" },
};

import type { Debt } from "../debts.js";
import type { OrderView } from "../view.js";
import { code, type Ink } from "./ink.js";

/** What the platform does next by itself, what it waits for, and until when. */
export function nextSection(order: OrderView, ink: Ink): string {
  const { next, deadlines, debts } = order;
  const when = next.at === undefined ? "" : ` ${ink.left(next.at)}`;
  const open = deadlines
    .map(({ title, at, cancelId }) => {
      const of = cancelId === undefined ? "" : ` ${code(cancelId)}`;
      return `<li>${ink.t(title)}${of}: ${ink.time(at)} ${ink.left(at)}</li>`;
    })
    .join("");
  return [
    '<section id="next" data-part aria-labelledby="next-title">',
    `<h2 id="next-title" tabindex="-1">${ink.t(texts.title)}</h2>`,
    `<p class="next">${ink.t(texts.platform)}${ink.message(next.text)}${when}</p>`,
    open === "" ? "" : `<ul class="deadlines">${open}</ul>`,
    debts.length === 0 ? "" : debtList(debts, ink),
    "</section>",
  ].join("");
}

function debtList(debts: readonly Debt[], ink: Ink): string {
  const items = debts.map((debt) => {
    const of = debt.cancelId === undefined ? "" : ` ${code(debt.cancelId)}`;
    const calls =
      debt.calls.length === 0
        ? ""
        : ` · ${ink.t(texts.calls, { codes: debt.calls.map((call) => call.code).join(", ") })}`;
    return `<li><span class="badge ${tones[debt.state]}">${ink.t(states[debt.state])}</span> ${code(debt.operation)}${of}${calls}</li>`;
  });
  return `<h3>${ink.t(texts.debts)}</h3><ul class="debts">${items.join("")}</ul>`;
}

const tones = { open: "warn", settled: "good", overdue: "bad", overtaken: "calm" } as const;

const states = {
  open: { zh: "等待中", en: "open" },
  settled: { zh: "已兑现", en: "settled" },
  overdue: { zh: "已逾期", en: "overdue" },
  overtaken: { zh: "不再需要", en: "no longer needed" },
};

const texts = {
  title: { zh: "平台下一步", en: "What the platform does next" },
  platform: { zh: "平台：", en: "It " },
  debts: { zh: "商家承诺的调用", en: "Calls that the merchant promised" },
  calls: { zh: "已调用，返回码 {codes}", en: "called, answered {codes}" },
};

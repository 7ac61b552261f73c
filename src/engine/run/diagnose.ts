import type { Delivered, SetupFacts } from "../../core/case.js";
import type { Transport, WireOutcome } from "../../core/ports.js";
import { seededRandom } from "../../core/random.js";
import type { Message, Text } from "../../core/text.js";
import { diagnoseFromRequests, type FormOutcome } from "../diagnose-forms.js";
import { frameworks, type SignatureMistake } from "../signature-diagnosis/mistake.js";
import { carryOut, newEnvelope } from "./carry-out.js";
import { type MistakenRequest, mistakenRequests } from "./mistaken-requests.js";
import type { Bench } from "./plan.js";
import { type Prepared, type Progress, prepare } from "./prepare.js";

/** What every validly signed request of a run showed. */
export type FormLog = {
  note(delivered: Delivered, caseId: string): void;
  /** The likeliest mistake behind the refusals, or the refused forms when no known one fits; undefined when nothing was refused. */
  diagnose(): Message | undefined;
};

export function createFormLog({ plan: { book } }: Bench, setupOf: () => SetupFacts): FormLog {
  const outcomes: (FormOutcome & { readonly caseId: string })[] = [];
  return {
    note(delivered, caseId) {
      const { exchange, delivery, code } = delivered;
      const isOdd =
        ("headers" in delivery && delivery.headers !== undefined) ||
        ("provoke" in delivery && delivery.provoke !== undefined);
      if (exchange.signature !== "valid" || exchange.malformed || exchange.sabotaged || isOdd) return;
      const isRefused = book.isRefusedAsForged(delivered, setupOf());
      if (code === undefined && !isRefused) return;
      outcomes.push({ url: exchange.url, body: exchange.requestBytes, accepted: !isRefused, caseId });
    },
    diagnose() {
      const refused = outcomes.filter(({ accepted }) => !accepted).map(({ caseId }) => caseId);
      if (refused.length === 0) return undefined;
      const found = diagnoseFromRequests(outcomes);
      if (found) return diagnosisMessage(found.mistake);
      return { text: unexplained, args: { n: refused.length, cases: [...new Set(refused)].slice(0, 8).join(", ") } };
    },
  };
}

const unexplained: Text = {
  zh: "签名诊断：{n} 个签名正确的请求被当作伪造（{cases} 等），没有哪一种已知的错误能单独解释。请保存其中一个请求，用商家算出的摘要运行 verify --captured FILE --their-digest HEX。",
  en: "Signature diagnosis: {n} validly signed requests were refused as forgeries ({cases} …), and no single known mistake explains them. Save one of them and run verify --captured FILE --their-digest HEX with the digest that the merchant computed.",
};

/**
 * Which known way of computing the signature wrongly this merchant follows: the first whose requests it accepts. For a merchant that
 * refuses every request that is signed rightly.
 */
export async function findMistakenMerchant(bench: Bench): Promise<SignatureMistake | undefined> {
  const waiting = [...mistakenRequests()];
  while (waiting.length > 0 && !bench.deps.signal.aborted) {
    const batch = waiting.splice(0, Math.max(1, bench.plan.concurrency));
    const accepted = await Promise.all(batch.map((mistaken) => isAcceptedWhen(mistaken, bench)));
    const found = batch.find((_, i) => accepted[i]);
    if (found) return found.mistake;
  }
  return undefined;
}

async function isAcceptedWhen(mistaken: MistakenRequest, bench: Bench): Promise<boolean> {
  const { plan, deps } = bench;
  const progress: Progress = {
    prepared: new Map(),
    delivered: new Map(),
    random: seededRandom(plan.seed).fork(`mistaken/${mistaken.label}`),
  };
  let isTried = false;
  const transport: Transport = {
    close: () => deps.transport.close(),
    async send(request, options) {
      const resigned = mistaken.resign(request, plan.clientSecret);
      isTried = resigned !== undefined;
      return resigned ? deps.transport.send(resigned, options) : nothingSent;
    },
  };
  const prepared = prepare(plan.book.setup.delivery, progress, bench);
  const delivered = await carryOut(
    prepared,
    {
      exchangeId: "diagnosis",
      attempt: 1,
      orderStored: false,
      envelope: newEnvelope(bench, progress.random.fork("envelope")),
      earlier: [],
    },
    { ...bench, deps: { ...deps, transport } },
  );
  if (deps.signal.aborted) return false;
  return isTried && plan.book.isAccepted(delivered) && !(await isAcceptedAnyway(prepared, progress, bench));
}

/** The same order, signed as it should be: a merchant that takes this one too does not follow the mistake. */
async function isAcceptedAnyway(prepared: Prepared, progress: Progress, bench: Bench): Promise<boolean> {
  const envelope = newEnvelope(bench, progress.random.fork("right"));
  const occasion = { exchangeId: "diagnosis", attempt: 2, orderStored: undefined, envelope, earlier: [] };
  return bench.plan.book.isAccepted(await carryOut(prepared, occasion, bench));
}

const nothingSent: WireOutcome = { kind: "failure", failure: { kind: "reset", detail: "not-sent" }, durationMs: 0 };

/** The cause and, for each framework, what to change. */
export function diagnosisMessage(mistake: SignatureMistake): Message {
  const fixes = (lang: "zh" | "en"): string =>
    frameworks.map(({ id, name }) => `\n${name}: ${mistake.fix[id][lang]}`).join("");
  const text: Text = {
    zh: `签名诊断：${mistake.title.zh}。${mistake.cause.zh} 改法：${fixes("zh")}`,
    en: `Signature diagnosis: ${mistake.title.en}. ${mistake.cause.en} How to fix it:${fixes("en")}`,
  };
  return { text };
}

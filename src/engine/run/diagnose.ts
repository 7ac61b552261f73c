import type { Delivered } from "../../core/case.js";
import { isForged } from "../../core/exchange.js";
import type { Transport, WireOutcome } from "../../core/ports.js";
import { seededRandom } from "../../core/random.js";
import type { Message, Text } from "../../core/text.js";
import { diagnoseFromRequests, type FormOutcome } from "../diagnose-forms.js";
import { frameworks, type SignatureMistake } from "../signature-diagnosis/mistake.js";
import { carryOut, newEnvelope } from "./carry-out.js";
import { type MistakenRequest, mistakenRequests } from "./mistaken-requests.js";
import type { Bench } from "./plan.js";
import { prepare, type Progress } from "./prepare.js";

/** What every validly signed request of a run showed. */
export type FormLog = {
  note(delivered: Delivered, isRefusedAsForged: boolean): void;
  /** The likeliest mistake behind the refusals; undefined when nothing was refused or nothing fits. */
  diagnose(): SignatureMistake | undefined;
};

export function createFormLog(): FormLog {
  const outcomes: FormOutcome[] = [];
  return {
    note({ exchange, code, delivery }, isRefusedAsForged) {
      const isOdd = "headers" in delivery && delivery.headers !== undefined;
      if (isForged(exchange.signature) || exchange.signature !== "valid" || exchange.sabotaged || isOdd) return;
      if (code === undefined && !isRefusedAsForged) return;
      outcomes.push({ url: exchange.url, body: exchange.requestBytes, accepted: !isRefusedAsForged });
    },
    diagnose: () => diagnoseFromRequests(outcomes)?.mistake,
  };
}

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
  const delivered = await carryOut(
    prepare(plan.book.setup.delivery, progress, bench),
    {
      exchangeId: "diagnosis",
      attempt: 1,
      orderStored: false,
      envelope: newEnvelope(bench, progress.random.fork("envelope")),
      earlier: [],
    },
    { ...bench, deps: { ...deps, transport } },
  );
  return isTried && plan.book.isAccepted(delivered);
}

const nothingSent: WireOutcome = { kind: "failure", failure: { kind: "reset", detail: "not-sent" }, durationMs: 0 };

/** The cause and, for each framework, what to change. */
export function diagnosisMessage(mistake: SignatureMistake): Message {
  const fixes = (lang: "zh" | "en"): string =>
    frameworks.map(({ id, name }) => `${name}: ${mistake.fix[id][lang]}`).join(lang === "zh" ? " " : " ");
  const text: Text = {
    zh: `签名诊断:${mistake.title.zh}。${mistake.cause.zh} 改法——${fixes("zh")}`,
    en: `Signature diagnosis: ${mistake.title.en}. ${mistake.cause.en} How to fix it: ${fixes("en")}`,
  };
  return { text };
}

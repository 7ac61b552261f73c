import type { Case } from "../core/case.js";
import type { CaseResult, CaseVerdict, RunEvent, RunVerdict, Totals } from "../core/event.js";
import type { Finding } from "../core/finding.js";
import type { JsonObject } from "../core/json.js";
import { utcText } from "../core/moment.js";
import type { Message, Text } from "../core/text.js";
import { totalsOf } from "../core/totals.js";
import { payloadMaker } from "./generate.js";
import type { Redactor } from "./redact.js";
import { type Conducted, conductCase } from "./run/conduct.js";
import { outdatedBy } from "./run/control.js";
import { createFormLog, diagnosisMessage, type FormLog, findMistakenMerchant } from "./run/diagnose.js";
import { inOrder } from "./run/in-order.js";
import { judgeCase } from "./run/judge-case.js";
import { unmetNeed } from "./run/needs.js";
import { createPace } from "./run/pace.js";
import type { Bench, RunDeps, RunPlan } from "./run/plan.js";
import { probeSetup } from "./run/probe.js";
import { createReach, type Reach } from "./run/reach.js";
import { redactorFor, reportedExchange, reportedFinding } from "./run/report.js";
import { commandFor } from "./run/reproduce.js";
import type { Session } from "./run/session.js";
import { asSure, keyOf, settleDoubts } from "./run/settle-doubts.js";
import { smallestFailing } from "./run/smallest.js";
import { isAtLeast } from "./verdict.js";

export type { PayloadMaker, RunDeps, RunPlan } from "./run/plan.js";

/**
 * Runs cases against a merchant and says what happens, event by event: the setup first, the cases in the order of the plan,
 * the verdict last. After an abort no delivery begins, those in flight end, and the last event says that it was interrupted.
 */
export async function* runCases(plan: RunPlan, deps: RunDeps): AsyncGenerator<RunEvent, void, undefined> {
  const begin = deps.clock.elapsed();
  const startedAt = utcText(deps.clock.now());
  const bench = await prepareBench(plan, deps);
  const { session, notices, diagnosis } = await openSession(bench);
  yield {
    type: "run-started",
    tool: plan.tool,
    seed: plan.seed,
    startedAt,
    settings: plan.settings,
    cases: plan.cases.length,
    notices: [...plan.notices, ...notices],
  };
  const reach = createReach(plan);
  const forms = createFormLog(bench, () => session.setup);
  const results: CaseResult[] = [];
  const tasks = plan.cases.map((candidate, index) => () => runCase(candidate, index + 1, session, forms));
  const stop = (): void => {
    session.isStopped = true;
  };
  for await (const outcome of inOrder(tasks, session.pace, stop)) {
    yield* eventsOf(outcome, reach);
    results.push(outcome.result);
  }
  yield finished(results, session, begin, {
    notices: [...notices, ...diagnosisOf(diagnosis, forms)],
    reachability: reach.list(),
  });
}

async function prepareBench(plan: RunPlan, deps: RunDeps): Promise<Bench> {
  const definitions = new Map(
    await Promise.all(plan.registry.ids.map(async (id) => [id, await plan.registry.load(id)] as const)),
  );
  const makerOf = deps.makerOf ?? ((definition) => payloadMaker(definition, { clientSecret: plan.clientSecret }));
  const makers = new Map(
    await Promise.all([...definitions].map(async ([id, definition]) => [id, await makerOf(definition)] as const)),
  );
  return { plan, deps, definitions, makers };
}

type Opened = {
  readonly session: Session;
  readonly notices: readonly Message[];
  readonly diagnosis: Message | undefined;
};

/** Finds out whether the merchant can be tested before anything is asked of it. */
async function openSession(bench: Bench): Promise<Opened> {
  const { plan } = bench;
  const { setup, markOf, isSameRefusal } = plan.book;
  const session: Session = {
    ...bench,
    pace: createPace(plan.concurrency, plan.timeoutMs),
    setup: { isAccepted: true, refusal: undefined, forgeryRefusal: undefined },
    acceptedAs: undefined,
    blocked: undefined,
    isGone: false,
    isStopped: false,
    stuck: 0,
    shrinkBudget: 60,
    shrunk: new Set(),
  };
  const isPointless = !Object.hasOwn(plan.endpoints, setup.delivery.callback) || plan.cases.length === 0;
  if (isPointless || bench.deps.signal.aborted) return { session, notices: [], diagnosis: undefined };
  const probe = await probeSetup(bench, markOf);
  session.setup = probe.facts;
  session.acceptedAs = probe.acceptedAs;
  session.isGone = probe.unreachable !== undefined;
  if (probe.unreachable) {
    const said = plan.explainUnreachable?.(probe.unreachable, plan.endpoints[setup.delivery.callback] ?? "");
    return { session, notices: [said ?? { text: unreachable }], diagnosis: undefined };
  }
  if (probe.facts.isAccepted || bench.deps.signal.aborted) return { session, notices: [], diagnosis: undefined };
  const { refusal, forgeryRefusal } = probe.facts;
  const isUnauthorised = refusal?.status === 401 || refusal?.status === 403;
  const isAboutSignature = isUnauthorised || isSameRefusal(refusal, forgeryRefusal);
  const mistake = isAboutSignature ? await findMistakenMerchant(bench) : undefined;
  if (mistake) session.setup = { ...probe.facts, isSignedOtherwise: true };
  const explained = setup.explain(session.setup, probe.failure);
  session.blocked = explained;
  return { session, notices: [explained], diagnosis: mistake && diagnosisMessage(mistake) };
}

type CaseRun = {
  readonly candidate: Case;
  readonly result: CaseResult;
  readonly conducted: Conducted | undefined;
  readonly byExchange: ReadonlyMap<string, readonly Finding[]>;
  /** Hides what its payloads hold of people. */
  readonly redactor: Redactor | undefined;
};

async function runCase(candidate: Case, index: number, session: Session, forms: FormLog): Promise<CaseRun> {
  const { plan, deps } = session;
  const begin = deps.clock.elapsed();
  const early = earlyEnd(candidate, session);
  if (early) return ended(candidate, early.verdict, early.reason, 0);
  const conducted = await conductCase(candidate, index, session);
  for (const delivered of conducted.delivered.values()) forms.note(delivered, candidate.id);
  const judgement = judgeCase(candidate, conducted, session);
  const { stopped } = conducted;
  const unsure = await settleDoubts(candidate, conducted, judgement.doubted, session);
  // An order that was accepted in its place shows as well as a control that the hotel has not changed.
  const controlled = judgement.controlled.filter((finding) => !unsure.has(keyOf(finding)));
  const outdated = controlled.length > 0 ? await outdatedBy(candidate, conducted, controlled, session) : undefined;
  const withdrawn = new Set(outdated ? controlled.map(keyOf) : []);
  const findings = judgement.findings
    .filter((finding) => !withdrawn.has(keyOf(finding)))
    .map((finding) => asSure(finding, unsure))
    .map((finding) => (plan.isKnown?.(candidate.id, finding) ? { ...finding, severity: "info" as const } : finding));
  const failing = findings.filter(({ severity }) => isAtLeast(severity, plan.failOn));
  const isSilent = judgement.silence || plan.book.isMute(conducted.delivered.values(), session.setup);
  const reason = stopped?.reason ?? outdated ?? (isSilent ? (session.blocked ?? judgement.silence) : undefined);
  const verdict: CaseVerdict =
    stopped?.kind === "gone"
      ? "broken"
      : failing.length > 0
        ? "failed"
        : reason === undefined || isWholeEnough(stopped)
          ? "passed"
          : "skipped";
  const extras = verdict === "failed" ? await explainFailure(candidate, conducted, failing, session) : {};
  if (verdict === "failed" && plan.isBail) session.isStopped = true;
  const redactor = redactorFor(conducted.exchanges, plan);
  return {
    candidate,
    conducted,
    redactor,
    byExchange: judgement.byExchange,
    result: {
      ...headOf(candidate),
      verdict,
      ...(verdict === "passed" || verdict === "failed" || reason === undefined ? {} : { reason }),
      durationMs: Math.round(deps.clock.elapsed() - begin),
      findings: findings.map((finding) => reportedFinding(finding, redactor)),
      exchanges: conducted.exchanges.map(({ exchangeId }) => exchangeId),
      ...extras,
    },
  };
}

/** A delivery that was not answered says something of its own, whatever it kept from being done. */
function isWholeEnough(stopped: Conducted["stopped"]): boolean {
  return stopped?.kind === "unanswered";
}

function earlyEnd(
  candidate: Case,
  session: Session,
): { readonly verdict: CaseVerdict; readonly reason: Message } | undefined {
  if (session.deps.signal.aborted) return { verdict: "skipped", reason: { text: interrupted } };
  if (session.isStopped) return { verdict: "skipped", reason: { text: bailed } };
  const unmet = unmetNeed(candidate, session);
  if (unmet) return { verdict: "skipped", reason: unmet };
  if (session.isGone) return { verdict: "broken", reason: { text: unreachable } };
  if (session.blocked && !candidate.isIndependent) return { verdict: "skipped", reason: session.blocked };
  return undefined;
}

async function explainFailure(
  candidate: Case,
  conducted: Conducted,
  failing: readonly Finding[],
  session: Session,
): Promise<Pick<CaseResult, "reproduce" | "smallestPayload">> {
  const smallest = session.deps.signal.aborted
    ? undefined
    : await smallestFailing(candidate, conducted, failing, session);
  const text =
    smallest && redactorFor([smallest], session.plan).text(new TextDecoder().decode(smallest.exchange.requestBytes));
  return {
    reproduce: commandFor(candidate, conducted, failing, session.plan),
    ...(text === undefined ? {} : { smallestPayload: text }),
  };
}

function ended(candidate: Case, verdict: CaseVerdict, reason: Message, durationMs: number): CaseRun {
  return {
    candidate,
    conducted: undefined,
    redactor: undefined,
    byExchange: new Map(),
    result: { ...headOf(candidate), verdict, reason, durationMs, findings: [], exchanges: [] },
  };
}

function headOf({ id, suite, title, proves }: Case): Pick<CaseResult, "id" | "suite" | "title" | "proves"> {
  return { id, suite, title, proves };
}

function* eventsOf(
  { candidate, result, conducted, byExchange, redactor }: CaseRun,
  reach: Reach,
): Generator<RunEvent, void, undefined> {
  const { id, suite, title } = candidate;
  yield { type: "case-started", id, suite, title };
  if (conducted && redactor) {
    reach.note(conducted.exchanges, (changes: JsonObject) => redactor.json(changes));
    for (const delivered of conducted.exchanges) {
      const findings = byExchange.get(delivered.exchangeId) ?? [];
      yield { type: "exchange", exchange: reportedExchange(delivered, findings, id, redactor) };
    }
  }
  yield { type: "case-finished", result };
}

function diagnosisOf(found: Message | undefined, forms: FormLog): readonly Message[] {
  const message = found ?? forms.diagnose();
  return message ? [message] : [];
}

type Ending = Pick<Extract<RunEvent, { type: "run-finished" }>, "notices" | "reachability">;

function finished(
  results: readonly CaseResult[],
  session: Session,
  begin: number,
  { notices, reachability }: Ending,
): RunEvent {
  const { plan, deps } = session;
  const totals = totalsOf(results);
  const reached = reachability.filter((code) => code.reached).length;
  const isShort = reached < plan.minCodes && totals.passed + totals.failed > 0;
  const said = [
    ...notices,
    ...(session.blocked && !notices.includes(session.blocked) ? [session.blocked] : []),
    ...(isShort ? [{ text: tooFewCodes, args: { reached, wanted: plan.minCodes } }] : []),
    ...(session.isGone && notices.length === 0 ? [{ text: unreachable }] : []),
    ...(deps.signal.aborted ? [{ text: interrupted }] : []),
  ];
  return {
    type: "run-finished",
    verdict: verdictOf(totals, session, isShort),
    durationMs: Math.round(deps.clock.elapsed() - begin),
    totals,
    notices: said,
    reachability,
  };
}

function verdictOf(totals: Totals, { deps, blocked }: Session, isShort: boolean): RunVerdict {
  if (deps.signal.aborted) return "interrupted";
  if (totals.failed > 0 || isShort) return "failed";
  if (blocked || totals.broken > 0 || totals.passed === 0) return "inconclusive";
  return "passed";
}

const interrupted: Text = { zh: "运行被中断。", en: "The run was interrupted." };
const bailed: Text = {
  zh: "已有用例失败，按 --bail 不再继续。",
  en: "A case has failed, and with --bail no other one begins.",
};
const unreachable: Text = {
  zh: "连不上目标，用例无法执行。请检查地址和服务是否启动（--wait 可以等待）。",
  en: "The target cannot be reached, so cases cannot be carried out. Check the address and whether the service runs (--wait waits for it).",
};
const tooFewCodes: Text = {
  zh: "商家只展示了 {reached} 个文档中的错误码，--min-codes 要求 {wanted} 个。请在 merchant.provoke 中补充引出它们的办法。",
  en: "The merchant showed {reached} of the documented error codes; --min-codes asks for {wanted}. Add to merchant.provoke how to bring the others about.",
};

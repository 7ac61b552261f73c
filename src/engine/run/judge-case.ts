import type { Case, CheckResult, Delivered, SequenceFinding } from "../../core/case.js";
import type { Finding, Severity } from "../../core/finding.js";
import type { Message, Text } from "../../core/text.js";
import { isUnreachable, ranks } from "../verdict.js";
import type { Conducted } from "./conduct.js";
import { sceneOf } from "./scene.js";
import type { Session } from "./session.js";

export type CaseJudgement = {
  readonly findings: readonly Finding[];
  /** Why the case says nothing; undefined when it was judged. */
  readonly silence: Message | undefined;
  /** The findings that hold only if the standard order is accepted now. */
  readonly controlled: readonly SequenceFinding[];
  /** Those that hold only if the delivery breaks the rule with other values too. */
  readonly doubted: readonly SequenceFinding[];
  /** Findings of single answers by exchange id, as far as they stand. */
  readonly byExchange: ReadonlyMap<string, readonly Finding[]>;
};

/** Everything wrong that a case has shown: single answers first, then its rules over several; one finding for each mistake. */
export function judgeCase(candidate: Case, conducted: Conducted, session: Session): CaseJudgement {
  const { book } = session.plan;
  const isInterrupted = conducted.stopped?.kind === "interrupted";
  const names = [...conducted.delivered.keys()];
  const expectations = [...candidate.expect, ...book.always.map((rule) => ({ ...rule, of: names }))];
  const results = expectations.map((expectation) => {
    const check = book.checks[expectation.rule];
    if (!check) throw new Error(`No check for the rule ${expectation.rule}.`);
    return check(sceneOf(candidate, expectation, conducted, session));
  });
  const sequence = results.flatMap((result) => (result.kind === "judged" ? result.findings : []));
  const kept = standing(sequence);
  const byExchange = new Map(
    conducted.exchanges.map((one) => [
      one.exchangeId,
      singleFindings(one, kept, { results, isInterrupted, isGone: session.isGone }),
    ]),
  );
  const single = [...byExchange.values()].flat();
  const all = [...single, ...kept.map((finding) => plain(finding, session.plan.judge.severities))].filter(isHeard);
  return {
    findings: oneEach(all),
    silence: silenceOf(results.slice(0, candidate.expect.length)),
    controlled: kept.filter(({ needsControl }) => needsControl),
    doubted: kept.filter(({ unless }) => unless !== undefined),
    byExchange,
  };
}

/** A sequence finding that another one replaces is the same mistake. */
function standing(findings: readonly SequenceFinding[]): readonly SequenceFinding[] {
  return findings.filter(
    (finding) =>
      !findings.some((other) => other !== finding && covers(other, finding.rule) && shareDelivery(other, finding)),
  );
}

function shareDelivery(one: SequenceFinding, other: SequenceFinding): boolean {
  return one.deliveries.some((name) => other.deliveries.includes(name));
}

function covers({ replaces = [] }: Pick<SequenceFinding, "replaces">, rule: string): boolean {
  return replaces.some((pattern) => (pattern.endsWith("/") ? rule.startsWith(pattern) : rule === pattern));
}

function singleFindings(
  delivered: Delivered,
  sequence: readonly SequenceFinding[],
  {
    results,
    isInterrupted,
    isGone,
  }: { readonly results: readonly CheckResult[]; readonly isInterrupted: boolean; readonly isGone: boolean },
): readonly Finding[] {
  const excuses = results.flatMap((result) => (result.kind === "judged" ? (result.excuses ?? []) : []));
  const own = delivered.findings.filter(
    ({ rule, severity }) =>
      !sequence.some(
        (other) =>
          other.deliveries.includes(delivered.name) &&
          covers(other, rule) &&
          (other.isCause || isAsGrave(other, severity)),
      ) && !excuses.some(({ deliveries, rules }) => deliveries.includes(delivered.name) && rules.includes(rule)),
  );
  // Whether the target is still there was not found out any more.
  return isInterrupted ? own : [...own, ...refusedConnection(delivered, isGone)];
}

/** A warning over several messages does not hide an error of one. */
function isAsGrave({ severity }: Finding, other: Severity): boolean {
  return ranks[severity] <= ranks[other] || other !== "error";
}

/** Elsewhere a refused connection means that there is nobody to judge; here the target is known to be alive. */
function refusedConnection({ exchange }: Delivered, isGone: boolean): readonly Finding[] {
  const { failure, sabotaged } = exchange;
  if (!failure || sabotaged || !isUnreachable(failure)) return [];
  return [
    {
      rule: "transport/connection",
      severity: "error",
      part: "transport",
      pointer: "",
      expected: null,
      actual: `${failure.kind}: ${failure.detail}`,
      message: { text: isGone ? refusedForGood : refused, args: { detail: failure.detail } },
      doc: { page: "spi", field: "response" },
    },
  ];
}

const refused: Text = {
  zh: "目标拒绝了这次连接（{detail}），而之前和之后的连接都正常。请检查连接数上限和进程是否重启。",
  en: "The target refused this connection ({detail}), while others before and after it came through. Look for a limit of connections, or a process that restarts.",
};
const refusedForGood: Text = {
  zh: "目标拒绝了这次连接（{detail}），之前的连接都正常，之后再也连不上。请检查进程是否因前一个请求退出。",
  en: "The target refused this connection ({detail}); those before it came through, and none did after it. Look whether the request before it ended the process.",
};

/** Without what only the engine reads; with the severity of the settings. */
function plain(
  finding: SequenceFinding,
  severities: Readonly<Record<string, Severity | "off">> = {},
): Finding | undefined {
  const severity = Object.hasOwn(severities, finding.rule) ? severities[finding.rule] : finding.severity;
  return severity === undefined || severity === "off" ? undefined : { ...oneOf(finding), severity };
}

function oneOf({
  deliveries: _d,
  replaces: _r,
  isCause: _c,
  needsControl: _n,
  unless: _u,
  ...finding
}: SequenceFinding): Finding {
  return finding;
}

function isHeard(finding: Finding | undefined): finding is Finding {
  return finding !== undefined;
}

/** The gravest of those that say the same of the same place. */
function oneEach(findings: readonly Finding[]): readonly Finding[] {
  const kept = new Map<string, Finding>();
  for (const finding of findings) {
    const identity = `${finding.rule} ${finding.pointer}`;
    const earlier = kept.get(identity);
    if (!earlier || ranks[finding.severity] < ranks[earlier.severity]) kept.set(identity, finding);
  }
  return [...kept.values()].sort((a, b) => ranks[a.severity] - ranks[b.severity]);
}

/** A case whose rules could none of them be judged has shown nothing. */
function silenceOf(results: readonly CheckResult[]): Message | undefined {
  const [first] = results;
  if (results.some((result) => result.kind === "judged")) return undefined;
  return first?.kind === "cannot-tell" ? first.reason : undefined;
}

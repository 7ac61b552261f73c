import type { Case } from "../../core/case.js";
import type { CaseResult } from "../../core/event.js";
import type { Finding } from "../../core/finding.js";
import type { Message } from "../../core/text.js";
import { mayWarn } from "../../mocks/merchant/design.js";
import { examine, type Laboratory } from "./examine.js";
import type { Subject } from "./subject.js";

/** A finding, and the case that made it. */
export type Sighting = { readonly caseId: string; readonly finding: Finding };

/** What the suites said of a lawful design: nothing above a note is right, but for warnings of its oddities. */
export type DesignOutcome = {
  readonly kind: "design";
  readonly name: string;
  readonly passed: number;
  readonly skipped: number;
  readonly notes: number;
  readonly alarms: readonly Sighting[];
  /** Why not every case could say something, where that is so; as wrong as an alarm. */
  readonly obstacles: readonly Message[];
};

/** What each suite that can see a fault said of it. */
export type FaultOutcome = {
  readonly kind: "fault";
  readonly name: string;
  readonly suites: readonly { readonly suite: string; readonly kill: Sighting | undefined }[];
  /** Other rules that spoke where nothing killed it. */
  readonly others: readonly string[];
};

export type Outcome = DesignOutcome | FaultOutcome;

/** Holds the suites against one subject; undefined when it was interrupted. */
export async function outcomeOf(
  subject: Subject,
  cases: readonly Case[],
  laboratory: Laboratory,
): Promise<Outcome | undefined> {
  const outcome =
    subject.kind === "design"
      ? await designOutcome(subject, cases, laboratory)
      : await faultOutcome(subject, cases, laboratory);
  return laboratory.signal.aborted ? undefined : outcome;
}

/** Whether the tool was right about it. */
export function isRight(outcome: Outcome): boolean {
  return outcome.kind === "design"
    ? outcome.alarms.length === 0 && outcome.obstacles.length === 0
    : outcome.suites.some(({ kill }) => kill !== undefined);
}

async function designOutcome(subject: Subject, cases: readonly Case[], laboratory: Laboratory): Promise<DesignOutcome> {
  const { results, verdict, notices } = await examine(subject, cases, laboratory);
  const { isScarce } = subject.design;
  const isAlarm = ({ finding }: Sighting): boolean =>
    isLoud(finding) && !(finding.severity === "warning" && mayWarn(subject.design, finding.rule));
  const isExpected = verdict === "passed" || (isScarce && verdict === "inconclusive");
  const sightings = results.flatMap(sightingsIn);
  const count = (wanted: CaseResult["verdict"]): number => results.filter((one) => one.verdict === wanted).length;
  return {
    kind: "design",
    name: subject.name,
    passed: count("passed"),
    skipped: count("skipped"),
    notes: sightings.filter((sighting) => !isAlarm(sighting)).length,
    alarms: sightings.filter(isAlarm),
    obstacles: isExpected ? [] : notices,
  };
}

/** A suite is left at its first case that kills the fault. */
async function faultOutcome(
  subject: Extract<Subject, { kind: "fault" }>,
  cases: readonly Case[],
  laboratory: Laboratory,
): Promise<FaultOutcome> {
  const { rules, suites } = subject.fault.expected;
  const outcomes: FaultOutcome["suites"][number][] = [];
  const others = new Set<string>();
  for (const suite of suites) {
    let kill: Sighting | undefined;
    const { results } = await examine(
      subject,
      cases.filter((candidate) => candidate.suite === suite),
      laboratory,
      (result) => {
        kill ??= sightingsIn(result).find(({ finding }) => isLoud(finding) && isNamedBy(rules, finding));
        return kill !== undefined;
      },
    );
    for (const { finding } of results.flatMap(sightingsIn)) if (isLoud(finding)) others.add(finding.rule);
    outcomes.push({ suite, kill });
  }
  return { kind: "fault", name: subject.name, suites: outcomes, others: [...others] };
}

function sightingsIn({ id, findings }: CaseResult): readonly Sighting[] {
  return findings.map((finding) => ({ caseId: id, finding }));
}

function isLoud({ severity }: Finding): boolean {
  return severity !== "info";
}

/** A name that ends in a slash stands for every rule below it. */
function isNamedBy(rules: readonly string[], { rule }: Finding): boolean {
  return rules.some((name) => (name.endsWith("/") ? rule.startsWith(name) : rule === name));
}

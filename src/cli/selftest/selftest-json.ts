import type { JsonObject } from "../../core/json.js";
import { renderFinding } from "../../core/render-finding.js";
import { type Lang, sayMessage } from "../../core/text.js";
import type { SelftestRun } from "./run-selftest.js";
import { type DesignSummary, type FaultSummary, killerOf, summarise } from "./summary.js";
import type { Sighting } from "./verdicts.js";

type Head = { readonly seeds: readonly number[]; readonly durationMs: number; readonly lang: Lang };

/** The object of `selftest --json`. */
export function selftestJson({ tallies, isInterrupted }: SelftestRun, { seeds, durationMs, lang }: Head): JsonObject {
  const { designs, faults, killed, falseAlarms } = summarise(tallies);
  const isClean = falseAlarms === 0 && killed === faults.length;
  return {
    version: 1,
    command: "selftest",
    verdict: isInterrupted ? "interrupted" : isClean ? "passed" : "failed",
    seeds,
    durationMs,
    totals: {
      designs: designs.length,
      falseAlarms,
      faults: faults.length,
      killed,
      survived: faults.length - killed,
    },
    designs: designs.map((design) => designJson(design, lang)),
    faults: faults.map((fault) => faultJson(fault, lang)),
  };
}

function designJson({ tally, passed, skipped, notes, alarms, obstacles }: DesignSummary, lang: Lang): JsonObject {
  return {
    name: tally.subject.name,
    verdict: alarms.length + obstacles.length === 0 ? "clean" : "false-alarm",
    passed,
    skipped,
    notes,
    alarms: alarms.map((alarm) => sightingJson(alarm, lang)),
    obstacles: obstacles.map((obstacle) => sayMessage(lang, obstacle)),
  };
}

function faultJson(fault: FaultSummary, lang: Lang): JsonObject {
  const { subject } = fault.tally;
  const expected = subject.kind === "fault" ? subject.fault.expected.rules : [];
  return {
    id: subject.name,
    verdict: fault.isKilled ? "killed" : "survived",
    design: subject.design.name,
    expected,
    rule: killerOf(fault)?.rule ?? null,
    suites: Object.fromEntries(
      [...fault.kills].map(([suite, kill]) => [suite, kill ? sightingJson(kill, lang) : null] as const),
    ),
    others: fault.others,
  };
}

function sightingJson({ caseId, finding }: Sighting, lang: Lang): JsonObject {
  return { case: caseId, finding: renderFinding(finding, lang) };
}

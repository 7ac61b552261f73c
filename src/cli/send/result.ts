import type { Finding } from "../../core/finding.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { utcText } from "../../core/moment.js";
import type { WireRequest } from "../../core/ports.js";
import { renderFinding } from "../../core/render-finding.js";
import { type Lang, sayMessage } from "../../core/text.js";
import type { Generated } from "../../engine/generate.js";
import { platformUnsent } from "../../engine/platform.js";
import type { Series } from "../../engine/series.js";
import type { Verdict } from "../../engine/verdict.js";
import { attemptJson, platformJson, requestJson } from "../attempt-json.js";

/** What became of one `send`. */
export type SendResult = {
  readonly callback: string;
  readonly generated: Generated;
  readonly insecure: boolean;
  readonly verdict: Verdict;
  /** Findings of the attempts and of the group, each once. */
  readonly findings: readonly Finding[];
  readonly series: Series;
};

/** The object that `send --json` prints and `--save` keeps. */
export function resultJson(
  { callback, generated, insecure, verdict, findings, series }: SendResult,
  lang: Lang,
): JsonObject {
  return {
    ...head(callback, generated),
    verdict,
    ...(isInterrupted(series) ? { interrupted: true } : {}),
    ...(insecure ? { insecure } : {}),
    attempts: series.attempts.map(({ n, copy, stream, judged }) => ({
      ...attemptJson(n, judged, lang),
      copy,
      stream: stream + 1,
    })),
    findings: findings.map((finding) => renderFinding(finding, lang)),
    ending: { state: series.ending.state, words: series.ending.words.map((message) => sayMessage(lang, message)) },
    ...(series.releaseSpreadMs === undefined ? {} : { releaseSpreadMs: series.releaseSpreadMs }),
  };
}

/** Not everything that was asked for was done; what was done stands. */
export function isInterrupted({ endings }: Series): boolean {
  return endings.some(({ state }) => state === "interrupted");
}

/** The same object for a request that was not sent. */
export function dryRunJson(
  callback: string,
  generated: Generated,
  request: WireRequest,
  now: number,
  lang: Lang,
): JsonObject {
  const attempt = {
    n: 1,
    startedAt: utcText(now),
    durationMs: 0,
    request: requestJson(request),
    response: null,
    failure: null,
    platform: platformJson(platformUnsent(), lang),
    findings: [],
  };
  return { ...head(callback, generated), verdict: "pass", dryRun: true, attempts: [attempt], findings: [] };
}

function head(callback: string, { seed, variant }: Generated): { readonly [key: string]: JsonValue } {
  return { version: 1, command: "send", callback, seed, variant };
}

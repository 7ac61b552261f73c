import type { CallbackDefinition, RetryReading } from "../core/callback.js";
import type { Exchange, JudgedExchange } from "../core/exchange.js";
import type { DocReference, Finding, Severity } from "../core/finding.js";
import { isObject, type JsonObject } from "../core/json.js";
import type { AnswerContext, AnswerRule, Breach, Report, RuleBase } from "../core/rule.js";
import { forgeryRules } from "./forgery-rules.js";
import { type Broken, brokenBy, platformAfterBroken } from "./platform.js";
import { docField } from "./schema/field-name.js";
import { judgeEnvelope } from "./schema/judge-envelope.js";
import { judgeSchema, type SchemaOutcome } from "./schema/judge-schema.js";
import { scopeOf } from "./scope.js";
import { settleFindings } from "./settle-findings.js";
import { answeredOk } from "./transport/answered.js";
import { transportRules } from "./transport-rules.js";

export type JudgeSettings = {
  /** How Douyin's retry rule is read. */
  readonly reading: RetryReading;
  /** Severities from the config, by rule id; `off` silences a rule. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
};

/** Everything wrong with one exchange, and what Douyin would do next. Pure; never throws, whatever the answer. */
export function judge(definition: CallbackDefinition, exchange: Exchange, settings: JudgeSettings): JudgedExchange {
  const findings: Finding[] = [];
  checkAll(transportRules, exchange, findings);
  if (scopeOf(exchange) === "forged") checkAll(forgeryRules, exchange, findings);
  const json = answeredOk(exchange)?.json;
  const outcome = isObject(json) ? judgeBody(definition, exchange, json, findings) : undefined;
  const broken = brokenBy(exchange, outcome?.unreadable);
  return {
    exchange,
    findings: settleFindings(findings, settings.severities),
    platform:
      broken || !outcome?.context
        ? platformAfterBroken(broken ?? unreadable, exchange)
        : definition.platform(outcome.context, settings.reading),
  };
}

/** Adds what each rule finds. One closure serves them all, since this runs for every answer of a load. */
function checkAll<Subject>(rules: readonly Checking<Subject>[], subject: Subject, findings: Finding[]): void {
  let current: RuleBase | undefined;
  const report = (breach: Breach): void => {
    if (current) findings.push(findingOf(current, breach));
  };
  for (const rule of rules) {
    current = rule;
    rule.check(subject, report);
  }
}

type Checking<Subject> = RuleBase & { check(subject: Subject, report: Report): void };

const unreadable: Broken = { rule: "schema/type", why: "type" };

type BodyOutcome = Pick<SchemaOutcome, "unreadable"> & {
  /** What the rules saw; undefined when the answer has no `data` object. */
  readonly context: AnswerContext | undefined;
};

function judgeBody(
  definition: CallbackDefinition,
  exchange: Exchange,
  json: JsonObject,
  findings: Finding[],
): BodyOutcome {
  const isWhole = isJudgedWhole(exchange, json);
  const judgeForm = isWhole ? judgeSchema : judgeEnvelope;
  const outcome = judgeForm(json, definition.response, (rule, breach) =>
    findings.push(findingOf(rule, { doc: fieldOf(definition, breach.pointer), ...breach })),
  );
  const data = outcome.body.data;
  const context = isObject(data) ? { exchange, payload: exchange.payload ?? {}, data } : undefined;
  if (context) {
    const mayJudge = (rule: AnswerRule): boolean =>
      (isWhole || rule.isForAnyRequest === true) && isAccepted(rule.needs, outcome.refused);
    const isClean = isWhole && outcome.refused.length === 0;
    checkAll(isClean ? definition.rules : definition.rules.filter(mayJudge), context, findings);
  }
  return { context, unreadable: outcome.unreadable };
}

/** An answer to a forged or malformed request may be bare, and so may a refusal where only one signature was sent. */
function isJudgedWhole(exchange: Exchange, json: JsonObject): boolean {
  const scope = scopeOf(exchange);
  if (scope !== "half-signed") return scope === "full";
  return isObject(json.data) && json.data.error_code === 0;
}

/** Whether the schema accepted each needed place and everything above it. */
function isAccepted(needs: readonly string[], refused: readonly string[]): boolean {
  return !needs.some((need) => refused.some((place) => `/data${need}/`.startsWith(`${place}/`)));
}

function fieldOf(definition: CallbackDefinition, pointer: string): DocReference {
  return { page: definition.id, field: docField(pointer) };
}

function findingOf(rule: RuleBase, breach: Breach): Finding {
  return {
    rule: rule.id,
    severity: breach.severity ?? rule.severity,
    part: rule.part,
    pointer: breach.pointer,
    expected: breach.expected,
    actual: breach.actual,
    message: breach.message,
    doc: breach.doc ?? rule.doc,
  };
}

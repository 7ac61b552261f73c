import type { CallbackDefinition } from "../../core/callback.js";
import type { JudgedExchange } from "../../core/exchange.js";
import type { Finding } from "../../core/finding.js";
import { renderFinding } from "../../core/render-finding.js";
import { judgeSeries } from "../../engine/idempotency.js";
import { judge } from "../../engine/judge.js";
import { mergeFindings } from "../../engine/settle-findings.js";
import { isGivenUp, type Verdict, verdictOf } from "../../engine/verdict.js";
import { platformJson } from "../attempt-json.js";
import { calledCallback } from "../choose-callback.js";
import type { Call, CommandModule, Context } from "../command.js";
import { showFinding, showPlatform } from "../exchange-view.js";
import type { ExitCode } from "../exit.js";
import { choiceFlag } from "../number-flag.js";
import { answerInput } from "../validate/answer-input.js";
import { readRequestFile } from "../validate/request-file.js";
import { readSaved } from "../validate/saved-exchange.js";
import { interruptedLine, verdictLine } from "../verdict-line.js";

const command: CommandModule = {
  configure(command, { t, registry }) {
    command
      .argument("<callback>", registry.ids.join(" | "))
      .argument(
        "[file]",
        t({
          zh: "应答的响应体，或 send --save 保存的整次收发；- 为标准输入",
          en: "the body of an answer, or a whole exchange from send --save; - for stdin",
        }),
      )
      .option(
        "--request <file>",
        t({ zh: "当时发送的请求体，用于交叉核对", en: "the payload that was sent: adds the cross checks" }),
      )
      .option(
        "--fail-on <severity>",
        t({ zh: "error 或 warning，达到即失败", en: "error or warning: what makes it fail" }),
      );
  },
  async run(call, context) {
    const definition = await calledCallback(call, context.registry);
    const failOn = choiceFlag(call.options, "failOn", "--fail-on", ["error", "warning"]) ?? "error";
    const { judged, findings } = await judgeInput(definition, call, context);
    const verdict = verdictOf(judged, findings, failOn);
    const last = judged.at(-1);
    if (!last) throw new Error("readSaved gives at least one exchange.");
    if (call.options.json === true) await context.printJson(asJson(definition, verdict, last, findings, context));
    else await context.print(asText(verdict, last, findings, context));
    return exitCodes[verdict];
  },
};

export default command;

const exitCodes: Readonly<Record<Verdict, ExitCode>> = { pass: 0, fail: 1, error: 3 };

type Judged = { readonly judged: readonly JudgedExchange[]; readonly findings: readonly Finding[] };

async function judgeInput(definition: CallbackDefinition, call: Call, context: Context): Promise<Judged> {
  const { settings } = await context.settings();
  const { merchant, timeoutMs, reading, severities } = settings;
  const { request } = call.options;
  const payload = typeof request === "string" ? await readRequestFile(request, definition.id, context) : undefined;
  const bytes = await answerInput(call.args[1], context);
  const { attempts, isConcurrent } = readSaved(bytes, definition, { merchant, timeoutMs, payload });
  const judged = attempts.map(({ copy, exchange }) => ({
    copy,
    judged: judge(definition, exchange, { reading, severities }),
  }));
  const own = judged.flatMap((attempt) => attempt.judged.findings);
  const group = judged.length > 1 ? judgeSeries(definition, judged, { isConcurrent }) : [];
  return {
    judged: judged.map((attempt) => attempt.judged),
    findings: mergeFindings([...own, ...group], severities),
  };
}

function asJson(
  { id }: CallbackDefinition,
  verdict: Verdict,
  { platform }: JudgedExchange,
  findings: readonly Finding[],
  { lang }: Context,
) {
  return {
    version: 1,
    command: "validate",
    callback: id,
    verdict,
    platform: platformJson(platform, lang),
    findings: findings.map((finding) => renderFinding(finding, lang)),
  };
}

function asText(verdict: Verdict, last: JudgedExchange, findings: readonly Finding[], context: Context): string {
  const shown = findings.map((finding) => showFinding(finding, context));
  return `${[...shown, showPlatform(last, context), lineOf(verdict, last, findings, context)].join("\n\n")}\n`;
}

function lineOf(verdict: Verdict, last: JudgedExchange, findings: readonly Finding[], context: Context): string {
  const { failure } = last.exchange;
  const isUnanswered = verdict === "error" && failure !== undefined && isGivenUp(failure);
  return isUnanswered ? interruptedLine([last], findings, context) : verdictLine(verdict, findings, context);
}

import type { RunEvent } from "../../core/event.js";
import { type RunDeps, runCases } from "../../engine/run.js";
import { interruptibleTransport } from "../../node/interruptible-transport.js";
import { httpTransport } from "../../node/transport.js";
import type { Call, Context } from "../command.js";
import { type ExitCode, worstExit } from "../exit.js";
import { parseReporters, type ReportRequest } from "../report-requests.js";
import { openReports } from "../report-sinks.js";
import { openBaseline } from "./baseline.js";
import { chosenCases } from "./chosen-cases.js";
import { readTestOptions, type TestOptions, valuesOf } from "./flags.js";
import { makePlan } from "./plan.js";
import { openTarget, type TestTarget } from "./target.js";
import { waitForTarget } from "./wait.js";

/** Runs the chosen cases against the merchant and reports. Nothing is sent before every flag and file has been read. */
export async function runTest(call: Call, context: Context): Promise<ExitCode> {
  const options = await readTestOptions(call, context);
  const requests = await reportRequests(call, context);
  const cases = await chosenCases(call, context);
  const baseline = await openBaseline(call, context);
  const target = await openTarget(call, options, context);
  try {
    const plan = await makePlan({ call, options, cases, target, baseline }, context);
    const sinks = await openReports(requests, context, {
      rules: [...plan.rules.values()],
      isVerbose: call.options.verbose === true,
      isQuiet: call.options.quiet === true,
    });
    const codes: ExitCode[] = [];
    try {
      for await (const event of eventsOf(plan, target, options, context)) {
        baseline?.note(event);
        if (event.type === "run-finished") codes.push(...exitsOf(event));
        await sinks.emit(event);
      }
    } finally {
      codes.push(await sinks.close());
    }
    baseline?.close();
    return worstExit(codes);
  } finally {
    await target.close();
  }
}

async function* eventsOf(
  plan: Parameters<typeof runCases>[0],
  { platform }: TestTarget,
  { waitMs }: TestOptions,
  context: Context,
): AsyncGenerator<RunEvent> {
  const { clock, signal } = context;
  const transport = interruptibleTransport(httpTransport(), signal);
  const deps: RunDeps = { clock, transport, signal, ...(platform ? { platform } : {}) };
  try {
    if (waitMs > 0) await waitForTarget(plan, deps, waitMs, context);
    yield* runCases(plan, deps);
  } finally {
    await transport.close();
  }
}

/** `--reporter`, or else the config's `reporters`; `--json` is the report of that name on stdout. */
async function reportRequests({ options }: Call, { settings, cwd }: Context): Promise<readonly ReportRequest[]> {
  const given = valuesOf(options, "reporter");
  const configured = given.length > 0 ? given : (await settings()).settings.reporters;
  if (options.json !== true) return parseReporters(configured, cwd);
  const others = configured.filter((value) => value !== "json" && (given.length > 0 || value.includes("=")));
  return parseReporters([...others, "json"], cwd);
}

/** Broken cases are those that the target was not there for. */
function exitsOf({ verdict, totals }: Extract<RunEvent, { type: "run-finished" }>): readonly ExitCode[] {
  return [...(totals.broken > 0 ? [3 as const] : []), verdictExits[verdict]];
}

const verdictExits = { passed: 0, failed: 1, inconclusive: 5, interrupted: 130 } as const;

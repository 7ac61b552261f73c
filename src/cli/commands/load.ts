import type { CallbackDefinition } from "../../core/callback.js";
import type { LoadJob } from "../../load/job.js";
import type { Call, CommandModule, Context } from "../command.js";
import { readTargetOptions } from "../delivery-flags.js";
import type { ExitCode } from "../exit.js";
import { holdNotes } from "../hold-notes.js";
import { firstPayloads } from "../load/first-payloads.js";
import { addLoadFlags, type LoadOptions, readLoadOptions } from "../load/flags.js";
import { refuseFraming } from "../load/refuse-framing.js";
import { chooseMain, mix, openLoadTarget, planLoadTarget } from "../load/target.js";
import { readPayloadOptions } from "../payload-flags.js";
import { checkWritable, saveFile } from "../save-file.js";

const command: CommandModule = {
  configure(command, setup) {
    command.argument("<callback>", [...setup.registry.ids, mix].join(" | "));
    addLoadFlags(command, setup);
  },
  async run(call, context) {
    const chosen = await chooseMain(call.args[0], context.registry);
    const options = readLoadOptions(call, call.args[0] === mix);
    if (options.html !== undefined) checkWritable(options.html, context.cwd);
    const held = holdNotes(context);
    const job = await plannedJob(chosen.definition, options, call, held.context);
    const followers = options.shares.cancels > 0 ? chosen.followers : [];
    const planned = await planLoadTarget(call, { ...chosen, followers }, held.context);
    const { first, isOneOrder } = await firstPayloads(planned, job.payload);
    held.release();
    for (const note of first.notes) context.note(note);
    if (isOneOrder && job.workers > 1) context.note(oneWorker, { workers: job.workers });
    const workers = isOneOrder ? 1 : job.workers;
    const target = await openLoadTarget(planned, context);
    try {
      const { main, followers, credentials } = target;
      const { clientKey, clientSecret } = credentials;
      return await carryOut({ ...job, workers, main, followers, clientKey, clientSecret }, options, call, context);
    } finally {
      await target.close();
    }
  },
};

export default command;

const oneWorker = {
  zh: "每个请求都是同一笔订单，只有一个工作线程看得到它的全部应答：使用 1 个，而不是 {workers} 个。",
  en: "Every request is the same order, and only one worker sees all answers to it: there is 1, not {workers}.",
};

type PlannedJob = Omit<LoadJob, "main" | "followers" | "clientKey" | "clientSecret">;

async function plannedJob(
  definition: CallbackDefinition,
  { pace, shares, connections, workers, headers }: LoadOptions,
  call: Call,
  context: Context,
): Promise<PlannedJob> {
  const { settings } = await context.settings();
  const target = await readTargetOptions(call, context);
  refuseFraming(target.headers);
  const given = new Set(target.headers.map(([name]) => name.toLowerCase()));
  return {
    payload: await readPayloadOptions(definition, call, context),
    shares,
    pace,
    connections,
    workers,
    timeoutMs: target.timeoutMs,
    headers: [...headers.filter(([name]) => !given.has(name.toLowerCase())), ...target.headers],
    insecure: target.insecure,
    reading: settings.reading,
    severities: settings.severities,
  };
}

async function carryOut(job: LoadJob, options: LoadOptions, call: Call, context: Context): Promise<ExitCode> {
  const [
    { runLoad },
    { createProgress },
    { progressJson, secondRow, summaryJson },
    { exitOf, thresholdsOf, verdictOf },
  ] = await Promise.all([
    import("../../load/run.js"),
    import("../load/progress.js"),
    import("../load/summary.js"),
    import("../load/verdict.js"),
  ]);
  const isJson = call.options.json === true;
  const progress = createProgress(context);
  const seconds: ReturnType<typeof secondRow>[] = [];
  let printed: Promise<void> = Promise.resolve();
  const result = await runLoad(job, {
    signal: context.signal,
    onSecond(second) {
      const row = secondRow(seconds.length + 1, second);
      seconds.push(row);
      progress.show(row);
      if (isJson) printed = printed.then(() => context.printJson(progressJson(row)));
    },
  }).finally(() => progress.clear());
  await printed;
  const thresholds = thresholdsOf(result, options.limits);
  const verdict = verdictOf(result, options);
  const callback = call.args[0] === mix ? mix : job.main.callback;
  const report = { callback, job, result, seconds, verdict, thresholds };
  if (options.html !== undefined) {
    const { loadHtml } = await import("../load/html.js");
    saveFile(options.html, loadHtml(report, context), context.cwd);
  }
  if (isJson) await context.printJson(summaryJson(report, context.lang));
  else await context.print(`${(await import("../load/show-report.js")).showReport(report, context)}\n`);
  return exitOf[verdict];
}

import { chinaDate } from "../../core/calendar.js";
import type { CallbackDefinition } from "../../core/callback.js";
import { AppError } from "../../core/problem.js";
import { freshSeed } from "../../node/random.js";
import { type Draft, generated, type Maker } from "../builder/draft.js";
import { type FlowDeps, type Plan, planFor, stepsOf } from "../builder/flow.js";
import { type Ending, review, saveDraft } from "../builder/review.js";
import { sendWords } from "../builder/send-words.js";
import { calledCallback } from "../choose-callback.js";
import type { Call, CommandModule, Context } from "../command.js";
import { resolveCredentials } from "../credentials.js";
import { addTargetFlags } from "../delivery-flags.js";
import type { ExitCode } from "../exit.js";
import { keyOf } from "../journal/journal-entries.js";
import { addPayloadFlags } from "../payload-flags.js";
import { runCommand } from "../run-command.js";
import { shellLine } from "../shell-words.js";

const command: CommandModule = {
  configure(command, setup) {
    const { t, registry } = setup;
    command.argument("[callback]", registry.ids.join(" | "));
    addTargetFlags(addPayloadFlags(command, setup), setup).option(
      "--no-journal",
      t({ zh: "不写收发日志", en: "write no journal" }),
    );
  },
  async run(call, context) {
    const named = call.args[0] === undefined ? undefined : await calledCallback(call, context.registry);
    if (!canAsk(context)) throw noTerminal(named, context);
    const start = withFixedStart(call, context);
    const prompter = await context.prompter();
    const deps: FlowDeps = { prompter, context, call: start, clientSecret: await secretOf(start, context) };
    const { plan, ending } = await ask(named, deps);
    return finish(plan, ending, deps);
  },
};

export default command;

/** Questions are drawn on a terminal that can move its cursor. */
function canAsk({ isInputTty, isErrorTty, env }: Context): boolean {
  return isInputTty && isErrorTty && env.TERM !== "dumb";
}

/** Seed and day are fixed at the start, so that the payload stays the same while it is asked about. */
function withFixedStart(call: Call, { clock }: Context): Call {
  const { seed = String(freshSeed()), now = `${chinaDate(clock.now())}T00:00` } = call.options;
  return { ...call, options: { ...call.options, seed, now } };
}

/** Sending says where the secret comes from; asking needs no such note. */
async function secretOf({ options }: Call, context: Context): Promise<string> {
  const silent = { ...context, note: () => undefined };
  const { clientSecret } = await resolveCredentials(options, silent, { isLoopback: true, needsKey: false });
  return clientSecret;
}

type Ready = Plan & { readonly draft: Draft; readonly make: Maker };

/** Goes through the questions, back and forth, to the end. */
async function ask(
  named: CallbackDefinition | undefined,
  deps: FlowDeps,
): Promise<{ readonly plan: Ready; readonly ending: Ending }> {
  let plan: Plan = named
    ? await planFor(named, deps)
    : { definition: undefined, draft: undefined, make: undefined, earlier: undefined };
  let place = 0;
  for (;;) {
    const steps = await stepsOf(plan, deps);
    const step = steps[place];
    if (step) {
      const reply = await step(plan, place > 0);
      if (reply.kind === "value") plan = reply.value;
      place += reply.kind === "value" ? 1 : -1;
      continue;
    }
    const { draft, make } = plan;
    if (!draft || !make) throw new Error("The questions ended without a payload.");
    const reply = await review(draft, place > 0, { prompter: deps.prompter, make, context: deps.context });
    if (reply.kind === "value") return { plan: { ...plan, draft: reply.value.draft, make }, ending: reply.value };
    place -= 1;
  }
}

async function finish({ draft, make }: Ready, ending: Ending, { call, context }: FlowDeps): Promise<ExitCode> {
  const { options } = call;
  const origin = { seed: String(options.seed), now: String(options.now), ...(await earlierOf(draft, context)) };
  const commandOf = (words: readonly string[]): string => shellLine(["douyin-hotel", "send", ...words]);
  if (ending.kind === "save") {
    saveDraft(ending, make, context);
    const again = { definition: draft.definition, options: { ...draft.options, ...unchanged }, answers: [] };
    const { seed, now } = origin;
    const words = sendWords(again, { seed, now }, { ...options, fixture: ending.file }, make);
    context.note(saved, { file: ending.file, command: commandOf(words) });
    return 0;
  }
  const words = sendWords(draft, origin, options, make);
  if (ending.kind === "send") {
    context.note(equivalent, { command: commandOf(words) });
    return runCommand("send", [...words, ...outputWords(options)], context);
  }
  if (options.json !== true) {
    await context.print(`${commandOf(words)}\n`);
    return 0;
  }
  const { seed, variant, body } = generated(draft, make);
  await context.printJson({
    version: 1,
    command: "build",
    callback: draft.definition.id,
    variant,
    seed,
    argv: ["send", ...words],
    line: commandOf(words),
    body,
  });
  return 0;
}

/** What a saved payload needs no more: its bytes say it all. */
const unchanged = { assignments: [], plain: false, allowUnknown: false, encoding: undefined } as const;

/** The id of the order that the payload is about, as `--for` takes it. */
async function earlierOf(
  { definition, options }: Draft,
  { registry }: Context,
): Promise<{ readonly earlier?: string }> {
  if (definition.refersTo === undefined || !options.earlier) return {};
  const id = keyOf(options.earlier.payload, await registry.load(definition.refersTo));
  return id === undefined ? {} : { earlier: id };
}

function outputWords(options: Readonly<Record<string, unknown>>): readonly string[] {
  return ["json", "quiet", "verbose"].flatMap((name) => (options[name] === true ? [`--${name}`] : []));
}

function noTerminal(named: CallbackDefinition | undefined, { registry }: Context): AppError {
  return new AppError({
    code: "build-needs-a-terminal",
    category: "usage",
    text: {
      zh: "build 要提问，需要一个终端。没有终端时请用 send {callback} 或 generate {callback}，加 --variant 名称 和 --set 路径=值。",
      en: "build asks questions, so it needs a terminal. Without one use send {callback} or generate {callback} with --variant NAME and --set PATH=VALUE.",
    },
    args: { callback: named?.id ?? registry.ids[0] ?? "" },
  });
}

const equivalent = { zh: "等价的命令：{command}", en: "The same command: {command}" };

const saved = {
  zh: "已保存到 {file}。再次发送：{command}",
  en: "Saved to {file}. To send it again: {command}",
};

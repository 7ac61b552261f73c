import type { CallbackDefinition } from "../../core/callback.js";
import type { Text } from "../../core/text.js";
import { type PayloadOptions, payloadMaker } from "../../engine/generate.js";
import type { Call, Context } from "../command.js";
import { type KnownOrder, knownOrders } from "../earlier-order.js";
import { readPayloadOptions } from "../payload-flags.js";
import type { Draft, Maker } from "./draft.js";
import { askField } from "./field-question.js";
import { previewOf } from "./preview.js";
import type { Prompter, Reply } from "./prompts.js";

/** The builder's answers so far. */
export type Plan = {
  readonly definition: CallbackDefinition | undefined;
  readonly draft: Draft | undefined;
  readonly make: Maker | undefined;
  /** The id of the earlier order that was picked; `null` = none of them. */
  readonly earlier: string | null | undefined;
};

export type FlowDeps = {
  readonly prompter: Prompter;
  readonly context: Context;
  readonly call: Call;
  readonly clientSecret: string;
};

export type Step = (plan: Plan, canGoBack: boolean) => Promise<Reply<Plan>>;

/** The questions that follow from the answers so far, the first ones first. */
export async function stepsOf(plan: Plan, deps: FlowDeps): Promise<readonly Step[]> {
  const { call } = deps;
  const { definition, draft } = plan;
  const steps: Step[] = call.args[0] === undefined ? [(_, canGoBack) => askCallback(canGoBack, deps)] : [];
  if (!definition || !draft) return steps;
  if (call.options.fixture !== undefined) return steps;
  if (call.options.variant === undefined) steps.push((now, canGoBack) => askVariant(now, canGoBack, deps));
  const variant = definition.variants.find(({ name }) => name === draft.options.variant);
  if (!variant || variant.isDocSample) return steps;
  const orders = await ordersFor(definition, deps);
  if (orders.length > 0) steps.push((now, canGoBack) => askEarlier(orders, now, canGoBack, deps));
  const paths = (variant.questions ?? requiredPaths(definition)).filter(
    (path) => draft.options.earlier === undefined || !definition.earlierIds?.includes(path),
  );
  const fields = paths.map(
    (path, index): Step =>
      (now, canGoBack) =>
        askOne(path, { at: index + 1, of: paths.length }, now, canGoBack, deps),
  );
  return [...steps, ...fields];
}

/** The plan once it is known which callback it is about. Throws `AppError` for wrong flags. */
export async function planFor(
  definition: CallbackDefinition,
  { call, context, clientSecret }: FlowDeps,
): Promise<Plan> {
  const options: PayloadOptions = await readPayloadOptions(definition, call, context);
  const variant = options.variant ?? definition.defaultVariant;
  return {
    definition,
    draft: { definition, options: { ...options, variant }, answers: [] },
    make: await payloadMaker(definition, { clientSecret }),
    earlier: undefined,
  };
}

async function askCallback(canGoBack: boolean, deps: FlowDeps): Promise<Reply<Plan>> {
  const { registry, t } = deps.context;
  const definitions = await Promise.all(registry.ids.map((id) => registry.load(id)));
  const reply = await deps.prompter.menu({
    title: t(texts.callback),
    help: [],
    canGoBack,
    choices: definitions.map((definition) => ({
      value: definition,
      name: definition.id,
      note: t(definition.title),
      help: [t(definition.summary)],
    })),
  });
  return reply.kind === "back" ? reply : { kind: "value", value: await planFor(reply.value, deps) };
}

async function askVariant(
  plan: Plan,
  canGoBack: boolean,
  { prompter, context: { t } }: FlowDeps,
): Promise<Reply<Plan>> {
  const { draft } = plan;
  if (!draft) return { kind: "back" };
  const { variants } = draft.definition;
  const reply = await prompter.menu({
    title: t(texts.variant),
    help: [],
    canGoBack,
    choices: variants.map(({ name, title, summary }) => ({
      value: name,
      name,
      note: t(title),
      help: [t(summary)],
    })),
    initial: variants.findIndex(({ name }) => name === draft.options.variant),
  });
  if (reply.kind === "back") return reply;
  if (reply.value === draft.options.variant) return { kind: "value", value: plan };
  const options = { ...draft.options, variant: reply.value };
  return { kind: "value", value: { ...plan, draft: { ...draft, options, answers: [] } } };
}

/** The orders that the journal knows, where the callback is about one and no flag names it. */
async function ordersFor(definition: CallbackDefinition, { call, context }: FlowDeps): Promise<readonly KnownOrder[]> {
  if (definition.refersTo === undefined || call.options.for !== undefined) return [];
  return knownOrders(definition, context);
}

async function askEarlier(
  orders: readonly KnownOrder[],
  plan: Plan,
  canGoBack: boolean,
  { prompter, context }: FlowDeps,
): Promise<Reply<Plan>> {
  const { draft } = plan;
  if (draft?.definition.refersTo === undefined) return { kind: "back" };
  const { t } = context;
  const maker = await context.registry.load(draft.definition.refersTo);
  const latest = orders.slice(-20).toReversed();
  const reply = await prompter.menu<KnownOrder | undefined>({
    title: t(texts.earlier),
    help: [],
    canGoBack,
    choices: [
      ...latest.map((known) => ({
        value: known,
        name: known.id,
        note: previewOf(maker, known.order.payload, t)
          .slice(0, 2)
          .map(({ value }) => value)
          .join(" – "),
        help: [t(texts.earlierHelp)],
      })),
      { value: undefined, name: t(texts.noEarlier), help: [t(texts.noEarlierHelp)] },
    ],
    initial: plan.earlier === null ? latest.length : latest.findIndex(({ id }) => id === plan.earlier),
    preview: (known) => ({ cautions: [], preview: known ? previewOf(maker, known.order.payload, t) : [] }),
  });
  if (reply.kind === "back") return reply;
  const options = { ...draft.options, earlier: reply.value?.order };
  return { kind: "value", value: { ...plan, draft: { ...draft, options }, earlier: reply.value?.id ?? null } };
}

async function askOne(
  path: string,
  step: { readonly at: number; readonly of: number },
  plan: Plan,
  canGoBack: boolean,
  { prompter, context: { t } }: FlowDeps,
): Promise<Reply<Plan>> {
  const { draft, make } = plan;
  if (!draft || !make) return { kind: "back" };
  const reply = await askField(draft, path, { canGoBack, step }, { prompter, make, t });
  return reply.kind === "back" ? reply : { kind: "value", value: { ...plan, draft: reply.value } };
}

/** A variant that names no questions is asked for what the document requires. */
function requiredPaths({ brief, earlierIds = [] }: CallbackDefinition): readonly string[] {
  return [...earlierIds, ...(brief ?? [])];
}

const texts = {
  callback: { zh: "要构造哪个回调？", en: "Which callback?" },
  variant: { zh: "哪一种？", en: "Which kind?" },
  earlier: { zh: "针对哪笔订单？", en: "About which order?" },
  earlierHelp: {
    zh: "本工具之前发过的订单：编号、日期和金额都取自它。",
    en: "An order that this tool sent earlier: ids, dates and amounts come from it.",
  },
  noEarlier: { zh: "另一笔", en: "another one" },
  noEarlierHelp: {
    zh: "下一步可以填写它的编号；不填就编造一笔。",
    en: "Its ids can be typed next; without them one is made up.",
  },
} satisfies Record<string, Text>;

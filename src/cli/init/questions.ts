import { AppError } from "../../core/problem.js";
import { sayMessage, type Text } from "../../core/text.js";
import type { Prompter } from "../builder/prompts.js";
import type { Context } from "../command.js";
import { parseEndpoint } from "../target.js";
import type { Plan } from "./config-text.js";
import { recipes } from "./recipes.js";

export type Wishes = Plan & { readonly ci: string };

/** Asks what the flags left open, with what is usual as the first answer. */
export async function askWishes(
  given: Partial<Wishes>,
  usual: Wishes,
  context: Context,
  prompter: Prompter,
): Promise<Wishes> {
  const endpoints = given.endpoints ?? (await askEndpoints(context, prompter));
  const mode = given.mode ?? (await askMode(context, prompter));
  const ci = given.ci ?? (await askCi(usual.ci, context, prompter));
  return { ...usual, ...given, endpoints, mode, ci };
}

async function askEndpoints(context: Context, prompter: Prompter): Promise<Plan["endpoints"]> {
  const { t, registry } = context;
  const found: Record<string, string> = {};
  for (const callback of registry.ids) {
    const reply = await prompter.line({
      title: t(texts.endpoint, { callback }),
      name: callback,
      help: [t(texts.endpointHelp)],
      canGoBack: false,
      initial: `http://127.0.0.1:8080/spi/${callback}`,
      check: (text) => ({ ...problemWith(text, context), cautions: [], preview: [] }),
    });
    if (reply.kind === "value" && reply.value.trim() !== "") found[callback] = reply.value.trim();
  }
  return found;
}

function problemWith(text: string, { lang }: Context): { readonly problem?: string } {
  if (text.trim() === "") return {};
  try {
    parseEndpoint(text.trim(), "--endpoint");
    return {};
  } catch (error) {
    if (error instanceof AppError) return { problem: sayMessage(lang, error.say) };
    throw error;
  }
}

async function askMode({ t }: Context, prompter: Prompter): Promise<Plan["mode"]> {
  const reply = await prompter.menu<Plan["mode"]>({
    title: t(texts.mode),
    help: [],
    canGoBack: false,
    choices: [
      { value: "one-step", name: "one-step", note: t(texts.oneStep) },
      { value: "two-step", name: "two-step", note: t(texts.twoStep) },
    ],
  });
  return reply.kind === "value" ? reply.value : "one-step";
}

async function askCi(usual: string, { t }: Context, prompter: Prompter): Promise<string> {
  const choices = [
    ...recipes.map(({ name, title, file }) => ({ value: name, name: t(title), note: file })),
    { value: "none", name: t(texts.noCi) },
  ];
  const reply = await prompter.menu({
    title: t(texts.ci),
    help: [],
    canGoBack: false,
    choices,
    initial: Math.max(
      0,
      choices.findIndex(({ value }) => value === usual),
    ),
  });
  return reply.kind === "value" ? reply.value : usual;
}

/** Which of the files that are there may be replaced. */
export async function askToReplace(path: string, { t }: Context, prompter: Prompter): Promise<boolean> {
  const reply = await prompter.menu({
    title: t(texts.replace, { path }),
    help: [],
    canGoBack: false,
    choices: [
      { value: false, name: t(texts.keep) },
      { value: true, name: t(texts.replaceIt) },
    ],
  });
  return reply.kind === "value" && reply.value;
}

const texts = {
  endpoint: { zh: "{callback} 的接口地址是什么？", en: "What is the endpoint for {callback}?" },
  endpointHelp: {
    zh: "抖音会向它 POST 订单回调。留空则使用自带的参考商家。",
    en: "Douyin will POST the callback to it. Leave it empty to use the reference merchant that comes along.",
  },
  mode: { zh: "交易模式是哪一种？", en: "Which trade mode is it?" },
  oneStep: { zh: "创单应答必须带 confirm_info", en: "the answer to a create carries confirm_info" },
  twoStep: { zh: "创单应答可以不带 confirm_info", en: "the answer to a create need not carry confirm_info" },
  ci: { zh: "在哪个 CI 里运行契约用例？", en: "Which CI shall run the contract cases?" },
  noCi: { zh: "不用 CI", en: "none" },
  replace: { zh: "{path} 已经存在，要替换它吗？", en: "{path} is there already. Replace it?" },
  keep: { zh: "保留原样", en: "keep it as it is" },
  replaceIt: { zh: "替换", en: "replace it" },
} satisfies Readonly<Record<string, Text>>;

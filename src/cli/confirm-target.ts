import type { Context } from "./command.js";

/** Asks whether to send to `host`; the answer holds for this run. */
export async function confirmTarget(host: string, context: Context): Promise<boolean> {
  const { t } = context;
  const prompter = await context.prompter();
  const reply = await prompter.menu({
    title: t(texts.title, { host }),
    help: [],
    canGoBack: false,
    choices: [
      { value: false, name: t(texts.no), help: [t(texts.noHelp, { host })] },
      { value: true, name: t(texts.yes) },
    ],
  });
  return reply.kind === "value" && reply.value;
}

const texts = {
  title: {
    zh: "{host} 不在配置的 targets 里。要向它发送带签名的订单请求吗？",
    en: "{host} is not in the config's targets. Send signed order requests to it?",
  },
  no: { zh: "不发送", en: "no, send nothing" },
  noHelp: {
    zh: '要长期允许它，请在配置文件里加上 "targets": ["{host}"]。',
    en: 'To allow it for good, add "targets": ["{host}"] to the config file.',
  },
  yes: { zh: "发送", en: "yes, send" },
};

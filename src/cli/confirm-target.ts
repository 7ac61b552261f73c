import type { Context } from "./command.js";

/** Asks once whether to send to `host`; the answer is not kept. */
export async function confirmTarget(host: string, context: Context): Promise<boolean> {
  const { default: inquirer } = await import("inquirer");
  const { go } = await inquirer.prompt<{ go: boolean }>([
    {
      type: "confirm",
      name: "go",
      default: false,
      message: context.t(
        {
          zh: "{host} 不在配置的 targets 里。要向它发送带签名的订单请求吗?",
          en: "{host} is not in the config's targets. Send signed order requests to it?",
        },
        { host },
      ),
    },
  ]);
  return go;
}

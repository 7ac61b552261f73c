import { AppError } from "../core/problem.js";
import type { Call, Context } from "./command.js";
import { type Credentials, resolveCredentials } from "./credentials.js";
import { isLoopback } from "./target.js";

/** The credentials of a batch, resolved once, and the check that a line's host may be signed for with them. */
export async function lineCredentials(
  { options }: Call,
  context: Context,
  { needsKey }: { readonly needsKey: boolean },
): Promise<Credentials & { readonly allow: (url: URL | undefined) => void }> {
  const credentials = await resolveCredentials(options, context, { isLoopback: true, needsKey });
  const hasKey = (await context.settings()).settings.clientKey !== undefined;
  return {
    ...credentials,
    allow(url) {
      if (!url || isLoopback(url) || (!credentials.isDemo && (hasKey || !needsKey))) return;
      throw new AppError({
        code: credentials.isDemo ? "secret-missing" : "client-key-missing",
        category: "secret",
        text: credentials.isDemo
          ? {
              zh: "{host} 不是本机，演示凭据对它无效。请设置环境变量 DOUYIN_CLIENT_SECRET，或用 --client-secret-file 指定文件。",
              en: "{host} is not this machine, so demo credentials are no good for it. Set DOUYIN_CLIENT_SECRET, or name a file with --client-secret-file.",
            }
          : {
              zh: "没有 client_key，而 {host} 不是本机。请用 --client-key 或环境变量 DOUYIN_CLIENT_KEY 指定。",
              en: "There is no client_key and {host} is not this machine. Give --client-key or set DOUYIN_CLIENT_KEY.",
            },
        args: { host: url.host },
      });
    },
  };
}

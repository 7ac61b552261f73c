import { join } from "node:path";
import { startMockMerchant } from "../support/child-server.js";
import { builtBin, emptyFolder } from "../support/cli.js";

/** The built program in an empty home of its own, with the reference merchant running beside it. */
export type Bench = {
  readonly bin: string;
  /** How child processes are started. */
  readonly at: { readonly cwd: string; readonly env: NodeJS.ProcessEnv };
  /** The merchant's URLs by callback. */
  readonly endpoints: Readonly<Record<string, string>>;
  close(): void;
};

export async function startBench(): Promise<Bench> {
  const cwd = emptyFolder();
  const env = { ...process.env, HOME: cwd, XDG_STATE_HOME: join(cwd, "state"), LANG: "en_US.UTF-8" };
  const merchant = await startMockMerchant(env);
  return {
    bin: builtBin,
    at: { cwd, env },
    // The ready line holds them as text.
    endpoints: merchant.ready.endpoints as Readonly<Record<string, string>>,
    close: () => void merchant.stop(),
  };
}

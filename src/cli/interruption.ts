import type { Text } from "../core/text.js";
import { graceMs } from "../node/interruptible-transport.js";
import type { Context } from "./command.js";

/** Says at once that the interruption was heard, and what it does. */
export function tellInterruption({ signal, isErrorTty, t, printError }: Context): void {
  const tell = (): void => {
    const reason = signal.reason === "SIGTERM" ? "SIGTERM" : "Ctrl-C";
    // The terminal has shown ^C, or a line of progress stands there.
    printError(`${isErrorTty ? "\n" : ""}${t(heard, { reason, seconds: graceMs / 1000 })}\n`);
  };
  if (signal.aborted) tell();
  else signal.addEventListener("abort", tell, { once: true });
}

const heard: Text = {
  zh: "收到 {reason}，正在停止：不再发起新的请求，已发出的最多再等 {seconds} 秒。再按一次 Ctrl-C 立即结束。",
  en: "Stopping on {reason}: nothing new is sent, and what is in flight has {seconds} s to finish. Ctrl-C once more ends at once.",
};

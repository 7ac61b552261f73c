import { parentPort, workerData } from "node:worker_threads";
import { callbacks } from "../callbacks/registry.js";
import { AppError } from "../core/problem.js";
import { createDriver, type Driver } from "./drive.js";
import type { WorkerJob } from "./job.js";
import type { ToMain, ToWorker } from "./messages.js";

/** The thread of one worker: says when it is ready, begins when it is told to, and hands back what it counted. */
const port = parentPort;
if (!port) throw new Error("This module is the body of a worker thread.");
const tell = (message: ToMain): void => port.postMessage(message);

// The thread was started with a job and nothing else.
createDriver(workerData as WorkerJob, callbacks)
  .then(serve)
  .catch(passOn);

function serve(driver: Driver): void {
  port?.on("message", (message: ToWorker) => {
    if (message === "stop") return driver.stop();
    run(driver).catch(passOn);
  });
  tell({ kind: "ready" });
}

async function run(driver: Driver): Promise<void> {
  const clock = setInterval(() => tell({ kind: "second", second: driver.takeSecond() }), 1000);
  const result = await driver.run().finally(() => clearInterval(clock));
  tell({ kind: "second", second: driver.takeSecond() });
  tell({ kind: "done", result });
  port?.close();
}

/** Tells the main thread of what a person can act on; anything else is a bug and ends this thread with its own error. */
function passOn(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
  const { code, category, say } = error;
  tell({ kind: "problem", problem: { code, category, text: say.text, args: say.args ?? {} } });
}

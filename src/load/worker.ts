import { parentPort, workerData } from "node:worker_threads";
import { callbacks } from "../callbacks/registry.js";
import { createDriver } from "./drive.js";
import type { WorkerJob } from "./job.js";
import type { ToMain, ToWorker } from "./messages.js";

/** The thread of one worker: says when it is ready, begins when it is told to, and hands back what it counted. */
const port = parentPort;
if (!port) throw new Error("This module is the body of a worker thread.");
const tell = (message: ToMain): void => port.postMessage(message);

// The thread was started with a job and nothing else.
const driver = await createDriver(workerData as WorkerJob, callbacks);
let clock: NodeJS.Timeout | undefined;

port.on("message", (message: ToWorker) => {
  if (message === "stop") return driver.stop();
  clock = setInterval(() => tell({ kind: "second", second: driver.takeSecond() }), 1000);
  driver.run().then((result) => {
    clearInterval(clock);
    tell({ kind: "second", second: driver.takeSecond() });
    tell({ kind: "done", result });
    port.close();
  });
});
tell({ kind: "ready" });

import { AppError } from "../core/problem.js";
import type { WorkerResult } from "./drive.js";
import type { LoadJob, WorkerJob } from "./job.js";
import type { ToMain, ToWorker } from "./messages.js";
import type { Second } from "./meter.js";
import { type LoadResult, mergeResults } from "./result.js";
import { collectSeconds } from "./seconds.js";
import { startThread } from "./start-worker.js";

export type LoadDeps = {
  /** Aborted: nothing more is sent, and what was counted so far is the result. */
  readonly signal: AbortSignal;
  /** One second of all workers together, as soon as all that still run have told. */
  readonly onSecond: (second: Second) => void;
};

/** Runs a load in worker threads and resolves to what they counted. Rejects with the `AppError` of a worker, or when one breaks, which is a bug. */
export async function runLoad(job: LoadJob, { signal, onSecond }: LoadDeps): Promise<LoadResult> {
  const workers = Array.from({ length: job.workers }, (_, worker) => startWorker({ ...job, worker }));
  const seconds = collectSeconds(job.workers, onSecond);
  const stop = (): void => {
    for (const { tell } of workers) tell("stop");
  };
  try {
    await Promise.all(workers.map(({ ready }) => ready));
    workers.forEach((worker, index) => {
      worker.onSecond = (second) => seconds.add(index, second);
      worker.onEnd = () => seconds.end(index);
    });
    const startedAt = Date.now();
    const before = process.cpuUsage();
    if (signal.aborted) stop();
    for (const { tell } of workers) tell("go");
    signal.addEventListener("abort", stop, { once: true });
    const results = await Promise.all(workers.map(({ done }) => done));
    const { user, system } = process.cpuUsage(before);
    return mergeResults(job, results, { startedAt, cpuMs: (user + system) / 1000, isInterrupted: signal.aborted });
  } finally {
    signal.removeEventListener("abort", stop);
    await Promise.all(workers.map(({ end }) => end()));
  }
}

type Started = {
  readonly ready: Promise<void>;
  readonly done: Promise<WorkerResult>;
  onSecond: (second: Second) => void;
  onEnd: () => void;
  tell(message: ToWorker): void;
  end(): Promise<void>;
};

function startWorker(job: WorkerJob): Started {
  const thread = startThread(job);
  const broken = new Promise<never>((_, reject) => {
    thread.on("message", (message: ToMain) => message.kind === "problem" && reject(new AppError(message.problem)));
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("A worker of the load engine ended before its time.")));
  });
  const ready = new Promise<void>((resolve) => {
    thread.on("message", (message: ToMain) => message.kind === "ready" && resolve());
  });
  const done = new Promise<WorkerResult>((resolve) => {
    thread.on("message", (message: ToMain) => {
      if (message.kind === "second") started.onSecond(message.second);
      if (message.kind !== "done") return;
      started.onEnd();
      resolve(message.result);
    });
  });
  const started: Started = {
    ready: Promise.race([ready, broken]),
    done: Promise.race([done, broken]),
    onSecond: () => undefined,
    onEnd: () => undefined,
    tell: (message) => thread.postMessage(message),
    async end() {
      await thread.terminate();
    },
  };
  // Whoever waits for `ready` learns of an error there.
  started.done.catch(() => undefined);
  return started;
}

/** A stretch of an open-loop run with one rate. */
export type Stage = { readonly perSecond: number; readonly durationMs: number };

export type Schedule = {
  /** Of all stages. */
  readonly count: number;
  readonly durationMs: number;
  /** When the request number `index` is due, in ms from the start. */
  dueAt(index: number): number;
  stageOf(index: number): number;
};

/** Requests at equal distances within each stage, whoever sends them. */
export function createSchedule(stages: readonly Stage[]): Schedule {
  const firsts: number[] = [];
  const starts: number[] = [];
  let count = 0;
  let durationMs = 0;
  for (const stage of stages) {
    firsts.push(count);
    starts.push(durationMs);
    count += Math.round((stage.perSecond * stage.durationMs) / 1000);
    durationMs += stage.durationMs;
  }
  const stageOf = (index: number): number => {
    let at = stages.length - 1;
    while (at > 0 && index < (firsts[at] ?? 0)) at -= 1;
    return at;
  };
  return {
    count,
    durationMs,
    stageOf,
    dueAt(index) {
      const at = stageOf(index);
      const perMs = (stages[at]?.perSecond ?? 1) / 1000;
      return (starts[at] ?? 0) + (index - (firsts[at] ?? 0)) / perMs;
    },
  };
}

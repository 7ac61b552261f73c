/** `850 ms`, `8.2 s`, `3 min 5 s`: the same in both languages. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Seconds with a point and at most three decimals, as XML and TAP readers expect. */
export function secondsText(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Milliseconds on a clock that nobody sets, from an arbitrary start. `performance` would load a module for it. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

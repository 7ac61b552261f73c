/** True where every tool that a test needs must be there, so that nothing is skipped. */
export function inCi(): boolean {
  return process.env.CI === "true" || process.env.CI === "1";
}

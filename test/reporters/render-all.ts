import type { ReporterOptions, RunEvent } from "../../src/core/event.js";
import { reporters } from "../../src/reporters/registry.js";

export const reporterNames = Object.keys(reporters);

/** The events through one reporter. */
export async function render(
  name: string,
  events: readonly RunEvent[],
  options: Partial<ReporterOptions> = {},
): Promise<string> {
  const make = await reporters[name]?.load();
  if (!make) throw new Error(`No reporter ${name}.`);
  const reporter = make({ lang: "en", columns: 80, isColoured: false, ...options });
  return events.map((event) => reporter.on(event)).join("");
}

import { htmlPage } from "./html/page.js";
import { loadAssets } from "./html/policy.js";
import type { MakeReporter } from "./registry.js";
import { createCollector } from "./summary.js";

/** One offline page for people: both languages, light and dark, every attempt. Resolves once its policy is computed. */
export default async function loadHtmlReporter(): Promise<MakeReporter> {
  const assets = await loadAssets();
  return (options) => {
    const collector = createCollector();
    return {
      name: "html",
      on(event) {
        collector.add(event);
        return event.type === "run-finished" ? htmlPage(collector.read(), options, assets) : "";
      },
    };
  };
}

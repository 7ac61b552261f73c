import { callbacks } from "../../src/callbacks/registry.js";
import { demoCredentials } from "../../src/config/demo-credentials.js";
import { seededRandom } from "../../src/core/random.js";
import { merchantApp } from "../../src/mocks/merchant/app.js";
import { findDesign } from "../../src/mocks/merchant/designs.js";
import { findFault } from "../../src/mocks/merchant/faults.js";
import { realClock } from "../../src/node/clock.js";
import { serve } from "../../src/node/serve.js";
import { runMain } from "../support/fake-console.js";

export const columns = 120;

/** What the picture of the README shows: a merchant that keeps order ids as doubles, and what `send` says of it. */
export async function playScene(lang: "zh" | "en"): Promise<string> {
  const app = merchantApp({
    registry: callbacks,
    ...demoCredentials,
    design: findDesign("reference"),
    faults: [findFault("order-id-rounded")],
    random: seededRandom("readme"),
    clock: realClock(),
  });
  const server = await serve((request, connection) => app.fetch(request, connection), { port: 0 });
  try {
    const endpoint = `${server.url}/spi/create-order`;
    const argv = ["send", "create-order", "--variant", "minimal", "--endpoint", endpoint];
    // A fixed day and seed keep the picture the same; what a reader would type goes without them.
    const fixed = ["--seed", "7", "--now", "2026-12-01T12:00:00+08:00", "--lang", lang];
    const { stdout } = await runMain([...argv, ...fixed], {
      columns,
      isOutputTty: true,
      clock: realClock(),
      env: { FORCE_COLOR: "1" },
    });
    return `\u001b[32m$\u001b[39m npx douyin-hotel ${argv.join(" ")}\n\n${stdout}`;
  } finally {
    app.close();
    await server.close();
  }
}

/** Without what differs from run to run: port, times, signatures, log id, how long it took; and without spaces and full stops. */
export function steady(text: string): string {
  return text
    .replace(/\u001b\[[0-9;]*m/g, "")
    .replace(/[0-9A-Fa-f]{6,}/g, "#")
    .replace(/:\d{4,5}\b/g, ":#")
    .replace(/\d+ ms/g, "# ms")
    .replace(/[#\s,.:;()\uff0c\uff1a\uff1b\uff08\uff09\u3002]+/g, "");
}

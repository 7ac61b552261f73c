// Delivers to the endpoint until it is killed or done, and says on stdout what it has been told to keep.
import { writeSync } from "node:fs";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { deliver } from "../../src/engine/deliver.js";
import { realClock } from "../../src/node/clock.js";
import { openJournal } from "../../src/node/journal.js";
import { httpTransport } from "../../src/node/transport.js";

const [endpoint = "", folder = "", round, count] = process.argv.slice(2);
const clock = realClock();
const transport = httpTransport();
const journal = openJournal({ folder, clock, secrets: ["example-secret-0123456789abcdef0"] });
let next = 0;

async function deliverOnward(): Promise<void> {
  while (next < Number(count)) {
    const logid = `r${round}n${next++}`;
    const exchange = await deliver(
      {
        callback: "create-order",
        variant: "standard",
        attempt: 1,
        endpoint,
        body: Buffer.from(`{"order_id":"${logid}","remark":"${"备注".repeat(500)}"}`),
        payload: {},
        malformed: false,
        clientKey: "awexampleclientkey",
        clientSecret: "example-secret-0123456789abcdef0",
        signature: "valid",
        logid,
        timestamp: clock.now(),
        merchant: defaultMerchantFacts,
        transport: { timeoutMs: 10_000, maxBodyBytes: 1_048_576, insecure: false, keepAlive: true },
      },
      { clock, transport, journal },
    );
    writeSync(1, `${exchange.journalId} ${logid}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, deliverOnward));
await transport.close();
journal.close();

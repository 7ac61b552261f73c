import { lookup } from "node:dns/promises";

/** How long a name server may take before the name counts as unknown, in ms. */
const patience = 3000;

/** Every address of a name as the system resolves it; empty when it does not, or not in time. */
export async function addressesOfName(name: string): Promise<readonly string[]> {
  const timeout = AbortSignal.timeout(patience);
  const late = new Promise<readonly string[]>((resolve) => timeout.addEventListener("abort", () => resolve([])));
  // A name that nobody knows is the transport's to report.
  const known = lookup(name, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
  return Promise.race([known, late]);
}

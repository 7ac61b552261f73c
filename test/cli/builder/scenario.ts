import { test } from "node:test";
import { noTerminal } from "../../support/terminal.js";
import type { Building } from "./building.js";

const skip = noTerminal() ?? false;

export const ready = { zh: "请求体已就绪", en: "The payload is ready" };

/** Runs a scenario on a terminal, which is closed whatever happens. */
export function scenario(
  name: string,
  open: () => Building | Promise<Building>,
  play: (at: Building) => Promise<void>,
): void {
  test(name, { skip, timeout: 300_000 }, async () => {
    const building = await open();
    try {
      await play(building);
    } finally {
      building.close();
    }
  });
}

/** Accepts the questions `from` to `last` as they stand. */
export async function accept(at: Building, from: number, last: number): Promise<void> {
  for (let i = from; i <= last; i++) {
    await at.see(`[${i}/`);
    at.press("Enter");
  }
}

/** Accepts every question that comes, up to the review. */
export async function acceptAll(at: Building, review: string): Promise<void> {
  for (let i = 1; ; i++) {
    const screen = await at.see((text) => text.includes(`[${i}/`) || text.includes(review));
    if (screen.includes(review)) return;
    at.press("Enter");
  }
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { noTerminal } from "../../support/terminal.js";
import { type Building, fixed } from "./building.js";

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

/** Types over what stands on the line. */
export function retype(at: Building, text: string): void {
  at.press("C-u");
  at.type(text);
}

/** Chooses the choice that the typed words leave. */
export async function choose(at: Building, words: string, shown: string | RegExp): Promise<void> {
  at.type(words);
  await at.see(shown);
  at.press("Enter");
}

/** The words of `build` with the seed and day that every scenario has. */
export const build = (...args: readonly string[]): readonly string[] => ["build", ...args, ...fixed];

/** Goes through with what is proposed and has the command printed. */
export async function printed(at: Building, review: string): Promise<string> {
  await acceptAll(at, review);
  await at.see(review);
  at.press("Down", "Enter");
  assert.equal(await at.end(), 0);
  return at.result();
}

/** Colour by meaning; identity functions when colour is off. */
export type Style = {
  readonly isColoured: boolean;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly caution: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly key: (text: string) => string;
  readonly value: (text: string) => string;
  readonly literal: (text: string) => string;
};

const same = (text: string): string => text;

export const plainStyle: Style = {
  isColoured: false,
  good: same,
  bad: same,
  caution: same,
  quiet: same,
  strong: same,
  key: same,
  value: same,
  literal: same,
};

/** Chalk is loaded only when something will be coloured. */
export async function loadStyle(isColoured: boolean): Promise<Style> {
  if (!isColoured) return plainStyle;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  return {
    isColoured: true,
    good: chalk.green,
    bad: chalk.red,
    caution: chalk.yellow,
    quiet: chalk.dim,
    strong: chalk.bold,
    key: chalk.cyan,
    value: chalk.green,
    literal: chalk.magenta,
  };
}

/** Whether to colour: the flag, then NO_COLOR, then FORCE_COLOR, TERM=dumb, and the terminal. */
export function wantsColour(
  flag: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
  isTty: boolean,
): boolean {
  if (flag === false) return false;
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (env.TERM === "dumb") return false;
  return isTty;
}

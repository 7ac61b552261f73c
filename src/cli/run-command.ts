import { Command } from "commander";
import type { Context } from "./command.js";
import { addCommonFlags } from "./common-flags.js";
import type { ExitCode } from "./exit.js";

/** Runs another command of the tool as if these words had been typed. */
export async function runCommand(name: string, words: readonly string[], context: Context): Promise<ExitCode> {
  const entry = context.commands.find((known) => known.name === name);
  if (!entry) throw new Error(`There is no command ${name} to run.`);
  const { default: module } = await entry.load();
  const command = addCommonFlags(new Command(name), context).exitOverride();
  module.configure(command, context);
  command.parse([...words], { from: "user" });
  return module.run({ args: command.processedArgs, options: command.opts() }, context);
}

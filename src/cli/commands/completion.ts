import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { CommandModule } from "../command.js";
import { completionScripts } from "../completion/scripts.js";
import { refuseExtra } from "../refuse-extra.js";

const command: CommandModule = {
  configure(command) {
    command.argument("<shell>", Object.keys(completionScripts).join(" | ")).argument("[words...]", "");
    command.configureHelp({
      ...command.configureHelp(),
      visibleArguments: () => command.registeredArguments.slice(0, 1),
    });
  },
  async run({ args: [shell = "", more] }, context) {
    // The argument is variadic: commander hands over the array of its words.
    const words = ([] as string[]).concat(more ?? []);
    if (shell === "suggest") {
      const { suggest } = await import("../completion/suggest.js");
      const found = await suggest(words, context);
      if (found.length > 0) await context.print(`${found.join("\n")}\n`);
      return 0;
    }
    const script = Object.hasOwn(completionScripts, shell.toLowerCase())
      ? completionScripts[shell.toLowerCase()]
      : undefined;
    if (script === undefined) throw unknownShell(shell);
    refuseExtra(`completion ${shell}`, words[0]);
    await context.print(script);
    return 0;
  },
};

export default command;

function unknownShell(shell: string): AppError {
  const all = Object.keys(completionScripts);
  const [hint] = nearest(shell, all, 1);
  return new AppError({
    code: "unknown-shell",
    category: "usage",
    text: hint
      ? {
          zh: "不支持 {shell} 的补全。最接近的是 {hint}。",
          en: "There is no completion for {shell}. The nearest one is {hint}.",
        }
      : { zh: "不支持 {shell} 的补全。可以是：{all}。", en: "There is no completion for {shell}. It can be: {all}." },
    args: { shell, hint: hint ?? "", all: all.join(", ") },
  });
}

import { AppError } from "../../core/problem.js";
import { explain } from "../../engine/explain.js";
import type { Explanation } from "../../engine/explanation.js";
import { explainSources } from "../catalogue-sources.js";
import type { CommandModule, Context } from "../command.js";
import { factLines } from "../fact-lines.js";
import { terminalRuler } from "../terminal-ruler.js";

const command: CommandModule = {
  configure(command, { t }) {
    command.argument(
      "<id...>",
      t({
        zh: "规则、用例、错误码（error/7）、字段、冲突（conflict/7）或退出码（exit/3）的 id",
        en: "id of a rule, case, error code (error/7), field, conflict (conflict/7) or exit code (exit/3)",
      }),
    );
  },
  async run({ args: [words], options }, context) {
    // The argument is variadic: commander hands over the array of its words.
    const id = ([] as string[]).concat(words ?? []).join(" ");
    const found = explain(id, await explainSources(context));
    if ("nearest" in found) throw nothingKnown(id, found.nearest);
    if (options.json === true) await context.printJson(asJson(found, context));
    else await context.print(`${asText(found, context)}\n`);
    return 0;
  },
};

export default command;

function nothingKnown(id: string, hints: readonly string[]): AppError {
  return new AppError({
    code: "unknown-id",
    category: "usage",
    text:
      hints.length > 0
        ? {
            zh: "没有 {id} 的说明。最接近的是 {hints}。",
            en: "There is nothing called {id}. The nearest ones are {hints}.",
          }
        : {
            zh: "没有 {id} 的说明。用 catalog 查看全部。",
            en: "There is nothing called {id}. See catalog for all of them.",
          },
    args: { id, hints: hints.join(", ") },
  });
}

function asJson(found: Explanation, { t }: Context) {
  return {
    kind: found.kind,
    id: found.id,
    title: t(found.title),
    body: found.body.map((text) => t(text)),
    facts: found.facts.map(({ label, value }) => ({ label: t(label), value: t(value) })),
    see: found.see,
  };
}

function asText(found: Explanation, context: Context): string {
  const { t, style, columns } = context;
  const ruler = terminalRuler(context);
  const width = Math.min(columns, 100);
  const facts = found.facts.map(({ label, value }) => ({ label: t(label), value: t(value) }));
  const see =
    found.see.length > 0
      ? ["", ...ruler.wrap(t({ zh: `另见：${found.see.join("、")}`, en: `See also: ${found.see.join(", ")}` }), width)]
      : [];
  return [
    style.strong(found.id),
    ...ruler.wrap(t(found.title), width),
    "",
    ...found.body.flatMap((text) => [...ruler.wrap(t(text), width), ""]),
    ...factLines(facts, width, ruler, style.key),
    ...see,
  ].join("\n");
}

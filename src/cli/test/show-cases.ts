import type { Case } from "../../core/case.js";
import type { JsonObject } from "../../core/json.js";
import { createRuler } from "../../reporters/columns.js";
import type { Call, Context } from "../command.js";
import type { ExitCode } from "../exit.js";
import { chosenCases } from "./chosen-cases.js";

/** `test --list`: a line for each case, id first, and below it what the case proves. */
export async function showCases(call: Call, context: Context): Promise<ExitCode> {
  const cases = await chosenCases(call, context);
  if (call.options.json === true) {
    await context.printJson({ version: 1, command: "test", cases: cases.map((one) => caseJson(one, context)) });
    return 0;
  }
  await context.print(cases.map((one) => caseText(one, context)).join(""));
  const suites = new Set(cases.map(({ suite }) => suite)).size;
  const several = cases.filter(hasSeveralSteps).length;
  context.note(counted, { cases: cases.length, suites, several });
  return 0;
}

function caseJson(candidate: Case, { t }: Context): JsonObject {
  const { id, suite, title, proves, steps, needs = {} } = candidate;
  return { id, suite, title: t(title), proves: t(proves), steps: steps.length, needs };
}

function caseText({ id, title, proves }: Case, { t, columns, style }: Context): string {
  const ruler = createRuler();
  const wrapped = (text: string, indent: number): readonly string[] =>
    ruler.wrap(text, Math.max(20, columns - indent)).map((line) => " ".repeat(indent) + line);
  const head = `${id}  ${t(title)}`;
  const isShort = ruler.width(head) <= columns;
  return [
    ...(isShort ? [`${style.key(id)}  ${t(title)}`] : [style.key(id), ...wrapped(t(title), 2)]),
    ...wrapped(t(proves), 4).map((line) => style.quiet(line)),
    "",
  ].join("\n");
}

function hasSeveralSteps({ steps }: Case): boolean {
  return steps.length > 1;
}

const counted = {
  zh: "用例 {cases} 个，套件 {suites} 个，其中多步骤的 {several} 个。",
  en: "cases: {cases}, suites: {suites}, cases of several steps: {several}",
};

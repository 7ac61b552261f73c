import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { CommandModule } from "../command.js";
import type { ExportModule } from "../export/kind.js";

/** What can be exported, loaded by name. */
const kinds: Readonly<Record<string, () => Promise<ExportModule>>> = {
  openapi: () => import("../export/openapi.js"),
  artillery: () => import("../export/artillery.js"),
};

const names = Object.keys(kinds);

export default {
  configure(command, { t }) {
    command
      .argument("<kind>", t({ zh: `${names.join("、")} 之一`, en: `one of ${names.join(", ")}` }))
      .option("--out <path>", t({ zh: "写到这里，默认为标准输出", en: "write it there instead of stdout" }))
      .option("--force", t({ zh: "artillery：替换已有的文件", en: "artillery: replace files that are there" }));
  },
  async run(call, context) {
    const [name = ""] = call.args;
    const load = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (!load) throw unknownKind(name);
    return (await load()).default(call, context);
  },
} satisfies CommandModule;

function unknownKind(name: string): AppError {
  const [hint] = nearest(name, names, 1);
  return new AppError({
    code: "unknown-export",
    category: "usage",
    text: hint
      ? { zh: "不能导出 {name}。最接近的是 {hint}。", en: "There is no export {name}. The nearest one is {hint}." }
      : { zh: "不能导出 {name}。可以是：{all}。", en: "There is no export {name}. It can be: {all}." },
    args: { name, hint: hint ?? "", all: names.join(", ") },
  });
}

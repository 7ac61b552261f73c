import type { JsonObject } from "../../core/json.js";
import type { Context } from "../command.js";
import type { ExitCode } from "../exit.js";
import { table } from "../table.js";
import type { Subject } from "./subject.js";

/** `selftest --list`: every design and fault that is chosen. */
export async function showSubjects(subjects: readonly Subject[], isJson: boolean, context: Context): Promise<ExitCode> {
  const { t } = context;
  if (isJson) {
    await context.printJson({ version: 1, command: "selftest", subjects: subjects.map((one) => rowOf(one, context)) });
    return 0;
  }
  const rows = subjects.map((subject) => [subject.name, t(kinds[subject.kind]), t(titleOf(subject))]);
  const columns = [{ title: t(words.name) }, { title: t(words.kind) }, { title: t(words.meaning), grows: true }];
  await context.print(`${table(columns, rows, context)}\n`);
  return 0;
}

function rowOf(subject: Subject, { t }: Context): JsonObject {
  const { kind, name, design } = subject;
  const title = t(titleOf(subject));
  if (subject.kind === "design") return { kind, name, title };
  const { rules, suites } = subject.fault.expected;
  return { kind, name, title, summary: t(subject.fault.summary), design: design.name, rules, suites };
}

function titleOf(subject: Subject): Subject["design"]["title"] {
  return subject.kind === "fault" ? subject.fault.title : subject.design.title;
}

const kinds = {
  design: { zh: "合规设计", en: "design" },
  fault: { zh: "故障", en: "fault" },
};
const words = {
  name: { zh: "名称", en: "Name" },
  kind: { zh: "种类", en: "Kind" },
  meaning: { zh: "说明", en: "What it is" },
};

import type { ProblemCategory } from "../core/problem.js";
import type { Text } from "../core/text.js";

export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130 | 143;

/** Every exit code with its meaning; `explain exit/3` and the README show this table. */
export const exitCodes: readonly { readonly code: ExitCode; readonly meaning: Text }[] = [
  { code: 0, meaning: { zh: "要求的都已执行，没有失败。", en: "Everything asked for ran, and nothing failed." } },
  {
    code: 1,
    meaning: {
      zh: "商家违反了契约：至少有一条发现达到或超过 --fail-on。",
      en: "The merchant broke the contract: at least one finding at or above --fail-on.",
    },
  },
  {
    code: 2,
    meaning: {
      zh: "用法、配置、样例文件或密钥有问题；什么都没有发送。",
      en: "A usage, config, fixture or secret problem; nothing was sent.",
    },
  },
  {
    code: 3,
    meaning: {
      zh: "无法判断：目标不可达、TLS 问题，或报告写不出去。",
      en: "Could not judge: the target is unreachable, TLS failed, or a report cannot be written.",
    },
  },
  {
    code: 4,
    meaning: {
      zh: "本工具自身的缺陷：会打印报告编号和反馈方式。",
      en: "A bug of this tool: a report id and how to report it are printed.",
    },
  },
  {
    code: 5,
    meaning: {
      zh: "没有用例运行，或所有应答都在到达被测逻辑之前被拒绝（无结论）。",
      en: "No case ran, or every answer was refused before the logic under test (inconclusive).",
    },
  },
  {
    code: 130,
    meaning: {
      zh: "被 Ctrl-C 中断；已写出部分报告并注明。",
      en: "Interrupted by Ctrl-C; partial reports are written and say so.",
    },
  },
  {
    code: 143,
    meaning: {
      zh: "被 SIGTERM 终止；已写出部分报告并注明。",
      en: "Ended by SIGTERM; partial reports are written and say so.",
    },
  },
];

/** The one place where a problem becomes an exit code. */
export function exitCodeOf(category: ProblemCategory): ExitCode {
  return category === "target" || category === "output" ? 3 : 2;
}

const precedence: readonly ExitCode[] = [130, 143, 4, 2, 3, 1, 5, 0];

/** The code that wins when several apply: signal, 4, 2, 3, 1, 5, 0. */
export function worstExit(codes: readonly ExitCode[]): ExitCode {
  return precedence.find((code) => codes.includes(code)) ?? 0;
}

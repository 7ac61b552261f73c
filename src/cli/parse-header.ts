import { AppError } from "../core/problem.js";
import { visible } from "../core/visible.js";

/** Name and value of `--header 'Name: value'`. Throws `AppError` for what cannot stand in a request. */
export function parseHeader(text: string): readonly [name: string, value: string] {
  const match = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([^\u0000\r\n]*?)[ \t]*$/.exec(text);
  if (match) return [match[1] ?? "", match[2] ?? ""];
  throw new AppError({
    code: "header-malformed",
    category: "usage",
    text: {
      zh: "--header 的值 {text} 不是请求头。请写成 'Name: value' 的形式。",
      en: "--header: {text} is not a header. Write it like 'Name: value'.",
    },
    args: { text: visible(text) },
  });
}

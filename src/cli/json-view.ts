import type { Style } from "./style.js";

/**
 * Indents JSON text for reading without touching a token: every digit and escape stays as it was sent.
 * Text that is not JSON comes back as it is.
 */
export function indentJson(text: string, style: Style): string {
  const tokens = text.match(tokenPattern);
  if (!tokens || !/^\s*[[{]/.test(text)) return text;
  const lines: string[] = [];
  let line = "";
  let depth = 0;
  const breakLine = (): void => {
    lines.push(line.trimEnd());
    line = "  ".repeat(depth);
  };
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token === "{" || token === "[") {
      line += token;
      depth++;
      if (next !== "}" && next !== "]") breakLine();
    } else if (token === "}" || token === "]") {
      depth = Math.max(0, depth - 1);
      const previous = tokens[index - 1];
      if (previous !== "{" && previous !== "[") breakLine();
      line += token;
    } else if (token === ",") {
      line += token;
      breakLine();
    } else if (token === ":") {
      line += ": ";
    } else {
      line += paint(token, next === ":", style);
    }
  });
  lines.push(line);
  return lines.join("\n");
}

const tokenPattern = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g;

function paint(token: string, isKey: boolean, style: Style): string {
  if (isKey) return style.key(token);
  return token.startsWith('"') ? style.value(token) : style.literal(token);
}

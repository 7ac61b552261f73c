import type { WireRequest } from "../core/ports.js";

/**
 * A POSIX shell command that sends the same bytes: body and headers as they stand, and none of curl's own.
 */
export function curlCommand(
  request: WireRequest,
  { timeoutMs, insecure }: { readonly timeoutMs: number; readonly insecure: boolean },
): string {
  const words = [
    "curl",
    "--silent",
    "--show-error",
    "--include",
    "--globoff",
    "--path-as-is",
    "--request POST",
    `--max-time ${timeoutMs / 1000}`,
    ...(insecure ? ["--insecure"] : []),
    "--header 'Accept:'",
    "--header 'User-Agent:'",
    "--header 'Expect:'",
    ...request.headers.map(([name, value]) => `--header ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`),
    `--data-binary ${quote(new TextDecoder().decode(request.body))}`,
    quote(request.url),
  ];
  return words.join(" \\\n  ");
}

/** Single quotes keep every byte but the quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

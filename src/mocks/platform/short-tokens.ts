type Headers = Readonly<Record<string, string>>;

/** Headers without secrets: a token is recognised by its beginning, and that one was there stays visible. */
export function withShortTokens(headers: Headers): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecret.test(name) ? shortened(value) : value]),
  );
}

const isSecret = /auth|cookie|token|secret|password|credential|api-?key/i;

/** Gives the same again for what it gave before. */
function shortened(value: string): string {
  if (value.trim() === "") return value;
  return value.length > shown ? `${value.slice(0, shown)}…` : "(hidden)";
}

/** `clt.` and eight digits. */
const shown = 12;

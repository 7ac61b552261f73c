import { isObject, type JsonObject, type JsonValue, projectNumbers } from "../../core/json.js";
import type { Clock } from "../../core/ports.js";

type TokenParts = {
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly send: (path: string, body: JsonObject) => Promise<JsonValue>;
};

export type TokenSource = {
  /** The token in use; fetched at most once at a time, because a new one kills the old. */
  get(): Promise<string>;
  /** Makes the next `get` fetch a new one. */
  forget(): void;
};

/** Keeps a `client_token` until a minute before its end. */
export function createTokenSource({ clientKey, clientSecret, clock, send }: TokenParts): TokenSource {
  let current: Promise<Token> | undefined;

  async function fetchToken(): Promise<Token> {
    const reply = await send("/oauth/client_token/", {
      client_key: clientKey,
      client_secret: clientSecret,
      grant_type: "client_credential",
    });
    const data = isObject(reply) && isObject(reply.data) ? reply.data : {};
    const lifeMs = Number(projectNumbers(data.expires_in ?? 0)) * 1000;
    return { value: String(data.access_token ?? ""), usableUntil: clock.now() + lifeMs - 60_000 };
  }

  return {
    async get() {
      const token = await current?.catch(() => undefined);
      if (!token || clock.now() >= token.usableUntil || token.value === "") current = fetchToken();
      return (await (current ?? fetchToken())).value;
    },
    forget() {
      current = undefined;
    },
  };
}

type Token = { readonly value: string; readonly usableUntil: number };

/** The tokens handed out that may still live, newest last, and when tokens were asked for. Plain data. */
export type TokenState = {
  readonly tokens: readonly IssuedToken[];
  /** Milliseconds since the epoch, of the calls within the last five minutes. */
  readonly calls: readonly number[];
};

export type IssuedToken = { readonly token: string; readonly diesAt: number };

export const noTokens: TokenState = { tokens: [], calls: [] };

/** Seconds, as `expires_in` says them. Never divided by a time scale. */
export const tokenLifeSeconds = 7200;

const overlapMs = 300_000;
const windowMs = 300_000;
const callLimit = 500;

/** Whether one more token may be asked for: at most 500 calls within five minutes. */
export function mayCall({ calls }: TokenState, now: number): boolean {
  return calls.filter((at) => at > now - windowMs).length < callLimit;
}

export function countCall(state: TokenState, now: number): TokenState {
  return { ...state, calls: [...state.calls.filter((at) => at > now - windowMs), now] };
}

/** A new token lives two hours, kills the previous one after five minutes, and any before that one at once. */
export function issueToken(state: TokenState, token: string, now: number): TokenState {
  const previous = state.tokens.at(-1);
  const dying = previous ? [{ ...previous, diesAt: Math.min(previous.diesAt, now + overlapMs) }] : [];
  const older = state.tokens.slice(0, -1).map((old) => ({ ...old, diesAt: Math.min(old.diesAt, now) }));
  const issued = { token, diesAt: now + tokenLifeSeconds * 1000 };
  return { ...state, tokens: [...older, ...dying, issued].slice(-rememberedTokens) };
}

/** Enough to tell an expired token from one that never was. */
const rememberedTokens = 1000;

export type TokenCheck = "valid" | "expired" | "unknown";

export function checkToken({ tokens }: TokenState, token: string, now: number): TokenCheck {
  const issued = tokens.find((known) => known.token === token);
  if (!issued) return "unknown";
  return now < issued.diesAt ? "valid" : "expired";
}

/** Ends every token now, so that the next call has to fetch another. */
export function expireTokens(state: TokenState, now: number): TokenState {
  return { ...state, tokens: state.tokens.map((issued) => ({ ...issued, diesAt: Math.min(issued.diesAt, now) })) };
}

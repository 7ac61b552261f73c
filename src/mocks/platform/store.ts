import type { PlatformEvent } from "./events.js";
import { advance, emptyState, type PlatformState } from "./state.js";

/** Where events are kept beyond this process; the event is there when `append` returns. */
export type EventLog = { append(event: PlatformEvent): void };

export type PlatformStore = {
  /** As it is now; it grows with every event. */
  readonly state: PlatformState;
  /** Keeps the event, then changes the state. Synchronous, so that two changes never overlap. */
  append(event: PlatformEvent): void;
  /** Told of every event after the state has changed. */
  subscribe(listener: (event: PlatformEvent) => void): () => void;
};

/** The platform's memory: its events, and the state that they make. */
export function createStore(earlier: Iterable<PlatformEvent> = [], log?: EventLog): PlatformStore {
  const listeners = new Set<(event: PlatformEvent) => void>();
  const state = emptyState();
  for (const event of earlier) advance(state, event);
  return {
    state,
    append(event) {
      log?.append(event);
      advance(state, event);
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

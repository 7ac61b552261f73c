import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Where the tool keeps what it remembers: `$XDG_STATE_HOME/douyin-hotel`, else `~/.local/state/douyin-hotel`. */
export function stateFolder(env: Readonly<Record<string, string | undefined>>): string {
  const { XDG_STATE_HOME: base, HOME: home } = env;
  // A relative path there is to be ignored, says the XDG specification.
  if (base && isAbsolute(base)) return join(base, "douyin-hotel");
  return join(home && isAbsolute(home) ? home : homedir(), ".local", "state", "douyin-hotel");
}

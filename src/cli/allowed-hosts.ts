import type { Command } from "commander";
import { AppError } from "../core/problem.js";
import type { Call, Setup } from "./command.js";
import { collect } from "./common-flags.js";

/** `--allow-host NAME`, for servers that something on another machine's side of a tunnel calls by name. */
export function allowHostFlag(command: Command, { t }: Pick<Setup, "t">): Command {
  return command.option(
    "--allow-host <name>",
    t({
      zh: "除 127.0.0.1 和 localhost 外还接受的 Host 名，例如容器里用的 host.docker.internal，可重复",
      en: "a Host name accepted besides 127.0.0.1 and localhost, such as host.docker.internal from a container (repeatable)",
    }),
    collect,
  );
}

/** The names that `--allow-host` gave. Throws `AppError` for what is no host name. */
export function allowedHosts(options: Call["options"]): readonly string[] {
  const names = Array.isArray(options.allowHost) ? options.allowHost.map(String) : [];
  for (const name of names) {
    if (isHostName(name)) continue;
    throw new AppError({
      code: "allow-host-not-a-name",
      category: "usage",
      text: {
        zh: "--allow-host {name}：这里要一个完整的主机名，不带协议、端口和通配符，例如 host.docker.internal。",
        en: "--allow-host {name}: give one whole host name without scheme, port or wildcard, such as host.docker.internal.",
      },
      args: { name },
    });
  }
  return names.map((name) => name.toLowerCase());
}

function isHostName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(name);
}

import type { JsonObject } from "../../core/json.js";
import { stringifyJson } from "../../core/json.js";
import { kindOfHost } from "../host.js";

export type ConfigFormat = "json" | "yaml";

export type Plan = {
  readonly mode: "one-step" | "two-step";
  /** By callback id; without one the reference merchant takes its place. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly clientKey: string | undefined;
  readonly clientSecretEnv: string | undefined;
};

const schema = "./node_modules/douyin-hotel/schemas/config.schema.json";

/** The config file as a person would write it: nothing that already is the default, and no secret. */
export async function configText(plan: Plan, format: ConfigFormat): Promise<string> {
  const config = configOf(plan);
  if (format === "json") return `${stringifyJson(config, 2)}\n`;
  const { stringify } = await import("yaml");
  return `# yaml-language-server: $schema=${schema}\n${stringify(config)}`;
}

function configOf({ mode, endpoints, clientKey, clientSecretEnv }: Plan): JsonObject {
  const targets = [...new Set(Object.values(endpoints).map((url) => new URL(url)))]
    .filter(({ hostname }) => kindOfHost(hostname) !== "loopback")
    .map(({ host }) => host);
  return {
    $schema: schema,
    merchant: { mode },
    ...(Object.keys(endpoints).length > 0 ? { endpoints } : {}),
    ...(targets.length > 0 ? { targets: [...new Set(targets)] } : {}),
    ...(clientKey === undefined ? {} : { clientKey }),
    ...(clientSecretEnv === undefined ? {} : { clientSecretEnv }),
  };
}

import { lstatSync, realpathSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { visible } from "../../core/visible.js";
import { type ConfigDocument, mistakeAt, placeOf } from "./config-document.js";

type Path = readonly (string | number)[];

/**
 * Makes the paths of a config absolute: they are relative to the file that names them. A project file may write
 * reports only below its own folder, symbolic links followed. Throws `AppError` that names the place.
 */
export function resolvePaths(document: ConfigDocument, values: JsonObject, kind: "project" | "user"): JsonObject {
  const base = dirname(document.file);
  const section = (inner: JsonObject, at: Path): JsonObject => ({
    ...inner,
    ...(typeof inner.clientSecretFile === "string" ? { clientSecretFile: resolve(base, inner.clientSecretFile) } : {}),
    ...(Array.isArray(inner.cases) ? { cases: inner.cases.map((path) => resolve(base, String(path))) } : {}),
    ...(Array.isArray(inner.reporters)
      ? { reporters: inner.reporters.map((value, i) => reporterOf(value, [...at, "reporters", i])) }
      : {}),
  });
  const reporterOf = (value: JsonValue, at: Path): JsonValue => {
    const sign = typeof value === "string" ? value.indexOf("=") : -1;
    const file = typeof value === "string" && sign >= 0 ? value.slice(sign + 1) : "-";
    if (typeof value !== "string" || file === "-") return value;
    const full = resolve(base, file);
    if (kind === "project" && !isBelow(full, base)) {
      throw mistakeAt(document, placeOf(document, at), {
        code: "config-report-outside",
        text: {
          zh: "报告 {path} 不在配置文件的目录之内。请写在 {folder} 之内，或改用命令行的 --reporter。",
          en: "the report {path} lies outside the config file's folder. Put it below {folder}, or use --reporter on the command line.",
        },
        args: { path: visible(file), folder: base },
      });
    }
    return `${value.slice(0, sign)}=${full}`;
  };
  const { profiles } = values;
  return {
    ...section(values, []),
    ...(isObject(profiles)
      ? {
          profiles: Object.fromEntries(
            Object.entries(profiles).map(([name, inner]) => [
              name,
              isObject(inner) ? section(inner, ["profiles", name]) : inner,
            ]),
          ),
        }
      : {}),
  };
}

/** Also by where links lead: that of the file itself, else that of the nearest folder which is there. */
function isBelow(path: string, base: string): boolean {
  if (path.includes("\0") || !path.startsWith(base === sep ? sep : base + sep)) return false;
  const root = realpathSync(base);
  const real = realOf(path);
  return real?.startsWith(root === sep ? sep : root + sep) ?? false;
}

/** The real path of what may not be there yet; undefined when a link on the way leads nowhere or in a circle. */
function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ENOENT" || isLink(path)) return undefined;
    const above = realOf(dirname(path));
    return above === undefined ? undefined : resolve(above, path.slice(dirname(path).length).replace(/^[/\\]+/, ""));
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

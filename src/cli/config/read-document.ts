import type { ConfigDocument } from "./config-document.js";

/** Reads JSON or YAML by the file's name. Throws `AppError` that names the place. */
export async function readDocument(file: string, text: string): Promise<ConfigDocument> {
  const { value, tree } = file.endsWith(".json")
    ? (await import("./json-config.js")).readJsonConfig(file, text)
    : await (await import("./yaml-config.js")).readYamlConfig(file, text);
  return { file, text, value, tree };
}

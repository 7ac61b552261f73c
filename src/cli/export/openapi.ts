import { type JsonObject, stringifyJson } from "../../core/json.js";
import { callbackExamples } from "../../mocks/callback-examples.js";
import { allDefinitions } from "../catalogue-sources.js";
import type { Call, Context } from "../command.js";
import type { ExitCode } from "../exit.js";
import { packageVersion } from "../package-version.js";
import { saveFile } from "../save-file.js";
import { openapiDocument } from "./openapi/document.js";

/** The catalogue as OpenAPI 3.1, on stdout or in a file (YAML where its name says so). */
export default async function exportOpenapi({ options }: Call, context: Context): Promise<ExitCode> {
  const document = await catalogueDocument(context);
  const out = typeof options.out === "string" ? options.out : undefined;
  const text = await render(document, out);
  if (out === undefined || out === "-") await context.print(text);
  else {
    saveFile(out, text, context.cwd);
    context.note(saved, { file: out });
  }
  return 0;
}

const saved = { zh: "已写入 {file}。", en: "Written to {file}." };

async function catalogueDocument(context: Context): Promise<JsonObject> {
  const [definitions, { operations }, { errorCodes }, { platformCodes }] = await Promise.all([
    allDefinitions(context),
    import("../../operations/registry.js"),
    import("../../generated/error-codes.js"),
    import("../../generated/platform-codes.js"),
  ]);
  return openapiDocument({
    definitions,
    operations: await Promise.all(operations.ids.map((id) => operations.load(id))),
    errorCodes,
    platformCodes,
    examples: await callbackExamples(definitions),
    version: packageVersion(),
    t: context.t,
  });
}

async function render(document: JsonObject, out: string | undefined): Promise<string> {
  if (out === undefined || !/\.ya?ml$/i.test(out)) return `${stringifyJson(document, 2)}\n`;
  const { stringify } = await import("yaml");
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
}

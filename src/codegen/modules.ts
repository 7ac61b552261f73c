import { bundle, type SchemaNode } from "./bundle.js";
import { compileValidators } from "./compile.js";
import { hasFile, listFolders, type Read } from "./files.js";

export type GeneratedModule = { readonly path: string; render(read: Read): Promise<string> };

/** Every module that codegen writes, found by looking at what `schemas/` holds. */
export function listModules(root: URL): readonly GeneratedModule[] {
  const callbacks = listFolders(root, "schemas/").filter((name) =>
    hasFile(root, `schemas/${name}/request.schema.json`),
  );
  const operations = listFolders(root, "schemas/operations/");
  return [
    ...callbacks.map(callbackModule),
    ...operations.map(operationModule),
    ...singleSchemas.filter(({ file }) => hasFile(root, file)).map(singleModule),
    ...tables.filter(({ file }) => hasFile(root, file)).map(tableModule),
  ];
}

const singleSchemas = [
  { path: "config-schema.ts", file: "schemas/config.schema.json", name: "configSchema" },
  { path: "case-schema.ts", file: "schemas/case.schema.json", name: "caseSchema" },
];

const tables = [
  { path: "error-codes.ts", file: "schemas/error-codes.json", name: "errorCodes", type: "ErrorCode" },
  { path: "platform-codes.ts", file: "schemas/platform-codes.json", name: "platformCodes", type: "PlatformCode" },
  { path: "conflicts.ts", file: "schemas/conflicts.json", name: "conflicts", type: "Conflict" },
];

function callbackModule(name: string): GeneratedModule {
  return {
    path: `${name}.ts`,
    async render(read) {
      const schemas = readPair(`schemas/${name}`, read);
      const samples =
        `export const docSample: string = ${JSON.stringify(read(`fixtures/${name}/doc-sample.request.txt`))};\n` +
        `export const docSampleResponse: string = ${JSON.stringify(read(`fixtures/${name}/doc-sample.response.txt`))};\n`;
      return schemaModule(schemas, "../core/", samples);
    },
  };
}

function operationModule(name: string): GeneratedModule {
  return {
    path: `operations/${name}.ts`,
    render: async (read) => schemaModule(readPair(`schemas/operations/${name}`, read), "../../core/", ""),
  };
}

function singleModule({ path, file, name }: (typeof singleSchemas)[number]): GeneratedModule {
  return { path, render: async (read) => schemaModule({ [name]: bundle(file, read) }, "../core/", "") };
}

function tableModule({ path, file, name, type }: (typeof tables)[number]): GeneratedModule {
  return {
    path,
    async render(read) {
      const rows = parsed(JSON.parse(read(file)));
      return `${banner}import type { ${type} } from "../core/catalogue.js";\n\nexport const ${name}: readonly ${type}[] = ${rows};\n`;
    },
  };
}

function readPair(folder: string, read: Read): Readonly<Record<string, SchemaNode>> {
  return {
    request: bundle(`${folder}/request.schema.json`, read),
    response: bundle(`${folder}/response.schema.json`, read),
  };
}

/** Code for a large value that is only data: an engine reads JSON text several times as fast as an object literal. */
function parsed(value: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}

const banner = "// Generated from schemas/ by `npm run codegen`. Do not edit.\n";

function schemaModule(schemas: Readonly<Record<string, SchemaNode>>, core: string, rest: string): string {
  const messages = Object.entries(schemas).map(
    ([name, schema]) =>
      `export const ${name}: MessageSchema = {\n  schema: ${parsed(schema)},\n` +
      // An "if" error only announces the mistake that its branch reports as well.
      `  validate: (value) => (${name}Validator(value) ? [] : ${name}Validator.errors.filter((mistake) => mistake.keyword !== "if")),\n};\n`,
  );
  return [
    `// @ts-nocheck\n${banner}import type { MessageSchema } from "${core}callback.js";\n`,
    compileValidators(schemas),
    ...messages,
    rest,
  ].join("\n");
}

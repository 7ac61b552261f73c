import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import formats from "ajv-formats";
import type { SchemaNode } from "./bundle.js";

/** Code that declares `<name>Validator` for every schema, compiled ahead of time. */
export function compileValidators(schemas: Readonly<Record<string, SchemaNode>>): string {
  const ajv = new Ajv2020({
    allErrors: true,
    // What is said of a mistake is said in two languages, elsewhere.
    messages: false,
    strict: true,
    allowUnionTypes: true,
    // `then` branches require fields that the main branch describes.
    strictRequired: false,
    loopRequired: 2,
    code: { source: true, esm: true, lines: true },
  });
  formats.default(ajv);
  // Ajv keeps a list of what was looked at in every object, for a keyword that no schema here uses.
  ajv.opts.unevaluated = false;
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(withoutAnnotations(schema), name);
  const exported = Object.fromEntries(Object.keys(schemas).map((name) => [`${name}Validator`, name]));
  return localise(standalone.default(ajv, exported));
}

/** Titles and `x-` keywords say nothing about validity and would only be repeated in the code. */
export function withoutAnnotations(schema: SchemaNode): SchemaNode {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !keyword.startsWith("x-") && keyword !== "title" && keyword !== "description")
      .map(([keyword, value]) => [keyword, keyword === "properties" ? eachProperty(value) : inner(value)]),
  );
}

function eachProperty(properties: unknown): unknown {
  if (!isNode(properties)) return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, inner(schema)]));
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner);
  return isNode(value) ? withoutAnnotations(value) : value;
}

function isNode(value: unknown): value is SchemaNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Ajv's ESM output still calls `require` for its runtime functions, and exports what is private here. */
function localise(code: string): string {
  const local = code.replace(/^"use strict";/, "").replaceAll("export const ", "const ");
  const files = new Map<string, string>();
  const body = compact(local).replace(/require\("([^"]+)"\)/g, (_, path: string) => {
    const name = files.get(path) ?? `runtime${files.size}`;
    files.set(path, name);
    return name;
  });
  const imports = [...files].map(([path, name]) => `import ${name} from "${path}.js";\n`);
  return `${imports.join("")}\n${body}`;
}

/** Ajv writes the same six lines for each of a hundred mistakes; an engine has to read them before it can start. */
function compact(code: string): string {
  return code.replace(
    /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\n/g,
    (_, _name, mistake: string) => `(vErrors ??= []).push(${mistake});\n`,
  );
}

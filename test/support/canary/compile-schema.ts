import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { MessageSchema } from "../../../src/core/callback.js";

/** A schema of this folder with a validator made at run time. */
export function compileSchema(name: string): MessageSchema {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8"));
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
  return { schema, validate: (value) => (validate(value) ? [] : (validate.errors ?? [])) };
}

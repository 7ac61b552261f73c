import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { readSchema } from "./schema-files.js";

/** What `schemas/report.schema.json` has against a report; empty when nothing. */
export function schemaMistakes(report: unknown): readonly string[] {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const isReport = ajv.compile(readSchema("schemas/report.schema.json"));
  isReport(report);
  return (isReport.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

import { readdirSync, readFileSync } from "node:fs";
import { bundle, type SchemaNode } from "../../src/codegen/bundle.js";
import { projectRoot } from "./cli.js";

/** Every schema file of the catalogue, paths relative to the project. */
export const schemaFiles: readonly string[] = readdirSync(`${projectRoot}/schemas`, {
  recursive: true,
  encoding: "utf8",
})
  .filter((name) => name.endsWith(".schema.json"))
  .map((name) => `schemas/${name.replaceAll("\\", "/")}`)
  .sort();

export function readProjectFile(path: string): string {
  return readFileSync(`${projectRoot}/${path}`, "utf8");
}

/** A schema file as it stands, references unresolved. */
export function readSchema(path: string): SchemaNode {
  return JSON.parse(readProjectFile(path));
}

/** The same with every reference replaced by what it points at. */
export function bundledSchema(path: string): SchemaNode {
  return bundle(path, readProjectFile);
}

/** Every subschema of `schema` that describes a value, with its place. */
export function describedNodes(schema: SchemaNode, place = "#"): readonly { place: string; node: SchemaNode }[] {
  const inner = Object.entries(schema).flatMap(([keyword, value]) => {
    if (["properties", "patternProperties", "$defs"].includes(keyword)) {
      return Object.entries(value as Record<string, SchemaNode>).flatMap(([name, child]) =>
        describedNodes(child, `${place}/${keyword}/${name}`),
      );
    }
    const isSchema = ["items", "additionalProperties"].includes(keyword) && typeof value === "object";
    return isSchema ? describedNodes(value as SchemaNode, `${place}/${keyword}`) : [];
  });
  return [{ place, node: schema }, ...inner];
}

import { isObject, type JsonObject, type JsonValue } from "../core/json.js";

/** A value that conforms to the schema; the same seed (32 bits) gives the same value. */
export type Faker = (schema: JsonObject, seed: number) => JsonValue;

/** json-schema-faker behind the one question that the samplers ask. */
export async function loadFaker(): Promise<Faker> {
  const { generateSync } = await import("json-schema-faker");
  // Its default depth of 5 drops optional content below silently. The schemas describe JSON, so JSON comes out.
  return (schema, seed) => generateSync(simplify(schema), { seed, maxDepth: 20 }) as JsonValue;
}

/**
 * The part of a schema that json-schema-faker gets right: without conditions (it only ever takes `then`) and annotations,
 * and with both bounds for every integer (it ignores a large minimum that stands alone).
 */
function simplify(schema: JsonObject): { [key: string]: unknown } {
  const simple: { [key: string]: unknown } = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "properties" && isObject(value)) simple[key] = mapValues(value);
    else if (key === "items" && isObject(value)) simple[key] = simplify(value);
    else if (!isDropped(key)) simple[key] = value;
  }
  return isInteger(schema) ? { ...simple, ...bounds(schema) } : simple;
}

function mapValues(properties: JsonObject): { [key: string]: unknown } {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, isObject(value) ? simplify(value) : value]),
  );
}

function isDropped(key: string): boolean {
  return key.startsWith("x-") || ["$schema", "title", "description", "if", "then", "else", "allOf"].includes(key);
}

function isInteger(schema: JsonObject): boolean {
  return schema.enum === undefined && (schema.type === "integer" || schema.type === "number");
}

function bounds({ minimum, maximum }: JsonObject): { readonly minimum: number; readonly maximum: number } {
  const low = typeof minimum === "number" ? minimum : Math.min(1, typeof maximum === "number" ? maximum : 1);
  return { minimum: low, maximum: typeof maximum === "number" ? maximum : low + 999 };
}

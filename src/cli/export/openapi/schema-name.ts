/** Name of a message among the components: `CreateOrderRequest`. */
export function schemaName(id: string, part: "request" | "response"): string {
  return [...id.split("-"), part].map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join("");
}

/** A media type whose schema is a component. */
export function jsonContent(id: string, part: "request" | "response", examples = {}) {
  return { "application/json": { schema: { $ref: `#/components/schemas/${schemaName(id, part)}` }, ...examples } };
}

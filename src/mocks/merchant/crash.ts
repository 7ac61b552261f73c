/** Thrown by a fault where the merchant's own code would die: the framework then answers 500. */
export class Crash extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "Crash";
  }
}

/** The error body of a framework that nobody configured. */
export function crashResponse(): Response {
  const body = JSON.stringify({ status: 500, error: "Internal Server Error", message: "No message available" });
  return new Response(body, { status: 500, headers: { "content-type": "application/json" } });
}

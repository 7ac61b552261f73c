import type { MockPlatform } from "../mock-platform.js";

/** Whether a button asks for this path. */
export function isAction(path: string): boolean {
  const [, action = ""] = /^\/orders\/[^/]+\/([a-z]+)$/.exec(path) ?? [];
  return path === "/orders" || path === "/tokens/expire" || Object.hasOwn(actions, action);
}

/**
 * Does what a button asks for, without waiting for the merchant, and says where to look next; undefined for a path that no
 * button has. Throws `AppError` for what cannot be done.
 */
export function perform(path: string, fields: URLSearchParams, platform: MockPlatform): string | undefined {
  if (path === "/orders") return orderPath(platform.create(wishOf(fields)).orderId);
  if (path === "/tokens/expire") {
    platform.expireTokens();
    return "/";
  }
  const [, id = "", action = ""] = /^\/orders\/([^/]+)\/([a-z]+)$/.exec(path) ?? [];
  const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!act) return undefined;
  const orderId = decoded(id);
  act(orderId, fields, platform);
  return orderPath(orderId);
}

export function orderPath(orderId: string): string {
  return `/orders/${encodeURIComponent(orderId)}`;
}

export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // No order has such an id, and that is what will be said.
    return segment;
  }
}

type Act = (orderId: string, fields: URLSearchParams, platform: MockPlatform) => void;

const actions: Readonly<Record<string, Act>> = {
  pay: (orderId, _, platform) => platform.pay(orderId),
  cancel: (orderId, fields, platform) => void platform.cancel(orderId, variantOf(fields)),
  resend: (orderId, _, platform) => void platform.resend(orderId),
  expire: (orderId, _, platform) => platform.expire(orderId),
};

function variantOf(fields: URLSearchParams): { readonly variant?: string } {
  const variant = fields.get("variant") ?? "";
  return variant === "" ? {} : { variant };
}

function wishOf(fields: URLSearchParams): { readonly variant?: string; readonly isPaid?: boolean } {
  const paid = fields.get("paid");
  return { ...variantOf(fields), ...(paid === "yes" || paid === "no" ? { isPaid: paid === "yes" } : {}) };
}

import type { CallbackDefinition, Registry } from "../core/callback.js";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";
import type { Call } from "./command.js";

/**
 * Loads the callback that the command line names. `others`: what could have been written in its place.
 * Throws `AppError` with the nearest real name.
 */
export async function chooseCallback(
  name: string | undefined,
  registry: Registry,
  others: readonly string[] = [],
): Promise<CallbackDefinition> {
  if (name !== undefined && registry.ids.includes(name)) return registry.load(name);
  const names = [...registry.ids, ...others];
  if (!name) throw callbackMissing(names);
  const [hint] = nearest(name, names, 1);
  throw new AppError({
    code: "unknown-callback",
    category: "usage",
    text: hint
      ? { zh: "没有回调 {name}。最接近的是 {hint}。", en: "There is no callback {name}. The nearest one is {hint}." }
      : { zh: "没有回调 {name}。可以是：{all}。", en: "There is no callback {name}. It can be: {all}." },
    args: { name, hint: hint ?? "", all: names.join(", ") },
  });
}

/** The callback named by the first argument. */
export function calledCallback(call: Call, registry: Registry): Promise<CallbackDefinition> {
  return chooseCallback(call.args[0], registry);
}

function callbackMissing(names: readonly string[]): AppError {
  return new AppError({
    code: "callback-missing",
    category: "usage",
    text: { zh: "没有写是哪个回调。可以是：{all}。", en: "The callback is missing. It can be: {all}." },
    args: { all: names.join(", ") },
  });
}

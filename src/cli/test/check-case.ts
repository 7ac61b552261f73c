import { checks } from "../../cases/checks/index.js";
import type { CallbackDefinition, Registry } from "../../core/callback.js";
import type { Case, Delivery, NewDelivery, Step } from "../../core/case.js";
import { listFields, nodeAt } from "../../core/fields.js";
import { nearest } from "../../core/nearest.js";
import { parsePath } from "../../core/pointer.js";
import { AppError } from "../../core/problem.js";
import type { Text, TextArgs } from "../../core/text.js";
import { visible } from "../../core/visible.js";
import { type ConfigDocument, mistakeAt, placeOf } from "../config/config-document.js";

type Path = readonly (string | number)[];

type Setting = {
  readonly document: ConfigDocument;
  /** Where the case stands in the file. */
  readonly path: Path;
  readonly registry: Registry;
};

/**
 * Checks what the schema cannot know: that names refer to earlier steps, and that callbacks, variants, fields and rules are
 * real ones. Throws `AppError` that names the place.
 */
export async function checkCase(candidate: Case, setting: Setting): Promise<void> {
  const made = new Map<string, string | undefined>();
  for (const [index, step] of candidate.steps.entries()) {
    const at = [...setting.path, "steps", index];
    const earlier = new Map(made);
    for (const [delivery, place] of deliveriesOf(step, at)) {
      if (made.has(delivery.name)) throw mistake(setting, [...place, "name"], nameTaken, { name: delivery.name });
      await checkDelivery(delivery, place, earlier, setting);
      made.set(delivery.name, callbackOf(delivery, earlier));
    }
    if ("awaitOperation" in step) {
      const { after } = step.awaitOperation;
      requireOne(after, [...made.keys()], noStep, [...at, "awaitOperation", "after"], setting);
    }
  }
  for (const [index, { rule, of }] of candidate.expect.entries()) {
    const at = [...setting.path, "expect", index];
    requireOne(rule, Object.keys(checks), noRule, [...at, "rule"], setting);
    for (const [i, name] of of.entries()) requireOne(name, [...made.keys()], noStep, [...at, "of", i], setting);
  }
}

function deliveriesOf(step: Step, at: Path): readonly (readonly [Delivery, Path])[] {
  if ("deliver" in step) return [[step.deliver, [...at, "deliver"]]];
  return "together" in step ? step.together.map((one, i) => [one, [...at, "together", i]] as const) : [];
}

function callbackOf(delivery: Delivery, earlier: ReadonlyMap<string, string | undefined>): string | undefined {
  return "repeat" in delivery ? earlier.get(delivery.repeat) : delivery.callback;
}

/** By which of its keys a delivery is told apart, and what cannot stand beside it. */
async function checkDelivery(
  delivery: Delivery,
  at: Path,
  earlier: ReadonlyMap<string, string | undefined>,
  setting: Setting,
): Promise<void> {
  if ("repeat" in delivery) {
    refuseBeside("repeat", ["callback", "raw", ...payloadKeys], delivery, at, setting);
    return requireOne(delivery.repeat, [...earlier.keys()], noStep, [...at, "repeat"], setting);
  }
  if (delivery.callback === undefined) throw mistake(setting, at, noKind, { name: (delivery as Delivery).name });
  requireOne(delivery.callback, setting.registry.ids, noCallback, [...at, "callback"], setting);
  refuseBeside("callback", ["isExact"], delivery, at, setting);
  if ("raw" in delivery) return refuseBeside("raw", payloadKeys, delivery, at, setting);
  await checkNew(delivery, at, earlier, setting);
}

const payloadKeys = ["variant", "about", "like", "set", "unset", "put", "omit", "take", "provoke"];

function refuseBeside(key: string, others: readonly string[], delivery: Delivery, at: Path, setting: Setting): void {
  const other = others.find((name) => name in delivery);
  if (other !== undefined) throw mistake(setting, [...at, other], notBeside, { key, other });
}

async function checkNew(
  delivery: NewDelivery,
  at: Path,
  earlier: ReadonlyMap<string, string | undefined>,
  setting: Setting,
): Promise<void> {
  const { variant, about, like, set = {}, unset = [], put = {}, omit = [], take = [] } = delivery;
  const definition = await setting.registry.load(delivery.callback);
  const variants = definition.variants.map(({ name }) => name);
  if (variant !== undefined) requireOne(variant, variants, noVariant, [...at, "variant"], setting);
  if (about !== undefined) requireOne(about, [...earlier.keys()], noStep, [...at, "about"], setting);
  if (like !== undefined) requireOne(like, [...earlier.keys()], noStep, [...at, "like"], setting);
  for (const path of Object.keys(set)) requireField(path, definition, [...at, "set", path], setting);
  for (const [i, path] of unset.entries()) requireField(path, definition, [...at, "unset", i], setting);
  for (const path of Object.keys(put)) requirePath(path, [...at, "put", path], setting);
  for (const [i, path] of omit.entries()) requirePath(path, [...at, "omit", i], setting);
  for (const [i, { path, from }] of take.entries()) {
    requirePath(path, [...at, "take", i, "path"], setting);
    requireOne(from, [...earlier.keys()], noStep, [...at, "take", i, "from"], setting);
  }
}

function requireField(path: string, { id, request }: CallbackDefinition, at: Path, setting: Setting): void {
  requirePath(path, at, setting);
  if (nodeAt(request.schema, path) !== undefined) return;
  const [hint] = nearest(
    path.replace(/\[\d+\]/g, "[]"),
    listFields(request.schema).map((field) => field.path),
    1,
  );
  const args = { name: visible(path), callback: id, hint: hint ?? "" };
  throw mistake(setting, at, hint ? noFieldWithHint : noField, args);
}

function requirePath(path: string, at: Path, setting: Setting): void {
  try {
    parsePath(path);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const { text, args } = cause.say;
    throw mistake(setting, at, text, args ?? {});
  }
}

function requireOne(name: string, known: readonly string[], text: Text, at: Path, setting: Setting): void {
  if (known.includes(name)) return;
  const [hint] = nearest(name, known, 1);
  const next: Text = hint
    ? { zh: "最接近的是 {hint}。", en: "The nearest one is {hint}." }
    : known.length === 0
      ? { zh: "", en: "" }
      : { zh: "可以是：{all}。", en: "It can be: {all}." };
  const whole: Text = { zh: `${text.zh}${next.zh}`, en: `${text.en} ${next.en}`.trimEnd() };
  throw mistake(setting, at, whole, { name: visible(name), hint: hint ?? "", all: known.join(", ") });
}

function mistake({ document }: Setting, at: Path, text: Text, args: TextArgs): AppError {
  return mistakeAt(document, placeOf(document, at), { code: "case-malformed", text, args });
}

const nameTaken: Text = {
  zh: "这个用例里已经有名为 {name} 的步骤。",
  en: "this case has a step named {name} already.",
};
const noStep: Text = { zh: "前面没有名为 {name} 的步骤。", en: "no earlier step is named {name}." };
const noRule: Text = {
  zh: "{name} 不是跨步骤的规则。",
  en: "{name} is no rule over several steps.",
};
const noCallback: Text = { zh: "{name} 不是回调。", en: "{name} is no callback." };
const noVariant: Text = { zh: "没有变体 {name}。", en: "there is no variant {name}." };
const noKind: Text = {
  zh: "步骤 {name} 要写 callback（新的请求体）或 repeat（重发先前的）。",
  en: "the step {name} needs callback (a new payload) or repeat (an earlier one again).",
};
const notBeside: Text = { zh: "{other} 不能与 {key} 同时写。", en: "{other} cannot stand beside {key}." };
const noFieldWithHint: Text = {
  zh: "{callback} 没有字段 {name}。最接近的是 {hint}；文档里没有的字段请写在 put 里。",
  en: "{callback} has no field {name}. The nearest one is {hint}; fields that the documents don't have go into put.",
};
const noField: Text = {
  zh: "{callback} 没有字段 {name}。文档里没有的字段请写在 put 里。",
  en: "{callback} has no field {name}. Fields that the documents don't have go into put.",
};

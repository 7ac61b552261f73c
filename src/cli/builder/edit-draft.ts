import { isObject, type JsonObject, stringifyJson } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import { AppError } from "../../core/problem.js";
import type { Message, Text } from "../../core/text.js";
import type { Assignment } from "../../engine/assign.js";
import type { Context } from "../command.js";
import { clearPayload, type Draft, generated, type Maker } from "./draft.js";
import { editorCommand, editText } from "./editor.js";
import { assignmentsBetween } from "./payload-diff.js";
import { previewOf } from "./preview.js";
import type { Prompter } from "./prompts.js";
import type { Quote } from "./quote.js";

type EditDeps = { readonly prompter: Prompter; readonly make: Maker; readonly context: Context };

/** Opens the payload in the user's editor until it is JSON that can be sent or the changes are given up. */
export async function editDraft(draft: Draft, deps: EditDeps): Promise<Draft> {
  const { prompter, make, context } = deps;
  const editor = editorCommand(context.env);
  if (editor === undefined) {
    prompter.say(context.t(texts.noEditor));
    return draft;
  }
  const original = `${stringifyJson(clearPayload(generated(draft, make)), 2)}\n`;
  let text = original;
  for (;;) {
    try {
      text = await editText(text, { editor, name: draft.definition.id, signal: context.signal });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "editor-failed") throw error;
      prompter.say(context.t(error.say.text, error.say.args));
      return draft;
    }
    if (text === original) return draft;
    const read = readEdited(text, draft, make);
    if ("edited" in read) return letFollow(draft, read.edited, deps);
    if (!(await askAgain(read, deps))) return draft;
  }
}

type Edited = { readonly draft: Draft; readonly payload: JsonObject };

type Refusal = { readonly problem: Message; readonly quote?: Quote };

function readEdited(text: string, draft: Draft, make: Maker): { readonly edited: Edited } | Refusal {
  const parsed = parseJsonText(text);
  if (!parsed.ok) {
    const { message, line, column } = parsed.mistake;
    return { problem: message, quote: { text, line, column } };
  }
  const [twice] = parsed.duplicates;
  if (twice) {
    const { key, line, column } = twice;
    return { problem: { text: texts.twice, args: { key, line, column } }, quote: { text, line, column } };
  }
  if (!isObject(parsed.value)) return { problem: { text: texts.notAnObject } };
  const { value: payload } = parsed;
  try {
    const edited = draftOf(draft, payload, make);
    generated(edited, make);
    return { edited: { draft: edited, payload } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: error.say };
  }
}

/** The same start with the assignments that make it the edited payload, as far as nothing follows from them. */
function draftOf({ definition, options }: Draft, payload: JsonObject, make: Maker): Draft {
  const start = clearPayload(make({ ...options, assignments: [] }));
  const assignments = assignmentsBetween(start, payload, definition.request.schema);
  return { definition, options: { ...options, assignments, allowUnknown: true }, answers: [] };
}

/** Where other fields would follow from the edit, asks whether they shall; else the payload is exactly what was typed. */
async function letFollow(before: Draft, edited: Edited, deps: EditDeps): Promise<Draft> {
  const { make, prompter, context } = deps;
  const { t } = context;
  const followed = tidy(before, edited.draft, make);
  const followedPayload = clearPayload(generated(followed, make));
  const exact = tidy(before, pinned(edited, make), make);
  if (assignmentsBetween(edited.payload, followedPayload, before.definition.request.schema).length === 0)
    return followed;
  const views = { follow: followedPayload, exact: clearPayload(generated(exact, make)) };
  const reply = await prompter.menu<"follow" | "exact">({
    title: t(texts.follow),
    help: [],
    canGoBack: false,
    choices: [
      { value: "follow", name: t(texts.doFollow), help: [t(texts.doFollowHelp)] },
      { value: "exact", name: t(texts.keep), help: [t(texts.keepHelp)] },
    ],
    preview: (value) => ({
      cautions: [],
      preview: previewOf(before.definition, views[value], t, { before: edited.payload }),
    }),
  });
  return reply.kind === "value" && reply.value === "exact" ? exact : followed;
}

/** What follows from an assignment is set back to what was typed, until nothing differs. */
function pinned({ draft, payload }: Edited, make: Maker): Draft {
  let current = draft;
  for (let round = 0; round < 5; round++) {
    const now = clearPayload(generated(current, make));
    const pins = assignmentsBetween(now, payload, draft.definition.request.schema);
    if (pins.length === 0) return current;
    current = withAssignments(current, [...(current.options.assignments ?? []), ...pins]);
  }
  return current;
}

/** `--allow-unknown` only where it is needed. */
function tidy(before: Draft, draft: Draft, make: Maker): Draft {
  const strict = { ...draft, options: { ...draft.options, allowUnknown: before.options.allowUnknown } };
  try {
    generated(strict, make);
    return strict;
  } catch (error) {
    if (error instanceof AppError) return draft;
    throw error;
  }
}

function withAssignments(draft: Draft, assignments: readonly Assignment[]): Draft {
  return { ...draft, options: { ...draft.options, assignments } };
}

async function askAgain(
  { problem: { text, args }, quote }: Refusal,
  { prompter, context: { t } }: EditDeps,
): Promise<boolean> {
  const reply = await prompter.menu({
    title: t(text, args),
    help: [],
    ...(quote ? { quote } : {}),
    canGoBack: false,
    choices: [
      { value: true, name: t(texts.again) },
      { value: false, name: t(texts.giveUp) },
    ],
  });
  return reply.kind === "value" && reply.value;
}

const texts = {
  noEditor: {
    zh: "没有设置编辑器。请设置环境变量 EDITOR 或 VISUAL，例如 EDITOR=vim。",
    en: "No editor is set. Set the variable EDITOR or VISUAL, for instance EDITOR=vim.",
  },
  twice: {
    zh: "第 {line} 行第 {column} 列：键 {key} 在同一个对象里出现了两次，请去掉一个。",
    en: "Line {line}, column {column}: the key {key} stands twice in one object; take one away.",
  },
  notAnObject: {
    zh: "请求体必须是一个 JSON 对象。",
    en: "The payload must be a JSON object.",
  },
  follow: {
    zh: "有些字段取决于改动。它们跟着变吗？",
    en: "Some fields depend on what was changed. Shall they follow?",
  },
  doFollow: { zh: "跟着变", en: "Let them follow" },
  doFollowHelp: { zh: "总价、日期等按改动重新计算。", en: "Totals, dates and the like are worked out again." },
  keep: { zh: "保持原样", en: "Keep what was typed" },
  keepHelp: {
    zh: "与编辑器里的内容完全一致，即使对不上。",
    en: "Exactly what stood in the editor, even if it does not add up.",
  },
  again: { zh: "继续编辑", en: "Edit again" },
  giveUp: { zh: "放弃这些改动", en: "Give these changes up" },
} satisfies Record<string, Text>;

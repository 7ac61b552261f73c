import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { listFields } from "../../core/fields.js";
import { stringifyJson } from "../../core/json.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import { visibleBlock } from "../../reporters/visible-text.js";
import type { Context } from "../command.js";
import { fold } from "../fold.js";
import { indentJson } from "../json-view.js";
import { checkWritable, saveFile } from "../save-file.js";
import { clearPayload, type Draft, generated, type Maker, valueAt } from "./draft.js";
import { editDraft } from "./edit-draft.js";
import { askField } from "./field-question.js";
import { previewOf } from "./preview.js";
import type { LineCheck, Prompter, Reply } from "./prompts.js";
import { typedText } from "./value-text.js";

/** How the builder ends. */
export type Ending =
  | { readonly kind: "send"; readonly draft: Draft }
  | { readonly kind: "print"; readonly draft: Draft }
  | { readonly kind: "save"; readonly draft: Draft; readonly file: string };

export type ReviewDeps = { readonly prompter: Prompter; readonly make: Maker; readonly context: Context };

type Action = "send" | "print" | "save" | "change" | "edit" | "show";

/** Shows what was built and asks what to do with it, until it is sent, saved or printed, or the questions are gone back to. */
export async function review(start: Draft, canGoBack: boolean, deps: ReviewDeps): Promise<Reply<Ending>> {
  let draft = start;
  let marked = 0;
  for (;;) {
    const reply = await askAction(draft, marked, canGoBack, deps);
    if (reply.kind === "back") return reply;
    marked = actions.indexOf(reply.value);
    switch (reply.value) {
      case "send":
      case "print":
        return { kind: "value", value: { kind: reply.value, draft } };
      case "save": {
        const file = await askFile(draft, deps);
        if (file.kind === "value") return { kind: "value", value: { kind: "save", draft, file: file.value } };
        break;
      }
      case "change":
        draft = await changeField(draft, deps);
        break;
      case "edit":
        draft = await editDraft(draft, deps);
        break;
      case "show":
        show(draft, deps);
    }
  }
}

const actions: readonly Action[] = ["send", "print", "save", "change", "edit", "show"];

function askAction(
  draft: Draft,
  initial: number,
  canGoBack: boolean,
  { prompter, make, context: { t } }: ReviewDeps,
): Promise<Reply<Action>> {
  const standing = standingOf(draft, make, t);
  return prompter.menu({
    title: t(titles.review),
    help: [],
    canGoBack,
    initial,
    choices: actions.map((action) => ({
      value: action,
      name: t(actionTexts[action].name),
      help: [t(actionTexts[action].help)],
    })),
    preview: () => standing,
  });
}

/** The payload at a glance, and what the laws say against it. */
function standingOf(draft: Draft, make: Maker, t: Context["t"]): LineCheck {
  const result = generated(draft, make);
  return {
    cautions: result.notes.map(({ text, args }) => t(text, args)),
    preview: previewOf(draft.definition, clearPayload(result), t),
  };
}

async function askFile({ definition, options }: Draft, { prompter, context }: ReviewDeps): Promise<Reply<string>> {
  const { t, cwd } = context;
  return prompter.line({
    title: t(titles.file),
    help: [t(titles.fileHelp)],
    canGoBack: true,
    initial: `${[definition.id, options.fixture ? "copy" : options.variant].join("-")}.json`,
    check(text) {
      const nothing = { cautions: [], preview: [] };
      if (text.trim() === "") return { ...nothing, problem: t(titles.noFile) };
      try {
        checkWritable(text, cwd);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { ...nothing, problem: t(error.say.text, error.say.args) };
      }
      return { ...nothing, cautions: existsSync(resolve(cwd, text)) ? [t(titles.overwrites)] : [] };
    },
  });
}

/** Writes the exact bytes that would be sent. */
export function saveDraft({ draft, file }: Ending & { kind: "save" }, make: Maker, { cwd }: Context): void {
  saveFile(file, generated(draft, make).body, cwd);
}

async function changeField(draft: Draft, { prompter, make, context: { t } }: ReviewDeps): Promise<Draft> {
  const payload = clearPayload(generated(draft, make));
  const isLeaf = (path: string, all: readonly string[]): boolean =>
    !all.some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[]`));
  const fields = listFields(draft.definition.request.schema);
  const paths = fields.map(({ path }) => path);
  const reply = await prompter.menu({
    title: t(titles.field),
    help: [],
    canGoBack: true,
    choices: fields
      .filter(({ path }) => isLeaf(path, paths))
      .map(({ path, title, description }) => ({
        value: path,
        name: path,
        note: `${t(title)}  ${typedText(valueAt(payload, path))}`,
        help: [t(description)],
      })),
  });
  if (reply.kind === "back") return draft;
  const changed = await askField(draft, reply.value, { canGoBack: true }, { prompter, make, t });
  return changed.kind === "back" ? draft : changed.value;
}

function show(draft: Draft, { prompter, make, context }: ReviewDeps): void {
  const text = visibleBlock(stringifyJson(clearPayload(generated(draft, make))));
  prompter.say(fold(indentJson(text, context.style), 200, context));
}

const titles = {
  review: { zh: "请求体已就绪，接下来？", en: "The payload is ready. What now?" },
  file: { zh: "保存到哪个文件？", en: "Save to which file?" },
  fileHelp: {
    zh: "保存将要发送的字节；以后用 --fixture 文件 原样再发。",
    en: "The exact bytes are kept; --fixture FILE sends them again later.",
  },
  noFile: { zh: "请输入文件名。", en: "Type a file name." },
  overwrites: { zh: "这个文件已存在，会被覆盖。", en: "This file exists and will be overwritten." },
  field: { zh: "改哪个字段？", en: "Which field?" },
} satisfies Record<string, Text>;

const actionTexts: Readonly<Record<Action, { readonly name: Text; readonly help: Text }>> = {
  send: {
    name: { zh: "发送", en: "Send it" },
    help: {
      zh: "签名、发送，并判断应答。没有 --endpoint 时发给自带的参考商家。",
      en: "Sign it, send it and judge the answer. Without --endpoint it goes to the reference merchant.",
    },
  },
  print: {
    name: { zh: "输出等价的命令", en: "Print the command" },
    help: {
      zh: "在标准输出上给出一行 send 命令，它产生同样的字节。",
      en: "One line on stdout: the send command that makes the same bytes.",
    },
  },
  save: {
    name: { zh: "保存为样例", en: "Save as a fixture" },
    help: {
      zh: "把请求体存成文件，供 --fixture 使用。",
      en: "Keeps the payload in a file for --fixture.",
    },
  },
  change: {
    name: { zh: "再改一个字段", en: "Change a field" },
    help: { zh: "文档里的任何一个字段。", en: "Any field that the document has." },
  },
  edit: {
    name: { zh: "用 $EDITOR 编辑", en: "Edit in $EDITOR" },
    help: {
      zh: "在 VISUAL 或 EDITOR 指定的编辑器里修改整个请求体，回来后重新校验。",
      en: "The whole payload in the editor that VISUAL or EDITOR names; checked again afterwards.",
    },
  },
  show: {
    name: { zh: "查看整个请求体", en: "Show the whole payload" },
    help: { zh: "未加密的 JSON。", en: "The JSON before encryption." },
  },
};

/** Text being typed and where the cursor stands in it, in characters as a reader counts them. */
export type Editor = { readonly characters: readonly string[]; readonly cursor: number };

/** A key as Node's readline names it. */
export type Key = {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
  readonly shift?: boolean | undefined;
};

export function editorOf(text: string): Editor {
  const characters = charactersOf(text);
  return { characters, cursor: characters.length };
}

export function textOf({ characters }: Editor): string {
  return characters.join("");
}

/** The editor after a key; the same one for a key that edits nothing. */
export function pressKey(editor: Editor, key: Key): Editor {
  const command = commandOf(key);
  if (command) return command(editor);
  const typed = key.sequence ?? "";
  if (key.ctrl || key.meta || typed === "" || unprintable.test(typed)) return editor;
  return insert(editor, typed);
}

const unprintable = /[\u0000-\u001f\u007f-\u009f]/;

function charactersOf(text: string): readonly string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/** A mark that joins the character before it (an accent, the next part of an emoji) becomes one with it. */
function insert({ characters, cursor }: Editor, typed: string): Editor {
  const before = charactersOf(characters.slice(0, cursor).join("") + typed);
  return { characters: [...before, ...characters.slice(cursor)], cursor: before.length };
}

function commandOf({ name, ctrl, meta }: Key): ((editor: Editor) => Editor) | undefined {
  const chord = `${ctrl ? "ctrl-" : ""}${meta ? "meta-" : ""}${name ?? ""}`;
  return Object.hasOwn(commands, chord) ? commands[chord] : undefined;
}

const moveTo = (editor: Editor, cursor: number): Editor => ({
  ...editor,
  cursor: Math.max(0, Math.min(editor.characters.length, cursor)),
});

const remove = ({ characters }: Editor, from: number, to: number): Editor => {
  const start = Math.max(0, from);
  return { characters: [...characters.slice(0, start), ...characters.slice(to)], cursor: start };
};

/** Where the word before the cursor begins. */
function wordStart({ characters, cursor }: Editor): number {
  let at = cursor;
  while (at > 0 && characters[at - 1] === " ") at--;
  while (at > 0 && characters[at - 1] !== " ") at--;
  return at;
}

const toStart = (editor: Editor): Editor => moveTo(editor, 0);
const toEnd = (editor: Editor): Editor => moveTo(editor, editor.characters.length);
const left = (editor: Editor): Editor => moveTo(editor, editor.cursor - 1);
const right = (editor: Editor): Editor => moveTo(editor, editor.cursor + 1);
const eraseLeft = (editor: Editor): Editor => remove(editor, editor.cursor - 1, editor.cursor);
const eraseRight = (editor: Editor): Editor => remove(editor, editor.cursor, editor.cursor + 1);
const eraseWord = (editor: Editor): Editor => remove(editor, wordStart(editor), editor.cursor);

/** The keys of every shell's line. */
const commands: Readonly<Record<string, (editor: Editor) => Editor>> = {
  left,
  right,
  "ctrl-b": left,
  "ctrl-f": right,
  home: toStart,
  end: toEnd,
  "ctrl-a": toStart,
  "ctrl-e": toEnd,
  backspace: eraseLeft,
  "ctrl-h": eraseLeft,
  delete: eraseRight,
  "ctrl-d": eraseRight,
  "ctrl-w": eraseWord,
  "meta-backspace": eraseWord,
  "ctrl-u": (editor) => remove(editor, 0, editor.cursor),
  "ctrl-k": (editor) => remove(editor, editor.cursor, editor.characters.length),
};

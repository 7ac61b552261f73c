import { AppError } from "../../core/problem.js";
import type { Text, TextArgs } from "../../core/text.js";
import type { Ruler } from "../../reporters/columns.js";
import type { Style } from "../style.js";
import { inputOf, type View } from "./frame.js";
import type { Key } from "./line-editor.js";
import type { Prompter, Reply } from "./prompts.js";
import { answeredLine } from "./question-view.js";
import { lineScript, menuScript, type Script, type State } from "./script.js";

export type PrompterDeps = {
  readonly t: (text: Text, args?: TextArgs) => string;
  readonly style: Style;
  readonly ruler: Ruler;
  readonly signal: AbortSignal;
};

/** Questions on the real terminal, through inquirer. They go to stderr, so that stdout holds nothing but the result. */
export async function openPrompter(deps: PrompterDeps): Promise<Prompter> {
  const [{ default: inquirer }, core] = await Promise.all([import("inquirer"), import("@inquirer/core")]);
  const module = inquirer.createPromptModule({ input: process.stdin, output: process.stderr, signal: deps.signal });
  module.registerPrompt("question", questionPrompt(core, deps));
  const ask = async <T>(script: Script<T>): Promise<Reply<T>> => {
    // inquirer's types list its own prompts only; this one was registered above and gives an `Ending`.
    const question = { type: "question", name: "reply", script } as unknown as Stock;
    const { reply } = (await module([question]).catch(closed)) as unknown as { reply: Ending<T> };
    return reply.kind === "closed" ? interrupt(deps.signal) : reply;
  };
  return {
    line: (question) => ask(lineScript(question)),
    menu: (question) => ask(menuScript(question)),
    say: (text) => void process.stderr.write(`${text}\n`),
  };
}

type Stock = { readonly type: "input"; readonly name: "reply"; readonly message: string };

type Ending<T> = Reply<T> | { readonly kind: "closed" };

/** Ctrl-C, Ctrl-D and a signal all end the questions. */
function closed(error: unknown): { reply: Ending<never> } {
  const name = error instanceof Error ? error.name : "";
  if (name === "ExitPromptError" || name === "AbortPromptError") return { reply: { kind: "closed" } };
  throw error;
}

/** In raw mode Ctrl-C is a key and no signal: it is made one here, so that everything ends the one way. */
function interrupt(signal: AbortSignal): never {
  if (!signal.aborted) process.emit("SIGINT", "SIGINT");
  throw new AppError({ code: "interrupted", category: "usage", text: interrupted });
}

const interrupted: Text = { zh: "已退出，什么都没有发送。", en: "Left; nothing was sent." };

type Core = typeof import("@inquirer/core");
type Readline = Parameters<Parameters<Core["useKeypress"]>[0]>[1];
type Size = { readonly columns: number; readonly rows: number };

function questionPrompt(core: Core, deps: PrompterDeps) {
  const viewOf = (size: Size, { isHelpOpen }: State): View => ({ ...deps, ...size, isHelpOpen });
  return core.createPrompt<Ending<unknown>, { script: Script<unknown> }>(({ script }, done) => {
    const [state, setState] = core.useState(script.start);
    const [size, setSize] = core.useState(sizeNow);
    const [last, setLast] = core.useState("");

    core.useEffect((rl) => {
      Object.assign(rl, { escapeCodeTimeout });
      const redraw = (): void => {
        process.stderr.write(clearScreen);
        setSize(sizeNow());
      };
      process.stderr.on("resize", redraw);
      rl.on("SIGCONT", redraw);
      rl.on("close", () => done({ kind: "closed" }));
      return () => {
        process.stderr.removeListener("resize", redraw);
      };
    }, []);

    core.useKeypress((pressed: Key, rl) => {
      const end = (ending: Ending<unknown>, line: string): void => {
        setLast(line);
        done(ending);
      };
      if (isEnter(pressed)) {
        const answer = script.accept(state);
        if (answer)
          return end(
            { kind: "value", value: answer.value },
            answeredLine(script.name, answer.text, viewOf(size, state)),
          );
      } else if (isBack(pressed) && script.canGoBack) {
        return end({ kind: "back" }, `< ${script.name}`);
      }
      const next = pressed.name === "tab" ? { ...state, isHelpOpen: !state.isHelpOpen } : script.press(state, pressed);
      syncReadline(rl, next, size, deps);
      // Always a new object: readline has drawn nothing, but may have moved its cursor.
      setState({ ...next });
    });

    if (last !== "") return last;
    const { top, input, bottom } = script.frame(state, viewOf(size, state));
    return [[...top, input.prompt + input.shown].join("\n"), bottom.join("\n")];
  });
}

/** inquirer places the cursor by readline's line, so that must be what is shown of the text. */
function syncReadline(rl: Readline, { editor }: State, { columns }: Size, { ruler }: PrompterDeps): void {
  const { shown, cursor } = inputOf(editor, columns - 4, ruler);
  Object.assign(rl, { line: shown, cursor });
}

function sizeNow(): Size {
  const { columns = 80, rows = 24 } = process.stderr;
  return { columns: Math.max(20, columns), rows: Math.max(8, rows) };
}

const isEnter = ({ name }: Key): boolean => name === "return" || name === "enter";
const isBack = ({ name, shift }: Key): boolean => name === "escape" || (name === "tab" && shift === true);

/** How long Esc waits for the rest of a key code, in ms; half a second, as Node waits, feels stuck. */
const escapeCodeTimeout = 100;

/** Everything may have wrapped anew: home, and erase to the end. */
const clearScreen = "\u001b[H\u001b[J";

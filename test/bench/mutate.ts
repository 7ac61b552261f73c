import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";

/**
 * Changes the source in one small place at a time and sees whether the tests notice. Works on copies of the tree.
 * `npm run mutate [SECONDS] [FILE…]`; the score per file and in all comes last, and below 85 % it fails.
 */
const root = join(import.meta.dirname, "../..");
const subjects: Readonly<Record<string, readonly string[]>> = {
  "src/engine/sign.ts": ["test/engine/sign.test.ts", "test/engine/verify.test.ts", "test/trust/properties.test.ts"],
  "src/engine/cipher.ts": ["test/engine/cipher.test.ts", "test/trust/properties.test.ts"],
  "src/core/json.ts": ["test/core/json.test.ts", "test/trust/properties.test.ts"],
  "src/core/json-text.ts": ["test/core/json-text.test.ts", "test/core/json-suite.test.ts"],
  "src/core/json-edit.ts": ["test/core/json-edit.test.ts", "test/trust/properties.test.ts"],
  "src/engine/retry.ts": ["test/engine/retry.test.ts", "test/engine/series.test.ts", "test/trust/properties.test.ts"],
  "src/engine/judge.ts": [
    "test/engine/judge-fixtures.test.ts",
    "test/engine/judge-settings.test.ts",
    "test/engine/verdicts/*.test.ts",
  ],
  "src/engine/redact.ts": ["test/trust/canaries.test.ts", "test/trust/properties.test.ts"],
};

const operators: Readonly<Record<string, string>> = {
  ...{ "===": "!==", "!==": "===", "&&": "||", "||": "&&", "??": "&&", "+": "-", "-": "+", "*": "/", "/": "*" },
  ...{ "<": "<=", "<=": "<", ">": ">=", ">=": ">", "+=": "-=", "-=": "+=", "&": "|", "|": "&" },
};

type Mutant = { readonly file: string; readonly start: number; readonly end: number; readonly text: string };

const [seconds = "1800", ...chosen] = process.argv.slice(2);
const deadline = Date.now() + Number(seconds) * 1000;
const mutants = interleaved(
  Object.keys(subjects)
    .filter((file) => chosen.length === 0 || chosen.some((part) => file.includes(part)))
    .map(mutantsOf),
);
const tally = new Map<string, { killed: number; survived: string[] }>();
const queue = [...mutants];
await Promise.all(Array.from({ length: Math.max(1, Math.floor(availableParallelism() / 2)) }, work));
report();

/** One worker has one copy of the tree. */
async function work(): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), "mutate-"));
  for (const name of ["src", "test", "schemas", "fixtures", "bin", "dist", "package.json", "tsconfig.json"]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  try {
    for (let mutant = queue.shift(); mutant && Date.now() < deadline; mutant = queue.shift()) await judge(mutant, copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function judge({ file, start, end, text }: Mutant, copy: string): Promise<void> {
  const source = readFileSync(join(root, file), "utf8");
  writeFileSync(join(copy, file), source.slice(0, start) + text + source.slice(end));
  const isKilled = (await runTests(subjects[file] ?? [], copy)) !== 0;
  writeFileSync(join(copy, file), source);
  const seen = tally.get(file) ?? { killed: 0, survived: [] };
  tally.set(file, seen);
  const line = source.slice(0, start).split("\n").length;
  if (isKilled) seen.killed++;
  else seen.survived.push(`${file}:${line}  ${source.slice(start, end)} → ${text}`);
}

/** A mutant that never ends counts as killed too. */
function runTests(tests: readonly string[], cwd: string): Promise<number | null> {
  return new Promise((resolve) => {
    const files = tests.flatMap((name) =>
      name.includes("*") ? ts.sys.readDirectory(join(cwd, name, ".."), [".ts"]) : [name],
    );
    const child = spawn(process.execPath, ["--import", "tsx", "--test", ...files], {
      cwd,
      stdio: "ignore",
      timeout: 120_000,
    });
    child.on("close", resolve);
  });
}

function interleaved(lists: readonly (readonly Mutant[])[]): readonly Mutant[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
}

/** Every operator, literal and condition, in an order that a time budget cuts off fairly. */
function mutantsOf(file: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const add = (node: ts.Node, text: string): void => {
    found.push({ file, start: node.getStart(source), end: node.getEnd(), text });
  };
  const visit = (node: ts.Node): void => {
    // Types and the sentences in both languages change nothing that runs.
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || isSentence(node)) return;
    if (ts.isBinaryExpression(node)) {
      const swapped = operators[node.operatorToken.getText(source)];
      if (swapped !== undefined) add(node.operatorToken, swapped);
    } else if (ts.isConditionalExpression(node)) add(node.condition, `!(${node.condition.getText(source)})`);
    else if (ts.isIfStatement(node)) add(node.expression, `!(${node.expression.getText(source)})`);
    else if (ts.isNumericLiteral(node)) add(node, `${Number(node.text) + 1}`);
    else if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, "false");
    else if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, "true");
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found
    .map((one, i) => ({ one, at: (i * 7919) % found.length }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

function isSentence(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node) && /^(zh|en)$/.test(node.name.getText());
}

function report(): void {
  let [killed, all] = [0, 0];
  for (const [file, one] of tally) {
    const total = one.killed + one.survived.length;
    killed += one.killed;
    all += total;
    for (const line of one.survived) process.stdout.write(`survived  ${line}\n`);
    process.stdout.write(`${file}: ${one.killed} of ${total} killed\n`);
  }
  const score = all === 0 ? 0 : (100 * killed) / all;
  process.stdout.write(`${all} of ${mutants.length} mutants judged, mutation score ${score.toFixed(1)} %\n`);
  if (score < 85) process.exitCode = 1;
}

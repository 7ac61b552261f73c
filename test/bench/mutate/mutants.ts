import ts from "typescript";
import { methodSwap, operatorSwaps } from "./operators.js";
import { regexMutants } from "./regex-mutants.js";

/** `text` stands in place of what is between `start` and `end` of the source. */
export type Mutant = { readonly start: number; readonly end: number; readonly text: string };

/**
 * Every small change of a source file: what Stryker changes by default, and numbers by one, and calls left out. Types, imports and
 * the sentences in both languages stay, since no behaviour lies in them.
 */
export function mutantsOf(text: string): readonly Mutant[] {
  const source = ts.createSourceFile("subject.ts", text, ts.ScriptTarget.Latest, true);
  const found = new Map<string, Mutant>();
  visit(source);
  return [...found.values()];

  function visit(node: ts.Node): void {
    if (isOutside(node)) return;
    for (const changed of changesOf(node, source)) add(node, changed);
    ts.forEachChild(node, visit);
  }

  function add(node: ts.Node, changed: string): void {
    const [start, end] = [node.getStart(source), node.getEnd()];
    if (text.slice(start, end) !== changed) found.set(`${start} ${end} ${changed}`, { start, end, text: changed });
  }
}

function isOutside(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  return ts.isObjectLiteralExpression(node) && isSentence(node);
}

/** `{ zh: "…", en: "…" }`. */
function isSentence({ properties }: ts.ObjectLiteralExpression): boolean {
  return (
    properties.length === 2 &&
    properties.every(
      (one) => ts.isPropertyAssignment(one) && /^(zh|en)$/.test(one.name.getText()) && isText(one.initializer),
    )
  );
}

function isText(node: ts.Node): boolean {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
}

function changesOf(node: ts.Node, source: ts.SourceFile): readonly string[] {
  const written = (part: ts.Node): string => part.getText(source);
  if (ts.isBinaryExpression(node)) return changedBinary(node, written);
  if (ts.isConditionalExpression(node)) {
    const [then, otherwise] = [written(node.whenTrue), written(node.whenFalse)];
    return [`(${then})`, `(${otherwise})`];
  }
  if (ts.isPrefixUnaryExpression(node)) return changedPrefix(node, written);
  if (ts.isPostfixUnaryExpression(node)) {
    return [`${written(node.operand)}${node.operator === ts.SyntaxKind.PlusPlusToken ? "--" : "++"}`];
  }
  if (ts.isCallExpression(node)) return changedCall(node, written);
  if (ts.isExpressionStatement(node)) return ts.isCallExpression(node.expression) ? [";"] : [];
  if (ts.isArrowFunction(node)) return ts.isBlock(node.body) ? [] : [withUndefined(node, source)];
  if (ts.isBlock(node)) return node.statements.length > 0 ? ["{}"] : [];
  if (ts.isCaseClause(node)) return node.statements.length > 0 ? [`case ${written(node.expression)}:`] : [];
  if (ts.isArrayLiteralExpression(node))
    return isAssigned(node) ? [] : [node.elements.length > 0 ? "[]" : '["mutant"]'];
  if (ts.isObjectLiteralExpression(node)) return node.properties.length > 0 && !isAssigned(node) ? ["{}"] : [];
  if (ts.isPropertyAccessExpression(node) && node.questionDotToken) {
    return [`${written(node.expression)}.${written(node.name)}`];
  }
  if (ts.isElementAccessExpression(node) && node.questionDotToken) {
    return [`${written(node.expression)}[${written(node.argumentExpression)}]`];
  }
  return [...changedLiteral(node, written), ...changedTest(node)];
}

function changedBinary({ left, operatorToken, right }: ts.BinaryExpression, written: (part: ts.Node) => string) {
  const operator = operatorToken.getText();
  const swaps = operatorSwaps[operator] ?? [];
  if (operator.endsWith("=") && !/^([=!]==?|[<>]=)$/.test(operator)) {
    return swaps.map((swap) => `${written(left)} ${swap} ${written(right)}`);
  }
  // A sum with a text in it is no sum.
  if (operator === "+" && [left, right].some((side) => isText(side) || ts.isTemplateExpression(side))) return [];
  const swapped = swaps.map((swap) => `((${written(left)}) ${swap} (${written(right)}))`);
  const isCondition = /^([=!]==?|[<>]=?|&&|\|\|)$/.test(operator);
  return isCondition ? [...swapped, "true", "false"] : swapped;
}

function changedPrefix({ operator, operand }: ts.PrefixUnaryExpression, written: (part: ts.Node) => string) {
  switch (operator) {
    case ts.SyntaxKind.ExclamationToken:
      return [`(${written(operand)})`];
    case ts.SyntaxKind.MinusToken:
      return [`(+${written(operand)})`];
    case ts.SyntaxKind.PlusToken:
      return [`(-${written(operand)})`];
    case ts.SyntaxKind.PlusPlusToken:
      return [`--${written(operand)}`];
    case ts.SyntaxKind.MinusMinusToken:
      return [`++${written(operand)}`];
    default:
      return [];
  }
}

function changedCall(
  { expression, questionDotToken, arguments: given }: ts.CallExpression,
  written: (part: ts.Node) => string,
) {
  const list = `(${given.map(written).join(", ")})`;
  if (questionDotToken) return [`${written(expression)}${list}`];
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const swap = methodSwap(written(expression.name));
  if (swap === undefined) return [];
  const owner = written(expression.expression);
  return [swap === "" ? owner : `${owner}${expression.questionDotToken ? "?." : "."}${swap}${list}`];
}

function withUndefined(node: ts.ArrowFunction, source: ts.SourceFile): string {
  return `${source.text.slice(node.getStart(source), node.equalsGreaterThanToken.getEnd())} undefined`;
}

/** The left side of an assignment looks like a literal and is none. */
function isAssigned(node: ts.Node): boolean {
  const { parent } = node;
  return (
    (ts.isBinaryExpression(parent) &&
      parent.left === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) ||
    (ts.isForOfStatement(parent) && parent.initializer === node)
  );
}

function changedLiteral(node: ts.Node, written: (part: ts.Node) => string): readonly string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    const isName =
      (ts.isPropertyAssignment(node.parent) || ts.isBindingElement(node.parent)) && node.parent.getChildAt(0) === node;
    return isName ? [] : [node.text === "" ? '"mutant"' : '""'];
  }
  if (ts.isTemplateExpression(node)) return ['""'];
  if (ts.isNumericLiteral(node)) return [`${Number(node.text) + 1}`];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ["false"];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ["true"];
  if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) return regexMutants(written(node));
  return [];
}

/** A condition that is no comparison is held as well. */
function changedTest(node: ts.Node): readonly string[] {
  const { parent } = node;
  if (!parent) return [];
  if (ts.isIfStatement(parent) && parent.expression === node) return ["true", "false"];
  if ((ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === node) return ["false"];
  if (ts.isForStatement(parent) && parent.condition === node) return ["false"];
  return [];
}

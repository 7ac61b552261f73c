export const operatorSwaps: Readonly<Record<string, readonly string[]>> = {
  ...{ "===": ["!=="], "!==": ["==="], "&&": ["||"], "||": ["&&"], "??": ["&&"] },
  ...{ "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"] },
  ...{ "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "&": ["|"], "|": ["&"] },
  ...{ "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="], "??=": ["&&="], "||=": ["&&="], "&&=": ["||="] },
};

const methods: Readonly<Record<string, string>> = {
  ...{ endsWith: "startsWith", startsWith: "endsWith", trimEnd: "trimStart", trimStart: "trimEnd" },
  ...{ every: "some", some: "every", min: "max", max: "min", ceil: "floor", floor: "ceil" },
  ...{ toLowerCase: "toUpperCase", toUpperCase: "toLowerCase", padStart: "padEnd", padEnd: "padStart" },
  ...{ find: "findLast", findLast: "find", indexOf: "lastIndexOf", lastIndexOf: "indexOf" },
};

const leftOut = new Set([
  "filter",
  "slice",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
  "trim",
  "substring",
  "charAt",
]);

/** The method to call instead; `""` when the call is left out and its owner stands alone. */
export function methodSwap(name: string): string | undefined {
  if (leftOut.has(name)) return "";
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

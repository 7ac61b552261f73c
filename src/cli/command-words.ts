/** The first two words of a command line, skipping common flags and their values: the command and its first argument. */
export function commandWords(argv: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (let i = 0; i < argv.length && words.length < 2; i++) {
    const arg = argv[i] ?? "";
    if (arg === "--") break;
    if (!arg.startsWith("-")) words.push(arg);
    else if (flagsWithValue.includes(arg)) i++;
  }
  return words;
}

const flagsWithValue = ["-c", "--config", "--profile", "--lang"];

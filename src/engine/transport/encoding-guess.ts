/** The likely encoding of bytes that are not UTF-8; undefined when nothing speaks for one. */
export function encodingGuess(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "UTF-16LE";
  if (first === 0xfe && second === 0xff) return "UTF-16BE";
  const chinese = decodeGbk(bytes);
  return chinese !== undefined && /[\u4e00-\u9fff]/.test(chinese) ? "GBK" : undefined;
}

function decodeGbk(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(bytes);
  } catch {
    // Not GBK either, or a Node without that decoder.
    return undefined;
  }
}

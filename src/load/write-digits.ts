/** Writes a short text of ASCII: a call out of JavaScript costs more than these few digits. */
export function writeDigits(into: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) into[at + i] = text.charCodeAt(i);
}

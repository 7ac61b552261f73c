import { script } from "./script.js";
import { style } from "./style.js";

export type Assets = { readonly style: string; readonly script: string; readonly policy: string };

/** The page's style and script, and a content policy that allows these two texts and nothing else. */
export async function loadAssets(): Promise<Assets> {
  const [styleHash, scriptHash] = await Promise.all([sha256(style), sha256(script)]);
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `script-src 'sha256-${scriptHash}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return { style, script, policy };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

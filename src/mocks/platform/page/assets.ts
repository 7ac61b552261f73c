import { assetPrefix } from "./assets-prefix.js";
import { script } from "./script.js";
import { style } from "./style.js";

/** The page's own files, by path. */
export function assetAt(path: string): Response | undefined {
  const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
  return asset && new Response(asset.text, { headers: { "content-type": `${asset.type}; charset=utf-8` } });
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#1b1d22"/><path d="M4 8.5 7 11l5-6" fill="none" stroke="#82d9a5" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

const assets: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  [`${assetPrefix}/style.css`]: { type: "text/css", text: style },
  [`${assetPrefix}/script.js`]: { type: "text/javascript", text: script },
  [`${assetPrefix}/icon.svg`]: { type: "image/svg+xml", text: icon },
};

/** Below it are the page's own files and the stream of changes. */
export const assetPrefix = "/_page";

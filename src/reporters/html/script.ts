/**
 * The page reads well without it. It remembers nothing, asks nothing of the network, and writes text, never markup.
 * Plain ES2020, since it runs in the reader's browser as it stands.
 */
export const script = `"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  const followLanguage = () => {
    const lang = byId("lang-zh").checked ? "zh" : "en";
    root.lang = lang === "zh" ? "zh-CN" : "en";
    document.title = root.dataset[lang === "zh" ? "titleZh" : "titleEn"];
  };
  for (const radio of all("input[name=lang]")) radio.addEventListener("change", followLanguage);
  followLanguage();

  const openTarget = () => {
    const target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    const folded = target && target.closest("details");
    if (!folded) return;
    folded.hidden = false;
    folded.open = true;
    folded.querySelector("summary").focus({ preventScroll: true });
    target.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  const cases = all(".case");
  const show = () => {
    const words = byId("filter").value.toLowerCase().split(/\\s+/).filter(Boolean);
    const wanted = document.querySelector("input[name=show]:checked").value;
    const isWanted = (verdict) =>
      wanted === "all" || verdict === wanted || (wanted === "failed" && verdict === "broken");
    let matches = 0;
    for (const item of cases) {
      const name = item.querySelector(".name").textContent.toLowerCase();
      item.hidden = !(isWanted(item.dataset.verdict) && words.every((word) => name.includes(word)));
      if (!item.hidden) matches += 1;
    }
    for (const suite of all(".suite")) suite.hidden = all(".case", suite).every((item) => item.hidden);
    byId("no-match").hidden = matches > 0;
    byId("matches").textContent = matches + " / " + cases.length;
  };
  byId("toolbar").hidden = false;
  byId("filter").addEventListener("input", show);
  for (const radio of all("input[name=show]")) radio.addEventListener("change", show);
  const foldAll = (open) => () => {
    for (const item of cases) if (!item.hidden) item.open = open;
  };
  byId("unfold").addEventListener("click", foldAll(true));
  byId("fold").addEventListener("click", foldAll(false));

  const indented = (text) => {
    try {
      JSON.parse(text);
    } catch {
      return text;
    }
    const tokens = text.match(/"(?:[^"\\\\]|\\\\.)*"|[{}\\[\\],:]|[^\\s{}\\[\\],:"]+/g) || [];
    let depth = 0;
    const line = () => "\\n" + "  ".repeat(depth);
    return tokens
      .map((token, index) => {
        const isEmpty = /[{[]/.test(tokens[index - 1] || "");
        if (token === "{" || token === "[") {
          depth += 1;
          return /[}\\]]/.test(tokens[index + 1] || "") ? token : token + line();
        }
        if (token === "}" || token === "]") {
          depth -= 1;
          return isEmpty ? token : line() + token;
        }
        return token === "," ? token + line() : token === ":" ? ": " : token;
      })
      .join("");
  };
  const sources = new WeakMap();
  const indentIn = (item) => {
    for (const pre of all(".body", item)) {
      if (!sources.has(pre)) sources.set(pre, pre.textContent);
      const source = sources.get(pre);
      pre.textContent = byId("indent").checked ? indented(source) : source;
    }
  };
  for (const item of cases) item.addEventListener("toggle", () => item.open && indentIn(item));
  byId("indent").addEventListener("change", () => {
    for (const item of cases) if (item.open) indentIn(item);
  });

  if (navigator.clipboard) {
    for (const button of all(".copy")) {
      button.hidden = false;
      const text = button.parentElement.querySelector("code").textContent;
      button.addEventListener("click", () => navigator.clipboard.writeText(text).catch(() => {}));
    }
  }
})();
`;

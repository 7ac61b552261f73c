import { assetPrefix } from "./assets-prefix.js";

/**
 * The page works without it: it keeps the page up to date, counts deadlines down, and sends the buttons' forms without
 * losing one's place. It talks to its own origin alone. Plain ES2020, since it runs in the reader's browser as it stands.
 */
export const script = `"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // Countdowns.
  const two = (value) => String(value).padStart(2, "0");
  const clock = (ms) => {
    const seconds = Math.max(0, Math.ceil(ms / 1000));
    const h = Math.floor(seconds / 3600);
    const m = Math.floor(seconds / 60) % 60;
    return h > 0 ? h + ":" + two(m) + ":" + two(seconds % 60) : m + ":" + two(seconds % 60);
  };
  const count = () => {
    for (const item of all("[data-until]")) {
      const text = document.documentElement.dataset.left.replace("{left}", clock(item.dataset.until - Date.now()));
      if (item.textContent !== text) item.textContent = text;
    }
  };
  setInterval(count, 500);

  // The markup of each part as the server sent it: what did not change stays untouched, with its focus and selection.
  const sent = new Map();
  const remember = () => {
    for (const part of all("[data-part]")) sent.set(part.id, part.outerHTML);
  };
  remember();

  const show = (text, { keepProblem }) => {
    const next = new DOMParser().parseFromString(text, "text/html");
    const parts = all("[data-part]", next);
    const known = all("[data-part]").map((part) => part.id).join();
    if (parts.map((part) => part.id).join() !== known) return false;
    for (const part of parts) {
      if (part.id === "problem" && keepProblem) continue;
      if (sent.get(part.id) !== part.outerHTML) replace(byId(part.id), part);
    }
    document.title = next.title;
    announce(next.querySelector("main").dataset.news);
    count();
    return true;
  };
  const replace = (old, part) => {
    sent.set(part.id, part.outerHTML);
    const open = all("details[open]", old).map((item) => item.id);
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const scrolled = all("pre", old).map((pre) => pre.scrollTop);
    const fresh = document.adoptNode(part);
    old.replaceWith(fresh);
    for (const id of open) {
      const item = byId(id);
      if (item) item.open = true;
    }
    if (scrolled.some(Boolean)) all("pre", fresh).forEach((pre, i) => { pre.scrollTop = scrolled[i] || 0; });
    if (focused) {
      const same = (focused.id && byId(focused.id)) || (focused.closest("details") && all("summary", byId(focused.closest("details").id) || fresh)[0]);
      (same || fresh.querySelector("h1,h2")).focus({ preventScroll: true });
    }
  };
  const announce = (news) => {
    const main = byId("main");
    if (main.dataset.news === news) return;
    main.dataset.news = news;
    byId("news").textContent = news;
  };

  // Live updates.
  let pending = false;
  let running = false;
  const refresh = async () => {
    if (running) {
      pending = true;
      return;
    }
    running = true;
    try {
      do {
        pending = false;
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        if (!show(await answer.text(), { keepProblem: true })) location.reload();
      } while (pending);
    } catch {
      pending = false;
    } finally {
      running = false;
    }
  };
  const live = byId("live");
  const mark = (isOn) => {
    live.className = isOn ? "live on" : "live off";
    const text = isOn ? live.dataset.on : live.dataset.off;
    if (live.textContent !== text) live.textContent = text;
  };
  let source;
  let timer;
  const listen = () => {
    source = new EventSource("${assetPrefix}/events");
    source.onopen = () => {
      mark(true);
      void refresh();
    };
    source.onerror = () => mark(false);
    source.onmessage = ({ data }) => {
      const ids = JSON.parse(data);
      const own = /^\\/orders\\/([^/]+)$/.exec(location.pathname);
      if (own && !ids.includes(decodeURIComponent(own[1]))) return;
      clearTimeout(timer);
      timer = setTimeout(refresh, 60);
    };
  };
  listen();
  // A page that nobody looks at holds no connection.
  document.addEventListener("visibilitychange", () => {
    source.close();
    if (document.visibilityState === "visible") listen();
  });
  addEventListener("pagehide", () => source.close());

  // Buttons.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    event.preventDefault();
    const button = event.submitter || form.querySelector("button");
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const text = await answer.text();
      if (answer.redirected && new URL(answer.url).pathname !== location.pathname) location.assign(answer.url);
      else if (!show(text, { keepProblem: false })) location.reload();
    } catch {
      mark(false);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
})();
`;

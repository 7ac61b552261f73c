import type { Registry } from "../../../core/callback.js";
import type { Clock } from "../../../core/ports.js";
import { AppError } from "../../../core/problem.js";
import type { Lang, Text } from "../../../core/text.js";
import { type Catalogue, loadCatalogue } from "../catalogue.js";
import type { MockPlatform } from "../mock-platform.js";
import { assetAt } from "./assets.js";
import { assetPrefix } from "./assets-prefix.js";
import { changeStream } from "./changes.js";
import { type PageContent, pageDocument } from "./document.js";
import { readForm } from "./form.js";
import { createInk, type Ink } from "./ink.js";
import { listPage } from "./list-page.js";
import { orderPage } from "./order-page.js";
import { decoded, isAction, perform } from "./perform.js";

export type PageOptions = {
  readonly registry: Registry;
  readonly clock: Pick<Clock, "now">;
  /** Every form carries it; a new one for every run. */
  readonly token: string;
  /** Until the reader chooses another. */
  readonly lang: Lang;
};

/**
 * The web page of the mock Douyin: orders, what happened to them, and buttons for what may happen next.
 * Resolves to undefined for a path that is not the page's.
 */
export function platformPage(
  platform: MockPlatform,
  options: PageOptions,
): (request: Request) => Promise<Response | undefined> {
  const catalogue = loadCatalogue(options.registry, platform.operations);
  return async (request) => {
    const url = new URL(request.url);
    const isRead = request.method === "GET" || request.method === "HEAD";
    const visit: Visit = { platform, catalogue: await catalogue, options, url, ink: inkFor(url, options) };
    if (isRead && url.pathname === `${assetPrefix}/events`) return changeStream(platform);
    const content = isRead ? contentAt(url.pathname, visit) : undefined;
    if (content) return shown(content, visit);
    if (isRead) return assetAt(url.pathname);
    return request.method === "POST" && isAction(url.pathname) ? posted(request, visit) : undefined;
  };
}

type Visit = {
  readonly platform: MockPlatform;
  readonly catalogue: Catalogue;
  readonly options: PageOptions;
  readonly url: URL;
  readonly ink: Ink;
};

type Content = PageContent & { readonly status: number };

const langs: readonly Lang[] = ["zh", "en", "pseudo"];

function inkFor(url: URL, { lang, clock }: PageOptions): Ink {
  const chosen = langs.find((known) => known === url.searchParams.get("lang"));
  return createInk({ lang: chosen ?? lang, isChosen: chosen !== undefined, now: clock.now() });
}

function contentAt(path: string, visit: Visit, problem?: string): Content | undefined {
  const [, id] = /^\/orders\/([^/]+)$/.exec(path) ?? [];
  if (id !== undefined) return orderContent(decoded(id), visit, problem);
  return path === "/" ? listContent(visit, problem) : undefined;
}

function listContent(
  { platform, catalogue, options: { token }, url, ink }: Visit,
  problem: string | undefined,
): Content {
  const orders = platform.view();
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1);
  return {
    status: 200,
    title: texts.orders,
    path: page > 1 ? `/?page=${page}` : "/",
    news: ink.t(texts.count, { count: orders.length }),
    main: `<h1 id="list-title" tabindex="-1">${ink.t(texts.heading)}</h1>${listPage({ orders, strays: platform.strays(), page, variants: catalogue.creator.variants, token }, ink)}`,
    ...(problem === undefined ? {} : { problem }),
  };
}

function orderContent(
  orderId: string,
  { platform, catalogue, options: { token }, ink }: Visit,
  problem: string | undefined,
): Content {
  const order = platform.order(orderId);
  const path = `/orders/${encodeURIComponent(orderId)}`;
  if (!order) {
    const main = `<p><a href="${ink.href("/")}">${ink.t(texts.orders)}</a></p>`;
    const unknown = ink.t(texts.unknown, { id: orderId });
    return { status: 404, title: texts.orders, path, news: unknown, problem: unknown, main };
  }
  return {
    status: 200,
    title: { zh: `订单 ${orderId}`, en: `Order ${orderId}` },
    path,
    news: `${ink.t(order.stageTitle)}. ${ink.message(order.next.text)}`,
    main: orderPage(order, catalogue.canceller.variants, token, ink),
    ...(problem === undefined ? {} : { problem }),
  };
}

async function posted(request: Request, visit: Visit): Promise<Response | undefined> {
  const { platform, options, url, ink } = visit;
  const fields = await readForm(request, options.token);
  if (!fields) return refused(403, ink.t(texts.forbidden), visit);
  try {
    const path = perform(url.pathname, fields, platform);
    if (path === undefined) return undefined;
    const lang = url.searchParams.get("lang");
    const location = lang === null ? path : `${path}?lang=${encodeURIComponent(lang)}`;
    return new Response(null, { status: 303, headers: { location } });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { text, args } = error.say;
    return refused(error.code === "order-unknown" ? 404 : 409, ink.t(text, args), visit);
  }
}

/** The page that the button stood on, with what was wrong. */
function refused(status: number, problem: string, visit: Visit): Response {
  const path = visit.url.pathname.replace(/^(\/orders\/[^/]+)\/.*$/, "$1");
  const content = contentAt(path, visit, problem) ?? listContent(visit, problem);
  return shown({ ...content, status, problem }, visit);
}

function shown({ status, ...content }: Content, { platform, ink }: Visit): Response {
  const { endpoints, timeScale } = platform.settings;
  return new Response(pageDocument(content, { endpoints, timeScale }, ink), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cross-origin-opener-policy": "same-origin",
      // With none, browsers send a form's Origin as null.
      "referrer-policy": "same-origin",
    },
  });
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const texts = {
  heading: { zh: "模拟抖音", en: "Mock Douyin" },
  orders: { zh: "全部订单", en: "All orders" },
  count: { zh: "{count} 笔订单", en: "{count} {count|order|orders}" },
  unknown: { zh: "没有订单 {id}。", en: "There is no order {id}." },
  forbidden: {
    zh: "这个表单不是本页发出的，或者模拟平台已经重启。请重新加载本页再试。",
    en: "The form was not sent by this page, or the mock was restarted meanwhile. Reload the page and try again.",
  },
} satisfies Record<string, Text>;

import { quote } from "../../core/excerpt.js";
import type { Answer } from "../../core/exchange.js";

/** The title of the HTML page that the answer is (`""` when the page has none); undefined when it is no HTML page. */
export function htmlTitle({ text }: Pick<Answer, "text">): string | undefined {
  if (text === undefined) return undefined;
  const head = text.slice(0, 4000);
  if (
    !/^\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body|center|h1|title|br|b|p|pre|div)[\s/>]/i.test(
      head,
    )
  ) {
    return undefined;
  }
  const found = /<title[^>]*>([^<]*)/i.exec(head) ?? /<h1[^>]*>([^<]*)/i.exec(head);
  return quote(found?.[1] ?? "", 60);
}

import { startWithSecret } from "./fixes.js";
import type { SignatureMistake } from "./mistake.js";

/** It changes the whole string, so it comes after everything that composes one. */
export const entityMistake: SignatureMistake = {
  id: "html-entity",
  title: { zh: "&timestamp 变成了 ×tamp", en: "&timestamp turned into ×tamp" },
  cause: {
    zh: "从网页复制的 &times 被当成 HTML 实体，成了乘号。",
    en: "The &times of code copied from a web page was taken for an HTML entity and became a multiplication sign.",
  },
  fix: startWithSecret,
  group: "entity",
  transform: (recipe) => [
    {
      ...recipe,
      wrap: (secret, middle) => {
        const message = new TextDecoder().decode(recipe.wrap(secret, middle));
        return new TextEncoder().encode(message.replace("&times", "×"));
      },
    },
  ],
};

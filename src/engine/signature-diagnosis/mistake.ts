import type { Text } from "../../core/text.js";
import type { Recipe } from "./recipe.js";

export type Framework = "express" | "spring" | "gin" | "laravel" | "fastapi";

export const frameworks: readonly { readonly id: Framework; readonly name: string }[] = [
  { id: "express", name: "Express" },
  { id: "spring", name: "Spring" },
  { id: "gin", name: "Gin" },
  { id: "laravel", name: "Laravel / ThinkPHP" },
  { id: "fastapi", name: "FastAPI" },
];

export type Fixes = Readonly<Record<Framework, Text>>;

/** A known way to get the signature wrong. */
export type SignatureMistake = {
  readonly id: string;
  readonly title: Text;
  /** How it comes about and how it shows. */
  readonly cause: Text;
  readonly fix: Fixes;
  /** Two mistakes of one group exclude each other. */
  readonly group: string;
  /** The recipes of merchants that make this mistake and follow `recipe` otherwise; none when it cannot be made with this request. */
  readonly transform: (recipe: Recipe) => readonly Recipe[];
};

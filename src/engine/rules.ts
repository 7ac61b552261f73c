import type { Rule } from "../core/rule.js";
import { forgeryRules } from "./forgery-rules.js";
import { schemaRules } from "./schema-rules.js";
import { transportRules } from "./transport-rules.js";

/** The rules that hold for every callback; those of one callback are in its definition. */
export const engineRules: readonly Rule[] = [...transportRules, ...Object.values(schemaRules), ...forgeryRules];

import { errorCodes } from "../../generated/error-codes.js";

/** What a merchant writes into `description` beside a code: the document's own words. */
export function codeMeaning(code: number): string {
  return errorCodes.find((row) => row.code === code)?.meaning.zh ?? String(code);
}

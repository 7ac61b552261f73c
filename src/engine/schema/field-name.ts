import { isObject, type JsonObject } from "../../core/json.js";
import { pointerTokens, toPath } from "../../core/pointer.js";

/** `data.confirm_info.confirm_mode`, as people write it. */
export function fieldName(pointer: string): string {
  return pointer === "" ? "data" : toPath(pointer);
}

/** The field as the documents' table lists it, below `data`. */
export function docField(pointer: string): string {
  const names = pointerTokens(pointer).filter((token) => !/^\d+$/.test(token));
  const path = names[0] === "data" && names.length > 1 ? names.slice(1) : names;
  return ["response", ...path].join(".");
}

/** A key of `holder` that says `name` in another spelling: `orderOutId`, `OrderOutID`, `order-out-id`. */
export function otherSpelling(name: string, holder: JsonObject | undefined): string | undefined {
  if (!isObject(holder)) return undefined;
  const wanted = bare(name);
  return Object.keys(holder).find((key) => key !== name && key.length < 100 && bare(key) === wanted);
}

function bare(name: string): string {
  return name.replace(/[-_\s]/g, "").toLowerCase();
}

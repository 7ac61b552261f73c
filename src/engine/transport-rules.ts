import type { TransportRule } from "../core/rule.js";
import { bodyBom, bodyEmpty, bodyJson, bodyUtf8 } from "./transport/body-rules.js";
import { connection, contentEncoding, tooLarge } from "./transport/connection-rules.js";
import { contentType, duplicateKey } from "./transport/form-rules.js";
import { redirect, status } from "./transport/status-rules.js";
import { slow, timeout } from "./transport/time-rules.js";

/** What holds for every answer, whatever the callback. */
export const transportRules: readonly TransportRule[] = [
  status,
  redirect,
  timeout,
  slow,
  connection,
  contentEncoding,
  tooLarge,
  bodyEmpty,
  bodyJson,
  bodyUtf8,
  bodyBom,
  contentType,
  duplicateKey,
];

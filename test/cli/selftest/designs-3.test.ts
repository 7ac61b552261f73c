import { test } from "node:test";
import { assertRight, shareOf } from "../../support/selftest.js";

test("no suite raises an alarm on a lawful design (share 3 of 3)", () => assertRight(shareOf("design", 3, 3)));

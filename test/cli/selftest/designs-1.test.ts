import { test } from "node:test";
import { assertRight, shareOf } from "../../support/selftest.js";

test("no suite raises an alarm on a lawful design (share 1 of 3)", () => assertRight(shareOf("design", 1, 3)));

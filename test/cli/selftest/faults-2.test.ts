import { test } from "node:test";
import { assertRight, shareOf } from "../../support/selftest.js";

test("every fault is killed by a rule that it names (share 2 of 2)", () => assertRight(shareOf("fault", 2, 2)));

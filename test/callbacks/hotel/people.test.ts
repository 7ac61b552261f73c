import assert from "node:assert/strict";
import { test } from "node:test";
import { drawGuest } from "../../../src/callbacks/hotel/guest.js";
import { idNumber, isIdNumber } from "../../../src/callbacks/hotel/id-number.js";
import { chineseName } from "../../../src/callbacks/hotel/name.js";
import { isPhone } from "../../../src/callbacks/hotel/phone.js";
import { seededRandom } from "../../../src/core/random.js";

const today = "2028-02-29";
const draws = Array.from({ length: 2_000 }, (_, i) => seededRandom(i));

test("id numbers are told by their birthday and check digit", () => {
  for (const id of ["11010519491231002X", "440524188001010014"]) assert.equal(isIdNumber(id), true, id);
  for (const id of [
    "110105194912310021",
    "11010519490230002X",
    "11010519491231002x",
    "440524188001010015",
    "1101051949123100",
    "",
  ])
    assert.equal(isIdNumber(id), false, id);
});

test("drawn id numbers are valid and belong to adults", () => {
  for (const random of draws) {
    const id = idNumber(random, today);
    assert.ok(isIdNumber(id), id);
    assert.ok(id.slice(6, 14) <= "20100228", id);
  }
});

test("phones have 11 digits or are E.164 outside the mainland", () => {
  for (const phone of ["13800138000", "19912345678", "+6581234567", "+85261234567", "+14155550100"])
    assert.equal(isPhone(phone), true, phone);
  for (const phone of [
    "",
    "+8613800138000",
    "12800138000",
    "1380013800",
    "138001380000",
    "6581234567",
    "+65 8123",
    "+065812345",
    "021-12345678",
  ])
    assert.equal(isPhone(phone), false, phone);
});

test("guests of every origin have a phone and a document in their own form", () => {
  const licenses = {
    mainland: { 1: /^\d{17}[\dX]$/, 2: /^C\d{8}$/, 3: /^L\d{8}$/ },
    compatriot: { 4: /^[HM]\d{8}$/, 5: /^\d{8}$/ },
    traveller: { 6: /^E\d{8}$/ },
    foreign: { 6: /^[KNP]\d{8}$/ },
  } as const;
  for (const [origin, forms] of Object.entries(licenses)) {
    const seen = new Set<number>();
    for (const random of draws) {
      const guest = drawGuest(random, origin as keyof typeof licenses, today);
      assert.ok(isPhone(guest.phone), guest.phone);
      assert.equal(guest.phone.startsWith("+"), origin === "compatriot" || origin === "foreign");
      assert.match(guest.licenseId, (forms as Record<number, RegExp>)[guest.licenseType] ?? assert.fail());
      assert.equal(guest.firstName !== "", origin === "foreign");
      seen.add(guest.licenseType);
    }
    assert.deepEqual([...seen].toSorted(), Object.keys(forms).map(Number));
  }
});

test("names have two or three characters, with double surnames and middle dots now and then", () => {
  const names = draws.map((random) => chineseName(random));
  const dotted = names.filter((name) => name.includes("·"));
  const plain = names.filter((name) => !name.includes("·"));
  assert.ok(dotted.length > 20 && dotted.length < 120, String(dotted.length));
  for (const name of plain) assert.match(name, /^[\u4e00-\u9fa5]{2,4}$/, name);
  assert.ok(new Set(names).size > 1_000);
});

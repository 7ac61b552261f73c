import assert from "node:assert/strict";
import { test } from "node:test";
import { foldFacades } from "../../src/codegen/program/fold-facades.js";

const shared = 'import{a}from"./chunk-BBBBBBBB.js";var one=1,send_default=2;export{one,send_default};\n';

test("who loads a facade is sent on to the shared file, under the names of the facade", () => {
  const files = foldFacades(
    new Map([
      ["chunk-AAAAAAAA.js", shared],
      ["one-CCCCCCCC.js", 'import{one}from"./chunk-AAAAAAAA.js";import"./chunk-BBBBBBBB.js";export{one};\n'],
      ["send-DDDDDDDD.js", 'import{send_default}from"./chunk-AAAAAAAA.js";export{send_default as default};\n'],
      ["main.js", 'var x=()=>import("./one-CCCCCCCC.js"),y=()=>import("./send-DDDDDDDD.js");export{x,y};\n'],
    ]),
  );
  assert.deepEqual(Object.fromEntries(files), {
    "chunk-AAAAAAAA.js": shared,
    "main.js":
      'var x=()=>import("./chunk-AAAAAAAA.js"),' +
      'y=()=>import("./chunk-AAAAAAAA.js").then(({send_default})=>({default:send_default}));export{x,y};\n',
  });
});

test("the shared file takes the name of the facade that starts the program", () => {
  const files = foldFacades(
    new Map([
      ["chunk-AAAAAAAA.js", shared],
      ["main.js", 'import{one}from"./chunk-AAAAAAAA.js";export{one};\n'],
      ["other-CCCCCCCC.js", 'import{one}from"./chunk-AAAAAAAA.js";console.log(one);export{one};\n'],
    ]),
  );
  assert.deepEqual(Object.fromEntries(files), {
    "main.js": shared,
    "other-CCCCCCCC.js": 'import{one}from"./main.js";console.log(one);export{one};\n',
  });
});

test("a file with a statement of its own stays what it is", () => {
  const files = new Map([
    ["chunk-AAAAAAAA.js", shared],
    ["start.js", 'import{one}from"./chunk-AAAAAAAA.js";import"./chunk-BBBBBBBB.js";var two=one;export{two};\n'],
    ["chunk-EEEEEEEE.js", "export{};\n"],
  ]);
  assert.deepEqual(foldFacades(files), files);
});

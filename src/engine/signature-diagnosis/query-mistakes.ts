import type { QueryPair } from "../query.js";
import { keyFromUrl, readQuery } from "./fixes.js";
import type { SignatureMistake } from "./mistake.js";
import type { Recipe } from "./recipe.js";

/** Which parameters are signed, and how they are written. */
export const queryMistakes: readonly SignatureMistake[] = [
  {
    id: "header-key",
    title: { zh: "client_key 用了请求头里的值", en: "The client_key of the header was signed" },
    cause: {
      zh: "x-life-clientkey 只是应用标识，不参与签名；迁移过的应用，它与 URL 里的 client_key 不同。",
      en: "x-life-clientkey only marks the app and is not signed; for a migrated app it differs from the client_key in the URL.",
    },
    fix: keyFromUrl,
    group: "key",
    transform: (recipe) =>
      recipe.headerKey === undefined
        ? []
        : [
            withPairs(recipe, (pair) =>
              pair.key === "client_key" ? pairOf("client_key", recipe.headerKey ?? "") : pair,
            ),
          ],
  },
  {
    id: "sign-left-in",
    title: { zh: "sign 参数也参与了签名", en: "The parameter sign was signed too" },
    cause: {
      zh: "拼接前没有去掉 URL 中的 sign。",
      en: "The URL's sign was not taken out before joining.",
    },
    fix: readQuery,
    group: "sign",
    transform: (recipe) => [{ ...recipe, keepsSign: true }],
  },
  {
    id: "own-parameters-forgotten",
    title: { zh: "漏掉了回调地址自带的参数", en: "The callback URL's own parameters were forgotten" },
    cause: {
      zh: "只拼了 client_key 和 timestamp；URL 中除 sign 以外的全部参数都参与签名。",
      en: "Only client_key and timestamp were joined; every parameter of the URL but sign is signed.",
    },
    fix: readQuery,
    group: "selection",
    transform: (recipe) => [only(recipe, ["client_key", "timestamp", "sign"])],
  },
  {
    id: "parameters-forgotten",
    title: { zh: "漏掉了 client_key 或 timestamp", en: "client_key or timestamp was forgotten" },
    cause: {
      zh: "URL 中除 sign 以外的全部参数都参与签名，包括 client_key 和 timestamp。",
      en: "Every parameter of the URL but sign is signed, client_key and timestamp included.",
    },
    fix: readQuery,
    group: "selection",
    transform: (recipe) => [without(recipe, ["timestamp"]), without(recipe, ["client_key"]), only(recipe, ["sign"])],
  },
  {
    id: "values-encoded",
    title: { zh: "参数值以编码后的形式参与签名", en: "Parameter values were signed in encoded form" },
    cause: {
      zh: "直接用了 URL 原文，或用 http_build_query、url.Values.Encode 再次编码；应使用解码后的值。",
      en: "The URL's own text was used, or http_build_query or url.Values.Encode encoded again; decoded values are signed.",
    },
    fix: readQuery,
    group: "spelling",
    transform: (recipe) => [
      { ...recipe, spell: ({ raw }) => raw },
      { ...recipe, spell: ({ key, value }) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}` },
      { ...recipe, spell: ({ key, value }) => new URLSearchParams({ [key]: value }).toString() },
      { ...recipe, spell: ({ key, value }) => `${key}=${encodeURIComponent(value)}` },
    ],
  },
  {
    id: "plus-kept",
    title: {
      zh: "参数里的 + 没有解码成空格，或被多解码了一次",
      en: "A + in a parameter was not read as a blank, or read so twice",
    },
    cause: {
      zh: "decodeURIComponent 一类函数不处理 +；重复解码又会把 %2B 变成空格。",
      en: "decodeURIComponent and its like leave + alone; decoding twice turns even %2B into a blank.",
    },
    fix: readQuery,
    group: "spelling",
    transform: (recipe) => [
      withPairs(recipe, ({ raw, key, value }) => {
        const [kept] = new URLSearchParams(`&${raw.replaceAll("+", "%2B")}`);
        return { raw, key: kept?.[0] ?? key, value: kept?.[1] ?? value };
      }),
      withPairs(recipe, ({ raw, key, value }) => ({ raw, key, value: value.replaceAll("+", " ") })),
    ],
  },
  {
    id: "unsorted",
    title: { zh: "参数没有排序", en: "The parameters were not sorted" },
    cause: {
      zh: "按 URL 中的顺序拼接；应按键的字节序升序排列。",
      en: "They were joined as they stand in the URL; they are sorted by key, ascending, byte by byte.",
    },
    fix: readQuery,
    group: "order",
    transform: (recipe) => [
      { ...recipe, isSorted: false },
      { ...recipe, isSorted: false, pairs: recipe.pairs.toReversed() },
    ],
  },
  {
    id: "sorted-otherwise",
    title: {
      zh: "参数排序时忽略了大小写或按数值排",
      en: "The parameters were sorted without regard to case, or as numbers",
    },
    cause: {
      zh: "应按键的字节序升序排列：大写字母在小写之前，10 在 9 之前。",
      en: "Keys are sorted byte by byte: upper case comes before lower case, 10 before 9.",
    },
    fix: readQuery,
    group: "order",
    transform: (recipe) => [
      {
        ...recipe,
        isSorted: false,
        pairs: sortedBy(recipe.pairs, (a, b) => compare(a.key.toLowerCase(), b.key.toLowerCase())),
      },
      {
        ...recipe,
        isSorted: false,
        pairs: sortedBy(recipe.pairs, (a, b) => Number(a.key) - Number(b.key) || compare(a.key, b.key)),
      },
    ],
  },
  {
    id: "repeated-keys-merged",
    title: { zh: "重复的参数只签了一个值", en: "Of a repeated parameter only one value was signed" },
    cause: {
      zh: "把参数放进普通 map，重复的键只剩最后（或第一个）值；每个值都应参与签名。",
      en: "A plain map keeps one value of a repeated key, the last or the first; each value is signed.",
    },
    fix: readQuery,
    group: "repetition",
    transform: (recipe) => [
      {
        ...recipe,
        pairs: recipe.pairs.filter((pair, i, all) => all.findLastIndex(({ key }) => key === pair.key) === i),
      },
      { ...recipe, pairs: recipe.pairs.filter((pair, i, all) => all.findIndex(({ key }) => key === pair.key) === i) },
      merged(recipe),
    ],
  },
  {
    id: "php-names",
    title: { zh: "PHP 改写了参数名", en: "PHP renamed parameters" },
    cause: {
      zh: "$_GET 和 parse_str 会把参数名里的点和空格改成下划线，把 a[] 变成数组。",
      en: "$_GET and parse_str turn dots and blanks in names into underscores and make an array of a[].",
    },
    fix: readQuery,
    group: "names",
    transform: (recipe) => [
      withPairs(recipe, ({ raw, key, value }) => ({ raw, key: key.replace(/[. ]/g, "_"), value })),
      withPairs(recipe, ({ raw, key, value }) => ({ raw, key: key.replace(/\[.*$/, ""), value })),
    ],
  },
  {
    id: "timestamp-seconds",
    title: { zh: "timestamp 换算成了秒", en: "The timestamp was turned into seconds" },
    cause: {
      zh: "timestamp 是 13 位毫秒，应原样参与签名。",
      en: "timestamp is 13 digits of milliseconds and is signed as it stands.",
    },
    fix: readQuery,
    group: "timestamp",
    transform: (recipe) => [
      withPairs(recipe, (pair) =>
        pair.key === "timestamp" && /^\d{4,}$/.test(pair.value) ? pairOf("timestamp", pair.value.slice(0, -3)) : pair,
      ),
    ],
  },
];

function withPairs(recipe: Recipe, change: (pair: QueryPair) => QueryPair): Recipe {
  return { ...recipe, pairs: recipe.pairs.map(change) };
}

function pairOf(key: string, value: string): QueryPair {
  return { raw: `${encodeURIComponent(key)}=${encodeURIComponent(value)}`, key, value };
}

function only(recipe: Recipe, keys: readonly string[]): Recipe {
  return { ...recipe, pairs: recipe.pairs.filter(({ key }) => keys.includes(key)) };
}

function without(recipe: Recipe, keys: readonly string[]): Recipe {
  return { ...recipe, pairs: recipe.pairs.filter(({ key }) => !keys.includes(key)) };
}

function sortedBy(pairs: readonly QueryPair[], order: (a: QueryPair, b: QueryPair) => number): readonly QueryPair[] {
  return pairs.toSorted(order);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Values of a repeated key joined with commas. */
function merged(recipe: Recipe): Recipe {
  const keys = [...new Set(recipe.pairs.map(({ key }) => key))];
  const values = (wanted: string) => recipe.pairs.filter(({ key }) => key === wanted).map(({ value }) => value);
  return { ...recipe, pairs: keys.map((key) => pairOf(key, values(key).join(","))) };
}

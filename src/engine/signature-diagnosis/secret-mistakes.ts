import { normaliseSecret } from "../cipher.js";
import { checkSecret, startWithSecret } from "./fixes.js";
import type { SignatureMistake } from "./mistake.js";
import { concat } from "./recipe.js";

/** Which secret it is, and where it stands. */
export const secretMistakes: readonly SignatureMistake[] = [
  {
    id: "secret-trimmed",
    title: { zh: "密钥首尾多了或少了空白、引号", en: "The secret has white space or quotes around it, or lost them" },
    cause: {
      zh: "从文件或环境变量读入时带上了换行、空格或引号，或它们被去掉了。",
      en: "Read from a file or a variable, the secret came with a line end, blanks or quotes, or lost them.",
    },
    fix: checkSecret,
    group: "secret",
    transform: (recipe) =>
      [
        recipe.secret.trim(),
        ...["\n", "\r\n", " ", "\r"].map((end) => recipe.secret + end),
        ` ${recipe.secret}`,
        `"${recipe.secret}"`,
        `'${recipe.secret}'`,
      ].map((secret) => ({ ...recipe, secret })),
  },
  {
    id: "secret-padded",
    title: { zh: "签名用了补齐或截断到 32 位的密钥", en: "The secret padded or cut to 32 characters was used to sign" },
    cause: {
      zh: "补 # 或截断到 32 位只用于字段解密；签名用原来的密钥。",
      en: "Padding with # or cutting to 32 characters is for decrypting fields; signatures use the secret as it is.",
    },
    fix: checkSecret,
    group: "secret",
    transform: (recipe) => [
      { ...recipe, secret: new TextDecoder().decode(normaliseSecret(recipe.secret)) },
      { ...recipe, secret: recipe.secret.slice(0, 32) },
    ],
  },
  {
    id: "key-as-secret",
    title: { zh: "把 client_key 当成了密钥", en: "The client_key was taken for the secret" },
    cause: {
      zh: "配置里 client_key 与 client_secret 填反了。",
      en: "client_key and client_secret are swapped in the settings.",
    },
    fix: checkSecret,
    group: "secret",
    transform: (recipe) => {
      const keys = [recipe.pairs.find(({ key }) => key === "client_key")?.value, recipe.headerKey];
      return keys.flatMap((secret) => (secret === undefined ? [] : [{ ...recipe, secret }]));
    },
  },
  {
    id: "secret-case",
    title: { zh: "密钥的大小写被改变", en: "The case of the secret was changed" },
    cause: { zh: "密钥区分大小写，应原样使用。", en: "The secret is case-sensitive and used as it is." },
    fix: checkSecret,
    group: "secret",
    transform: (recipe) => [
      { ...recipe, secret: recipe.secret.toLowerCase() },
      { ...recipe, secret: recipe.secret.toUpperCase() },
    ],
  },
  {
    id: "other-secret",
    title: { zh: "用了另一个应用的密钥", en: "The secret of another app was used" },
    cause: {
      zh: "密钥属于另一个应用或环境；密钥要与 URL 中的 client_key 对应。",
      en: "The secret belongs to another app or environment; it must be that of the client_key in the URL.",
    },
    fix: checkSecret,
    group: "secret",
    transform: (recipe) => recipe.otherSecrets.map((secret) => ({ ...recipe, secret })),
  },
  {
    id: "double-ampersand",
    title: { zh: "密钥后面有两个 &", en: "Two & follow the secret" },
    cause: {
      zh: "密钥后加了 &，每个参数前又加了 &。",
      en: "One & was put after the secret and another before each parameter.",
    },
    fix: startWithSecret,
    group: "place",
    transform: (recipe) => [{ ...recipe, wrap: (secret, middle) => concat(`${secret}&&`, middle) }],
  },
  {
    id: "no-ampersand",
    title: { zh: "密钥后面没有 &", en: "No & follows the secret" },
    cause: {
      zh: "密钥与第一个参数直接相连；中间应有一个 &。",
      en: "The secret runs into the first parameter; one & belongs between them.",
    },
    fix: startWithSecret,
    group: "place",
    transform: (recipe) => [{ ...recipe, wrap: (secret, middle) => concat(secret, middle) }],
  },
  {
    id: "secret-appended",
    title: { zh: "密钥放在了最后", en: "The secret stands at the end" },
    cause: {
      zh: "待签名串以密钥开头；不在末尾，也不是首尾各一次。",
      en: "The string to sign begins with the secret; it does not end with it, nor stand at both ends.",
    },
    fix: startWithSecret,
    group: "place",
    transform: (recipe) => [
      { ...recipe, wrap: (secret, middle) => concat(middle, `&${secret}`) },
      { ...recipe, wrap: (secret, middle) => concat(middle, secret) },
      { ...recipe, wrap: (secret, middle) => concat(`${secret}&`, middle, `&${secret}`) },
      { ...recipe, wrap: (secret, middle) => concat(secret, middle, secret) },
    ],
  },
  {
    id: "secret-as-parameter",
    title: { zh: "密钥被写成了参数", en: "The secret was written as a parameter" },
    cause: {
      zh: "密钥前没有名字：不是 client_secret=…，也不参与排序。",
      en: "The secret has no name before it: it is not client_secret=…, and it is not sorted.",
    },
    fix: startWithSecret,
    group: "place",
    transform: (recipe) => [
      ...["client_secret=", "secret=", "key="].flatMap((name) => [
        { ...recipe, wrap: (secret: string, middle: Uint8Array) => concat(`${name}${secret}&`, middle) },
        { ...recipe, wrap: (secret: string, middle: Uint8Array) => concat(middle, `&${name}${secret}`) },
      ]),
      {
        ...recipe,
        pairs: [...recipe.pairs, { raw: `client_secret=${recipe.secret}`, key: "client_secret", value: recipe.secret }],
        wrap: (_, middle) => middle,
      },
    ],
  },
  {
    id: "secret-left-out",
    title: { zh: "待签名串里没有密钥", en: "The secret is missing from the string to sign" },
    cause: {
      zh: "待签名串应以密钥和 & 开头；也可能是配置没有读到，密钥为空。",
      en: "The string to sign begins with the secret and &; the secret may also be empty because a setting was not read.",
    },
    fix: startWithSecret,
    group: "place",
    transform: (recipe) => [
      { ...recipe, wrap: (_, middle) => middle },
      { ...recipe, secret: "" },
      ...["undefined", "null", "None"].map((secret) => ({ ...recipe, secret })),
    ],
  },
];

import { createCipheriv, createHash } from "node:crypto";
import { callbacks } from "../../src/callbacks/registry.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { parseJson } from "../../src/core/json.js";
import type { Text } from "../../src/core/text.js";
import { encryptField, normaliseSecret } from "../../src/engine/cipher.js";
import { judge } from "../../src/engine/judge.js";
import { payloadStream } from "../../src/engine/payload-stream.js";
import { readResponse } from "../../src/engine/read-answer.js";
import { signRequest } from "../../src/engine/sign.js";
import { exchangeOf } from "../support/judged-exchange.js";
import { interleaved, perSecond, type Row, rate, same, withFigure } from "./measure.js";

const clientSecret = "example-secret-0123456789abcdef0";
const clientKey = "awexampleclientkey";

/** Generation, signing, encryption and judging, each against the bare work that it cannot do without. */
export async function measurePipeline(rounds: number): Promise<readonly Row[]> {
  const definition = await callbacks.load("create-order");
  const options = { seed: 7, now: Date.now(), merchant: defaultMerchantFacts };
  const stream = await payloadStream(definition, options, { clientSecret });
  for (let i = 0; i < 2000; i++) stream.make(i);
  const ready = parseJson(Buffer.from(stream.make(3).body.padEnd(1800)).toString());
  const key = normaliseSecret(clientSecret);
  const encryptBare = (text: string): string => {
    const cipher = createCipheriv("aes-256-cbc", key, key.subarray(16));
    return Buffer.concat([cipher.update(text, "utf8"), cipher.final()]).toString("base64");
  };
  const bareLine = (): string => {
    const line = JSON.stringify(ready);
    createHash("sha256").update(clientSecret).update(line).digest("hex");
    createHash("md5").update(clientSecret).update(line).digest("hex");
    return line + encryptBare("13800138000") + encryptBare("王小明") + encryptBare("110101199003070118");
  };
  const body = Buffer.from(stream.make(5).body);
  const url = "http://127.0.0.1:8080/spi/create-order";
  const bareSign = (i: number): string => {
    const head = `${clientSecret}&client_key=${clientKey}&timestamp=${1_795_650_000_000 + i}&http_body=`;
    createHash("md5").update(head).update(body).digest("hex");
    return createHash("sha256").update(head).update(body).digest("hex");
  };
  const data = {
    error_code: 0,
    description: "success",
    order_id: "1000946099201940764",
    order_out_id: "nZJs9msX3I",
    confirm_info: { hotel_confirm_number: "CN-1", confirm_mode: 1, confirm_result: 1 },
  };
  const payload = { order_id: "1000946099201940764", biz_type: 2021 };
  const exchange = exchangeOf({ callback: "create-order", payload, reply: { json: { data } } });
  const { answer } = exchange;
  if (!answer) throw new Error("no answer");
  const wire = { status: answer.status, headers: answer.rawHeaders, body: answer.bytes };
  const judgeOne = () => judge(definition, { ...exchange, answer: readResponse(wire) }, { reading: "documented" });
  const text = answer.text ?? "";
  const makeOne = (i: number): Uint8Array => Buffer.from(stream.make(1000 + i).body);
  const signOne = (i: number): unknown =>
    signRequest({ url, body, clientKey, clientSecret, timestamp: 1_795_650_000_000 + i });

  // Until the compiler has done with them.
  for (const work of [makeOne, signOne, judgeOne]) for (let i = 0; i < 30_000; i++) work(i);

  const generated = await interleaved(
    rounds,
    () => rate(makeOne),
    () => rate(bareLine),
  );
  const signed = await interleaved(
    rounds,
    () => rate(signOne),
    () => rate(bareSign),
  );
  const encrypted = await interleaved(
    rounds,
    () => rate((i) => encryptField(clientSecret, `1380013${i}`)),
    () => rate((i) => encryptBare(`1380013${i}`)),
  );
  const judged = await interleaved(
    rounds,
    () => rate(judgeOne),
    () => rate(() => JSON.parse(text)),
  );
  return [
    {
      name: { zh: "生成", en: "generate" },
      ...words(generated, { zh: "序列化、两次散列、三次加密", en: "stringify, two hashes, three ciphers" }),
      target: ">= 0.30",
    },
    { name: { zh: "签名", en: "sign" }, ...words(signed, { zh: "只做两次散列", en: "the two hashes alone" }) },
    {
      name: { zh: "加密一个字段", en: "encrypt a field" },
      ...words(encrypted, { zh: "只做加密", en: "the cipher alone" }),
    },
    { name: judging, ...words(judged, { zh: "只做 JSON.parse", en: "JSON.parse alone" }) },
    {
      name: judging,
      ours: perSecond(judged.ours),
      reference: same("50,000/s"),
      ratio: judged.ours / 50_000,
      target: ">= 1",
    },
  ];
}

const judging = { zh: "读取并判断一个应答", en: "read and judge an answer" };

function words(
  { ours, reference, ratio }: Awaited<ReturnType<typeof interleaved>>,
  name: Text,
): Pick<Row, "ours" | "reference" | "ratio"> {
  return { ours: perSecond(ours), reference: withFigure(name, perSecond(reference)), ratio };
}

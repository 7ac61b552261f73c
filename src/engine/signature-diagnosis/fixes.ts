import type { Fixes } from "./mistake.js";

/** Keep the bytes of the body as they came and hash those. */
export const hashRawBody: Fixes = {
  express: {
    zh: "用 express.json({ verify: (req, res, buf) => (req.rawBody = buf) }) 保留原始字节，验签时使用 req.rawBody，不要用 JSON.stringify(req.body)。",
    en: "Keep the bytes with express.json({ verify: (req, res, buf) => (req.rawBody = buf) }) and sign req.rawBody, never JSON.stringify(req.body).",
  },
  spring: {
    zh: "控制器参数写成 @RequestBody byte[] body（或用过滤器缓存请求体），先对这些字节验签，再用 objectMapper.readValue(body, …) 解析。",
    en: "Take @RequestBody byte[] body in the controller (or cache the body in a filter), check the signature over those bytes, then parse with objectMapper.readValue(body, …).",
  },
  gin: {
    zh: "先 raw, _ := io.ReadAll(c.Request.Body)，对 raw 验签，再 c.Request.Body = io.NopCloser(bytes.NewReader(raw)) 后绑定结构体。",
    en: "Read raw, _ := io.ReadAll(c.Request.Body) first, sign raw, then set c.Request.Body = io.NopCloser(bytes.NewReader(raw)) before binding.",
  },
  laravel: {
    zh: "用 $request->getContent() 取原始请求体（ThinkPHP：$request->getInput()），不要用 json_encode($request->all())。",
    en: "Take the raw body from $request->getContent() (ThinkPHP: $request->getInput()), never json_encode($request->all()).",
  },
  fastapi: {
    zh: "用 raw = await request.body() 取原始字节验签，再 json.loads(raw)；不要对模型 model_dump_json() 或 json.dumps 的结果验签。",
    en: "Sign raw = await request.body(), then json.loads(raw); never the output of model_dump_json() or json.dumps.",
  },
};

/** Never turn the body into a string on the way to the hash. */
export const hashBytes: Fixes = {
  express: {
    zh: "对 Buffer 直接 hash.update(req.rawBody)；不要先 toString('latin1') 或设置 encoding。",
    en: "Pass the Buffer itself to hash.update(req.rawBody); no toString('latin1') and no encoding before it.",
  },
  spring: {
    zh: "对 byte[] 直接 MessageDigest.update(body)；必须转字符串时两个方向都写明 StandardCharsets.UTF_8，并设置 server.servlet.encoding.force=true。",
    en: "Pass the byte[] to MessageDigest.update(body); where a string is unavoidable name StandardCharsets.UTF_8 both ways and set server.servlet.encoding.force=true.",
  },
  gin: {
    zh: "对 io.ReadAll 得到的 []byte 直接计算摘要，不要做字符集转换或 strings.TrimSpace。",
    en: "Hash the []byte from io.ReadAll as it is: no charset conversion and no strings.TrimSpace.",
  },
  laravel: {
    zh: "对 $request->getContent() 直接 hash('sha256', …)，不要经过 trim、mb_convert_encoding、iconv 或 utf8_encode；检查是否有 TrimStrings 一类的中间件改写了请求体。",
    en: "Pass $request->getContent() straight to hash('sha256', …), without trim, mb_convert_encoding, iconv or utf8_encode; look for middleware that rewrites the body.",
  },
  fastapi: {
    zh: "对 await request.body() 的 bytes 直接 hashlib.sha256(…)，不要先 decode 再 encode，也不要 strip()。",
    en: "Pass the bytes of await request.body() to hashlib.sha256(…): no decode and encode, no strip().",
  },
};

/** The segment `&http_body=` with the body, last. */
export const appendBody: Fixes = {
  express: {
    zh: "参数拼好之后再追加 '&http_body=' 和 req.rawBody；请求体为空时整段不加。",
    en: "After the parameters append '&http_body=' and req.rawBody; leave the whole segment out for an empty body.",
  },
  spring: {
    zh: "参数排序拼接之后再追加 &http_body= 和 byte[] body。请求体流只能读一次；ContentCachingRequestWrapper 在请求体被读取之前是空的。",
    en: "After the sorted parameters append &http_body= and the byte[] body. A request stream can be read once: ContentCachingRequestWrapper is empty until somebody has read it.",
  },
  gin: {
    zh: "参数排序拼接之后再追加 &http_body= 和 raw。ShouldBindJSON 会读空请求体，要在它之前 io.ReadAll 并放回。",
    en: "After the sorted parameters append &http_body= and raw. ShouldBindJSON drains the body: call io.ReadAll before it and put the bytes back.",
  },
  laravel: {
    zh: "先 ksort 参数并拼接，再 . '&http_body=' . $request->getContent()；不要把 http_body 放进参数数组一起排序。",
    en: "ksort and join the parameters first, then . '&http_body=' . $request->getContent(); http_body must not be sorted with them.",
  },
  fastapi: {
    zh: "参数排序拼接之后再 + b'&http_body=' + await request.body()。",
    en: "After the sorted parameters add b'&http_body=' + await request.body().",
  },
};

/** All parameters of the URL but `sign`, decoded, sorted. */
export const readQuery: Fixes = {
  express: {
    zh: "用 new URL(req.originalUrl, 'http://x').searchParams 取全部参数（已解码），去掉 sign，按键排序后用 key=value 和 & 拼接。",
    en: "Take every parameter from new URL(req.originalUrl, 'http://x').searchParams (decoded), drop sign, sort by key, join as key=value with &.",
  },
  spring: {
    zh: "用 UriComponentsBuilder.fromUriString(url) 或 request.getQueryString() 取得当次请求的全部参数并以 UTF-8 解码，去掉 sign，放进 TreeMap 后拼接。",
    en: "Take every parameter of this request from request.getQueryString(), decode as UTF-8, drop sign, put them into a TreeMap and join.",
  },
  gin: {
    zh: "用 c.Request.URL.Query() 取全部参数（已解码），去掉 sign，sort.Strings 排序键后拼接；不要用 url.Values.Encode()，它会再次编码。",
    en: "Take every parameter from c.Request.URL.Query() (decoded), drop sign, sort.Strings the keys and join; url.Values.Encode() would encode again.",
  },
  laravel: {
    zh: "用 $request->query() 取全部参数，unset sign，ksort($query, SORT_STRING)，再逐个拼 key=value；不要用 http_build_query，它会再次编码。",
    en: "Take $request->query(), unset sign, ksort($query, SORT_STRING) and join key=value yourself; http_build_query would encode again.",
  },
  fastapi: {
    zh: "用 sorted(request.query_params.multi_items()) 取全部参数（已解码），去掉 sign 后拼接。",
    en: "Take sorted(request.query_params.multi_items()) (decoded), drop sign and join.",
  },
};

/** `client_key` comes from the URL of the request at hand. */
export const keyFromUrl: Fixes = {
  express: {
    zh: "client_key 取自 req.query.client_key，不要用请求头 x-life-clientkey 或写死的值。",
    en: "Take client_key from req.query.client_key, not from the header x-life-clientkey or a constant.",
  },
  spring: {
    zh: 'client_key 取自 request.getParameter("client_key")，不要用请求头 x-life-clientkey 或写死的值。',
    en: 'Take client_key from request.getParameter("client_key"), not from the header x-life-clientkey or a constant.',
  },
  gin: {
    zh: 'client_key 取自 c.Query("client_key")，不要用请求头 x-life-clientkey 或写死的值。',
    en: 'Take client_key from c.Query("client_key"), not from the header x-life-clientkey or a constant.',
  },
  laravel: {
    zh: "client_key 取自 $request->query('client_key')，不要用请求头 x-life-clientkey 或写死的值。",
    en: "Take client_key from $request->query('client_key'), not from the header x-life-clientkey or a constant.",
  },
  fastapi: {
    zh: "client_key 取自 request.query_params['client_key']，不要用请求头 x-life-clientkey 或写死的值。",
    en: "Take client_key from request.query_params['client_key'], not from the header x-life-clientkey or a constant.",
  },
};

/** The secret stands first, followed by one `&`. */
export const startWithSecret: Fixes = {
  express: {
    zh: "写成 [secret, ...pairs].join('&')：密钥只在最前面，其后恰好一个 &。",
    en: "Write [secret, ...pairs].join('&'): the secret once, in front, followed by exactly one &.",
  },
  spring: {
    zh: '写成 secret + "&" + String.join("&", pairs)：密钥只在最前面，其后恰好一个 &。',
    en: 'Write secret + "&" + String.join("&", pairs): the secret once, in front, followed by exactly one &.',
  },
  gin: {
    zh: '写成 secret + "&" + strings.Join(pairs, "&")：密钥只在最前面，其后恰好一个 &。',
    en: 'Write secret + "&" + strings.Join(pairs, "&"): the secret once, in front, followed by exactly one &.',
  },
  laravel: {
    zh: "写成 $secret . '&' . implode('&', $pairs)：密钥只在最前面，其后恰好一个 &。",
    en: "Write $secret . '&' . implode('&', $pairs): the secret once, in front, followed by exactly one &.",
  },
  fastapi: {
    zh: "写成 secret + '&' + '&'.join(pairs)：密钥只在最前面，其后恰好一个 &。",
    en: "Write secret + '&' + '&'.join(pairs): the secret once, in front, followed by exactly one &.",
  },
};

/** Which secret, and exactly its characters. */
export const checkSecret: Fixes = {
  express: {
    zh: "打印 process.env 中密钥的长度，与控制台里该 client_key 对应应用的 client_secret 比较；.env 里不要带引号和空格。",
    en: "Compare the length of the secret in process.env with the client_secret of the app that client_key belongs to; no quotes or blanks in .env.",
  },
  spring: {
    zh: "检查配置里的密钥是否属于该 client_key 的应用，读取文件后用 strip() 去掉换行；验签用原密钥，补齐到 32 位只用于解密。",
    en: "Check that the configured secret belongs to the app of client_key, strip() what comes from a file; the padding to 32 characters is for decryption alone.",
  },
  gin: {
    zh: "检查密钥是否属于该 client_key 的应用，os.ReadFile 之后用 strings.TrimSpace 去掉换行；验签用原密钥，补齐到 32 位只用于解密。",
    en: "Check that the secret belongs to the app of client_key, strings.TrimSpace what os.ReadFile gives; the padding to 32 characters is for decryption alone.",
  },
  laravel: {
    zh: "检查 .env 里的密钥是否属于该 client_key 的应用且不带空格，改完后执行 php artisan config:clear；补齐到 32 位只用于解密。",
    en: "Check that the secret in .env belongs to the app of client_key and has no blanks, then run php artisan config:clear; the padding to 32 characters is for decryption alone.",
  },
  fastapi: {
    zh: "检查密钥是否属于该 client_key 的应用，读取文件后用 strip() 去掉换行；验签用原密钥，补齐到 32 位只用于解密。",
    en: "Check that the secret belongs to the app of client_key, strip() what comes from a file; the padding to 32 characters is for decryption alone.",
  },
};

/** A plain hash over the string, not an HMAC and not the webhook rule. */
export const usePlainHash: Fixes = {
  express: {
    zh: "请求头用 crypto.createHash('sha256').update(str).digest('hex')，URL 的 sign 用 'md5'；不要用 createHmac，也不要用 sha1。",
    en: "Use crypto.createHash('sha256').update(str).digest('hex') for the header and 'md5' for the URL's sign; no createHmac, no sha1.",
  },
  spring: {
    zh: '请求头用 MessageDigest.getInstance("SHA-256")，URL 的 sign 用 "MD5"；不要用 Mac，也不要用 SHA-1。',
    en: 'Use MessageDigest.getInstance("SHA-256") for the header and "MD5" for the URL\'s sign; no Mac, no SHA-1.',
  },
  gin: {
    zh: "请求头用 sha256.Sum256([]byte(str))，URL 的 sign 用 md5.Sum；不要用 hmac.New，也不要用 sha1。",
    en: "Use sha256.Sum256([]byte(str)) for the header and md5.Sum for the URL's sign; no hmac.New, no sha1.",
  },
  laravel: {
    zh: "请求头用 hash('sha256', $str)，URL 的 sign 用 md5($str)；不要用 hash_hmac，也不要用 sha1。",
    en: "Use hash('sha256', $str) for the header and md5($str) for the URL's sign; no hash_hmac, no sha1.",
  },
  fastapi: {
    zh: "请求头用 hashlib.sha256(data).hexdigest()，URL 的 sign 用 hashlib.md5；不要用 hmac，也不要用 sha1。",
    en: "Use hashlib.sha256(data).hexdigest() for the header and hashlib.md5 for the URL's sign; no hmac, no sha1.",
  },
};

/** SHA-256 belongs to the header, MD5 to the URL, hex in lower case. */
export const comparePairs: Fixes = {
  express: {
    zh: "SHA-256 与 req.get('x-life-sign') 比较，MD5 与 req.query.sign 比较，比较前都转成小写。",
    en: "Compare the SHA-256 with req.get('x-life-sign') and the MD5 with req.query.sign, both in lower case.",
  },
  spring: {
    zh: 'SHA-256 与 request.getHeader("x-life-sign") 比较，MD5 与 request.getParameter("sign") 比较，用 equalsIgnoreCase。',
    en: 'Compare the SHA-256 with request.getHeader("x-life-sign") and the MD5 with request.getParameter("sign"), by equalsIgnoreCase.',
  },
  gin: {
    zh: 'SHA-256 与 c.GetHeader("x-life-sign") 比较，MD5 与 c.Query("sign") 比较；十六进制用 %x 而不是 %X。',
    en: 'Compare the SHA-256 with c.GetHeader("x-life-sign") and the MD5 with c.Query("sign"); format hex with %x, not %X.',
  },
  laravel: {
    zh: "SHA-256 与 $request->header('x-life-sign') 比较，MD5 与 $request->query('sign') 比较；不要 strtoupper。",
    en: "Compare the SHA-256 with $request->header('x-life-sign') and the MD5 with $request->query('sign'); no strtoupper.",
  },
  fastapi: {
    zh: "SHA-256 与 request.headers['x-life-sign'] 比较，MD5 与 request.query_params['sign'] 比较；不要 upper()。",
    en: "Compare the SHA-256 with request.headers['x-life-sign'] and the MD5 with request.query_params['sign']; no upper().",
  },
};

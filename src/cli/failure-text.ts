import type { Failure } from "../core/exchange.js";
import { type Message, say, type Text } from "../core/text.js";
import { isGivenUp } from "../engine/verdict.js";

/** What a network failure means and what to do next. */
export function failureText(failure: Failure, url: string): Message {
  const { host, protocol } = new URL(url);
  const { kind, detail } = failure;
  const own = details[`${kind}/${detail}`] ?? kinds[kind];
  const text =
    kind === "reset" && !isGivenUp(failure) && protocol === "http:"
      ? { zh: own.zh + maybeTls.zh, en: `${own.en} ${maybeTls.en}` }
      : own;
  return { text, args: { host, detail } };
}

/** `failureText` in one language; the words for a phase are put in where the sentence has them. */
export function sayFailure(lang: Parameters<typeof say>[0], failure: Failure, url: string): string {
  const { text, args = {} } = failureText(failure, url);
  const phase = phases[failure.detail];
  return say(lang, text, phase ? { ...args, detail: lang === "zh" ? phase.zh : phase.en } : args);
}

/** What a failure is called in a word: its kind, or that we were interrupted. */
export function failureName(failure: Failure, t: (text: Text) => string): string {
  return isGivenUp(failure) ? t({ zh: "被中断", en: "interrupted" }) : failure.kind;
}

const phases: Readonly<Record<string, Text>> = {
  connect: { zh: "建立连接", en: "opening the connection" },
  headers: { zh: "等待应答头", en: "waiting for the headers" },
  body: { zh: "读取应答体", en: "reading the body" },
};

const kinds: Readonly<Record<Failure["kind"], Text>> = {
  refused: {
    zh: "{host} 拒绝连接：这个端口没有服务在监听。请确认服务已启动、端口没写错；服务在容器里时，确认端口已映射。",
    en: "{host} refused the connection: nothing listens on that port. Check that the service runs and the port is right; in a container, that the port is published.",
  },
  dns: {
    zh: "找不到主机 {host}。请检查拼写；内网域名请确认已连上内网。",
    en: "The host {host} cannot be found. Check its spelling; for an internal name, that you are on that network.",
  },
  tls: {
    zh: "与 {host} 的 TLS 握手失败（{detail}）。请用 openssl s_client -connect {host} 查看它的证书和协议版本。",
    en: "The TLS handshake with {host} failed ({detail}). Look at its certificate and protocol with openssl s_client -connect {host}.",
  },
  reset: {
    zh: "{host} 在应答完整之前断开了连接。请查看服务的日志，是否在处理中崩溃，或被前面的代理断开。",
    en: "{host} closed the connection before the answer was complete. See the service's log: it may have crashed on the request, or a proxy before it hung up.",
  },
  timeout: {
    zh: "{host} 没有在时限内应答完（停在：{detail}）。请查看服务在等什么；时限可用 --timeout 调整。",
    en: "{host} did not finish its answer within the deadline (stuck at: {detail}). See what the service waits for; --timeout changes the deadline.",
  },
  "too-large": {
    zh: "{host} 的应答体太大，已截断。业务应答只有几百字节，请确认地址没有指向文件或页面。",
    en: "The answer of {host} is too large and was cut off. A business answer has a few hundred bytes; check that the address is no file or page.",
  },
  "bad-http": {
    zh: "{host} 的应答不是合法的 HTTP（{detail}）。请确认这个端口是 HTTP 服务。",
    en: "The answer of {host} is not valid HTTP ({detail}). Check that the port belongs to an HTTP service.",
  },
  redirect: {
    zh: "{host} 要求跳转到 {detail}；不跟随，因为签名和个人信息不能发到别处。请把最终的地址直接写进 --endpoint。",
    en: "{host} redirects to {detail}; it is not followed, because signature and personal data must not go elsewhere. Give the final address to --endpoint.",
  },
};

const maybeTls: Text = {
  zh: "如果这个端口是 https，请把地址改成 https://。",
  en: "If that port speaks https, write the address with https://.",
};

const details: Readonly<Record<string, Text>> = {
  "refused/host-unreachable": {
    zh: "到不了 {host}：主机不可达。请检查地址、VPN 和防火墙。",
    en: "{host} cannot be reached. Check the address, the VPN and the firewall.",
  },
  "refused/network-unreachable": {
    zh: "到不了 {host} 所在的网络。请检查网络连接和 VPN。",
    en: "The network of {host} cannot be reached. Check your connection and the VPN.",
  },
  "dns/try-again": {
    zh: "域名服务器没有回答 {host}。请检查网络连接和 DNS，然后重试。",
    en: "The name server did not answer for {host}. Check your connection and DNS, then try again.",
  },
  "tls/expired": {
    zh: "{host} 的证书已过期。请更新证书；若本机时间不对，先校准时间。",
    en: "The certificate of {host} has expired. Renew it; if this machine's clock is wrong, set that first.",
  },
  "tls/not-yet-valid": {
    zh: "{host} 的证书还没有生效。请检查证书的起始时间和本机的时间。",
    en: "The certificate of {host} is not valid yet. Check its start and this machine's clock.",
  },
  "tls/self-signed": {
    zh: "{host} 的证书是自签名的。测试环境可加 --insecure，或用 NODE_EXTRA_CA_CERTS 指定它；上线前请换成受信任的证书。",
    en: "The certificate of {host} is self-signed. In a test environment --insecure accepts it, or name it in NODE_EXTRA_CA_CERTS; before going live use a trusted one.",
  },
  "tls/wrong-name": {
    zh: "{host} 的证书不是发给这个主机名的。请用证书上的主机名访问，或更换证书。",
    en: "The certificate of {host} was issued for another name. Use the name on it, or replace it.",
  },
  "tls/unknown-authority": {
    zh: "{host} 的证书由未知机构签发，或缺少中间证书。请让服务器发送完整的证书链，或用 NODE_EXTRA_CA_CERTS 指定机构的证书。",
    en: "The certificate of {host} comes from an unknown authority, or an intermediate one is missing. Serve the whole chain, or name the authority's certificate in NODE_EXTRA_CA_CERTS.",
  },
  "tls/client-certificate-required": {
    zh: "{host} 要求客户端证书，抖音不会提供。请为回调地址关闭双向 TLS。",
    en: "{host} wants a client certificate, which Douyin does not send. Switch mutual TLS off for the callbacks.",
  },
  "tls/server-speaks-http": {
    zh: "{host} 的端口说的是 http，不是 https。请把地址改成 http://。",
    en: "The port of {host} speaks http, not https. Write the address with http://.",
  },
  "reset/aborted": {
    zh: "在 {host} 应答之前，本工具被中断，放弃了这次请求。对商家不作判断；需要结果请重新运行。",
    en: "This tool was interrupted before {host} had answered, and gave the request up. That says nothing about the merchant; run it again for a result.",
  },
  "bad-http/server-speaks-tls": {
    zh: "{host} 的端口说的是 https，不是 http。请把地址改成 https://。",
    en: "The port of {host} speaks https, not http. Write the address with https://.",
  },
};

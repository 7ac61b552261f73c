import type { Failure } from "../core/exchange.js";
import type { Text } from "../core/text.js";

/** What a network failure means and what to look at first. */
export function failureText(failure: Failure, url: string): Text {
  const special = details[`${failure.kind}/${failure.detail}`];
  const { host, protocol } = new URL(url);
  return fill(special ?? kinds[failure.kind], { host, scheme: protocol.replace(":", ""), detail: failure.detail });
}

const kinds: Readonly<Record<Failure["kind"], Text>> = {
  refused: {
    zh: "{host} 拒绝连接:这个端口没有服务在监听。请确认服务已启动、端口没写错。",
    en: "{host} refused the connection: nothing listens on that port. Check that the service runs and the port is right.",
  },
  dns: { zh: "找不到主机 {host}。请检查主机名。", en: "The host {host} cannot be found. Check its name." },
  tls: { zh: "与 {host} 的 TLS 握手失败({detail})。", en: "The TLS handshake with {host} failed ({detail})." },
  reset: {
    zh: "{host} 在应答完整之前断开了连接。",
    en: "{host} closed the connection before the answer was complete.",
  },
  timeout: {
    zh: "{host} 没有在时限内应答完(停在 {detail})。可用 --timeout 调整。",
    en: "{host} did not finish its answer within the deadline (stuck at {detail}). --timeout changes it.",
  },
  "too-large": { zh: "应答体太大,已截断。", en: "The answer is too large and was cut off." },
  "bad-http": { zh: "应答不是合法的 HTTP({detail})。", en: "The answer is not valid HTTP ({detail})." },
  redirect: {
    zh: "服务器要求跳转到 {detail};不跟随,因为签名和个人信息不能发到别处。",
    en: "The server redirects to {detail}; it is not followed, because signature and personal data must not go elsewhere.",
  },
};

const details: Readonly<Record<string, Text>> = {
  "tls/expired": { zh: "{host} 的证书已过期。", en: "The certificate of {host} has expired." },
  "tls/self-signed": {
    zh: "{host} 的证书是自签名的。测试环境可加 --insecure。",
    en: "The certificate of {host} is self-signed. --insecure accepts it in a test environment.",
  },
  "tls/wrong-name": {
    zh: "{host} 的证书不是发给这个主机名的。",
    en: "The certificate of {host} was issued for another name.",
  },
  "tls/unknown-authority": {
    zh: "{host} 的证书由未知机构签发。",
    en: "The certificate of {host} comes from an unknown authority.",
  },
  "tls/server-speaks-http": {
    zh: "{host} 的端口说的是 http,不是 https。请把地址改成 http://。",
    en: "The port of {host} speaks http, not https. Write the address with http://.",
  },
  "bad-http/server-speaks-tls": {
    zh: "{host} 的端口说的是 https,不是 http。请把地址改成 https://。",
    en: "The port of {host} speaks https, not http. Write the address with https://.",
  },
};

function fill(text: Text, args: Readonly<Record<string, string>>): Text {
  const put = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => args[name] ?? whole);
  return { zh: put(text.zh), en: put(text.en) };
}

import { isSecretHeader } from "../../engine/redact.js";
import { valuesOf } from "./flags.js";

type Options = Readonly<Record<string, unknown>>;

/** The flags of this run that a line which reproduces a failure must repeat, as words of `test`. */
export function testWords(options: Options): readonly string[] {
  return [
    ...repeated(options, "endpoint", "--endpoint"),
    ...wireWords(options),
    ...repeated(options, "cases", "--cases"),
    ...single(options, "platformPort", "--platform-port"),
    ...single(options, "timeScale", "--time-scale"),
    ...single(options, "failOn", "--fail-on"),
  ];
}

/** The same as words of `send` to this endpoint; none where the reference merchant answers. */
export function sendWords(options: Options, endpoint: string | undefined): readonly string[] {
  return [
    ...(endpoint === undefined ? [] : ["--endpoint", endpoint]),
    ...wireWords(options),
    ...single(options, "failOn", "--fail-on"),
  ];
}

/** What decides how a request travels. The values of headers that open doors stay out of reports. */
function wireWords(options: Options): readonly string[] {
  return [
    ...single(options, "config", "--config"),
    ...single(options, "profile", "--profile"),
    ...single(options, "clientKey", "--client-key"),
    ...single(options, "clientSecretFile", "--client-secret-file"),
    ...single(options, "timeout", "--timeout"),
    ...valuesOf(options, "header").flatMap((header) => ["--header", withoutSecret(header)]),
    ...(options.insecure === true ? ["--insecure"] : []),
    ...(options.allowLinkLocal === true ? ["--allow-link-local"] : []),
  ];
}

function single(options: Options, name: string, flag: string): readonly string[] {
  const value = options[name];
  return typeof value === "string" ? [flag, value] : [];
}

function repeated(options: Options, name: string, flag: string): readonly string[] {
  return valuesOf(options, name).flatMap((value) => [flag, value]);
}

function withoutSecret(header: string): string {
  return isSecretHeader(header.split(":")[0]?.trim() ?? "") ? header.replace(/:.*$/s, ": ***") : header;
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Certificate = { readonly key: string; readonly cert: string };

export type Certificates = {
  /** The authority that signed all but the self-signed one and the stranger. */
  readonly ca: string;
  readonly good: Certificate;
  readonly expired: Certificate;
  readonly notYetValid: Certificate;
  readonly wrongName: Certificate;
  readonly selfSigned: Certificate;
  /** Signed by an authority that nobody trusts. */
  readonly stranger: Certificate;
};

/** Fresh test certificates for 127.0.0.1, made with the openssl command. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), "certificates-"));
  const run = (...args: readonly string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  };
  const text = (name: string): string => readFileSync(join(folder, name), "utf8");
  try {
    writeFileSync(join(folder, "ca.cnf"), authorityConfig);
    writeFileSync(join(folder, "serial"), "01\n");
    writeFileSync(join(folder, "index.txt"), "");
    writeFileSync(join(folder, "index.txt.attr"), "unique_subject = no\n");
    for (const ca of ["ca", "other"]) {
      run(
        ...newKey(ca),
        "-x509",
        "-days",
        "2",
        "-subj",
        `/CN=Test ${ca}`,
        "-addext",
        "basicConstraints=critical,CA:true",
      );
    }
    const issue = (name: string, host: string, from: string, to: string, ca = "ca"): Certificate => {
      run(...newKey(name), "-subj", `/CN=${name}`, "-addext", `subjectAltName=${host}`);
      run(...signing(ca), "-in", `${name}.pem`, "-out", `${name}.crt`, "-startdate", from, "-enddate", to);
      return { key: text(`${name}.key`), cert: text(`${name}.crt`) };
    };
    const local = "IP:127.0.0.1";
    run(...newKey("self"), "-x509", "-days", "2", "-subj", "/CN=self", "-addext", `subjectAltName=${local}`);
    return {
      ca: text("ca.pem"),
      good: issue("good", local, past, future),
      expired: issue("expired", local, longAgo, past),
      notYetValid: issue("early", local, future, farFuture),
      wrongName: issue("wrong", "DNS:other.example", past, future),
      selfSigned: { key: text("self.key"), cert: text("self.pem") },
      stranger: issue("stranger", local, past, future, "other"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const longAgo = "20200101000000Z";
const past = "20210101000000Z";
const future = "20490101000000Z";
const farFuture = "20491201000000Z";

function newKey(name: string): readonly string[] {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  return ["req", "-config", "ca.cnf", ...key, "-keyout", `${name}.key`, "-out", `${name}.pem`];
}

function signing(ca: string): readonly string[] {
  return ["ca", "-batch", "-config", "ca.cnf", "-cert", `${ca}.pem`, "-keyfile", `${ca}.key`, "-notext"];
}

const authorityConfig = `
[req]
distinguished_name = name
[name]
[ca]
default_ca = test
[test]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
`;

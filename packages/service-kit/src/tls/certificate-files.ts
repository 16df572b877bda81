import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { systemCodeOf } from "@flotilla/protocol";
import { type PeerRole, roleProblem } from "./peer-role.ts";

/** Where a service finds what it shows to its peers and by what it knows them. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/** What was in the files. */
export interface Certificates {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
  /** Milliseconds since 1970 after which peers refuse the certificate. */
  readonly expiresAt: number;
}

const blocks = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Reads the files of a service; what no peer would accept throws an `Error` that names the variable. */
export async function readCertificates(
  files: CertificateFiles,
  role: PeerRole,
  now: number,
): Promise<Certificates> {
  const [cert, key, ca] = await Promise.all([
    readPem("FLOTILLA_TLS_CERT", files.cert),
    readPem("FLOTILLA_TLS_KEY", files.key),
    readPem("FLOTILLA_TLS_CA", files.ca),
  ]);
  const [own, ...between] = certificatesIn("FLOTILLA_TLS_CERT", files.cert, cert);
  const authorities = certificatesIn("FLOTILLA_TLS_CA", files.ca, ca);
  const problem = (variable: string, text: string) => new Error(`${variable}: ${text}`);
  if (own === undefined) throw problem("FLOTILLA_TLS_CERT", `${files.cert}: no certificate`);
  if (!fits(own, key)) {
    throw problem("FLOTILLA_TLS_KEY", `${files.key} is not the key of ${files.cert}`);
  }
  const expiresAt = own.validToDate.getTime();
  if (expiresAt <= now) {
    throw problem(
      "FLOTILLA_TLS_CERT",
      `${files.cert}: expired on ${own.validToDate.toISOString()}`,
    );
  }
  if (!isSigned(own, between, authorities)) {
    throw problem("FLOTILLA_TLS_CERT", `${files.cert}: not signed by what is in ${files.ca}`);
  }
  const wrongRole = roleProblem(own.subjectAltName, [role]);
  if (wrongRole !== undefined) {
    throw problem("FLOTILLA_TLS_CERT", `${files.cert}: ${wrongRole} (URI:urn:flotilla:${role})`);
  }
  return { cert, key, ca, expiresAt };
}

async function readPem(variable: string, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new Error(`${variable}: ${path} cannot be read (${systemCodeOf(cause)})`, { cause });
  }
}

function certificatesIn(variable: string, path: string, pem: string): readonly X509Certificate[] {
  try {
    return (pem.match(blocks) ?? []).map((block) => new X509Certificate(block));
  } catch (cause) {
    throw new Error(`${variable}: ${path}: no certificate in PEM`, { cause });
  }
}

function fits(certificate: X509Certificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false; // no key at all, or one with a passphrase
  }
}

/** Whether a chain leads to one of the authorities; what is in between may be in any order. */
function isSigned(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): boolean {
  const issued = (issuer: X509Certificate): boolean =>
    certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  if (authorities.some(issued)) return true;
  return between.some((issuer) => {
    const others = between.filter((other) => other !== issuer);
    return issued(issuer) && isSigned(issuer, others, authorities);
  });
}

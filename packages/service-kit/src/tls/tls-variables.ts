import { z } from "zod";
import type { CertificateFiles } from "./certificate-files.ts";

const file = z.string().optional();

/** With all three, services of one cluster talk to each other by TLS; with none, in the clear. */
export const tlsVariables = {
  FLOTILLA_TLS_CERT: file.describe(
    "File of the certificate (PEM) that the service shows to its peers; with it, the services talk to each other by TLS 1.3 only",
  ),
  FLOTILLA_TLS_KEY: file.describe("File of the key of that certificate (PEM, no passphrase)"),
  FLOTILLA_TLS_CA: file.describe(
    "File of the authorities (PEM) that have signed the certificates of all services",
  ),
};

type TlsEnvironment = { readonly [Name in keyof typeof tlsVariables]?: string | undefined };
const names = ["FLOTILLA_TLS_CERT", "FLOTILLA_TLS_KEY", "FLOTILLA_TLS_CA"] as const;

/** Those that are missing beside the ones that are set. */
export function tlsProblems(env: TlsEnvironment): readonly string[] {
  const missing = names.filter((name) => env[name] === undefined);
  if (missing.length === names.length) return [];
  const given = names.filter((name) => env[name] !== undefined).join(" and ");
  return missing.map((name) => `${name}: needed with ${given}, but not set`);
}

/** Where the certificates are; undefined without TLS. */
export function certificateFiles(env: TlsEnvironment): CertificateFiles | undefined {
  const { FLOTILLA_TLS_CERT: cert, FLOTILLA_TLS_KEY: key, FLOTILLA_TLS_CA: ca } = env;
  if (cert === undefined || key === undefined || ca === undefined) return undefined;
  return { cert, key, ca };
}

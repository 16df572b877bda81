import { messageOf } from "@flotilla/protocol";
import type { Logger } from "../logger.ts";
import type { Registry } from "../metrics.ts";
import type { CertificateFiles } from "./certificate-files.ts";
import { PeerIdentity } from "./peer-identity.ts";
import type { PeerRole } from "./peer-role.ts";

/** What opening a service's identity needs. */
export interface IdentityOrder {
  readonly role: PeerRole;
  /** Undefined without TLS: then there is no identity. */
  readonly files: CertificateFiles | undefined;
  readonly registry: Registry;
  readonly logger: Logger;
}

/** {@link PeerIdentity.open} for a `main.ts`: files that are not in order are told on standard error, exit 1. */
export async function openIdentityOrExit(
  { files, ...parts }: IdentityOrder,
  process: { readonly stderr: { write(text: string): unknown }; exit(code: number): never },
): Promise<PeerIdentity | undefined> {
  if (files === undefined) return undefined;
  try {
    return await PeerIdentity.open({ ...parts, files });
  } catch (error) {
    process.stderr.write(`certificates: ${messageOf(error)}\n`);
    return process.exit(1);
  }
}

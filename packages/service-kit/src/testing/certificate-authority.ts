import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CertificateFiles } from "../tls/certificate-files.ts";
import type { PeerRole } from "../tls/peer-role.ts";

const run = promisify(execFile);
const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** What a certificate is about. */
export interface CertificateOrder {
  readonly roles: readonly PeerRole[];
  /** From now on; a negative number has expired. */
  readonly days?: number;
  /** Takes the place of an earlier one. */
  readonly name?: string;
}

/** Signs certificates for the services of a test by `openssl`; their files are gone when it is disposed. */
export class CertificateAuthority implements AsyncDisposable {
  readonly #folder: string;
  #issued = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<CertificateAuthority> {
    const authority = new CertificateAuthority(await mkdtemp(join(tmpdir(), "flotilla-ca-")));
    const { ca } = authority;
    const out = ["-keyout", authority.#path("ca.key"), "-out", ca, "-days", "2"];
    await run("openssl", ["req", "-x509", ...newKey, ...out, "-subj", "/CN=authority"]);
    return authority;
  }

  /** The file of its own certificate. */
  get ca(): string {
    return this.#path("ca.pem");
  }

  async issue({ roles, days = 2, name }: CertificateOrder): Promise<CertificateFiles> {
    const base = name ?? `${++this.#issued}`;
    const file = (type: string) => this.#path(`${base}.${type}`);
    const [cert, key, request] = [file("pem"), file("key"), file("csr")];
    const names = roles.map((role) => `URI:urn:flotilla:${role}`).join(",");
    const about = [
      "-subj",
      `/CN=${base}`,
      ...(names ? ["-addext", `subjectAltName=${names}`] : []),
    ];
    await run("openssl", ["req", "-new", ...newKey, "-keyout", key, "-out", request, ...about]);
    const signer = ["-CA", this.ca, "-CAkey", this.#path("ca.key"), "-copy_extensions", "copy"];
    const out = ["-in", request, "-out", cert, "-days", String(days)];
    await run("openssl", ["x509", "-req", ...signer, ...out]);
    return { cert, key, ca: this.ca };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}

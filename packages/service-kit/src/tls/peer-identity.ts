import { constants } from "node:crypto";
import type { Duplex } from "node:stream";
import {
  type ConnectionOptions,
  createSecureContext,
  type SecureContext,
  type Server,
  TLSSocket,
  type TlsOptions,
} from "node:tls";
import { messageOf, systemCodeOf } from "@flotilla/protocol";
import type { Logger } from "../logger.ts";
import type { Registry } from "../metrics.ts";
import { type CertificateFiles, type Certificates, readCertificates } from "./certificate-files.ts";
import { CertificateMetrics } from "./certificate-metrics.ts";
import { type PeerRole, roleProblem } from "./peer-role.ts";

/** What an identity is made of. */
export interface PeerIdentityParts {
  readonly role: PeerRole;
  readonly files: CertificateFiles;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly rereadMs?: number;
}

const usualRereadMs = 10_000;
/** Whoever has not shown a certificate by then is no peer. */
const handshakeTimeoutMs = 5_000;
/** An earlier handshake must not stand for a certificate that is refused by now. */
const withoutTickets = { secureOptions: constants.SSL_OP_NO_TICKET };
const onlyTls13 = { minVersion: "TLSv1.3", maxVersion: "TLSv1.3" } as const;
const certificateFaults = /CERT|SIGNATURE|CHAIN|ERR_SSL|ERR_TLS|EPROTO/;

/**
 * Who a service is to its peers, and how it knows them: by TLS 1.3 with certificates of one authority on both sides, each
 * naming the role of its owner. The files are read again while the service runs, so that certificates can be replaced.
 */
export class PeerIdentity {
  readonly #parts: PeerIdentityParts;
  readonly #metrics: CertificateMetrics;
  readonly #servers = new Set<Server>();
  #certificates: Certificates;
  #context: SecureContext;
  #timer: NodeJS.Timeout | undefined;
  #problem: string | undefined;
  #rereading: Promise<void> | undefined;

  private constructor(parts: PeerIdentityParts, certificates: Certificates) {
    this.#parts = parts;
    this.#certificates = certificates;
    this.#context = contextOf(certificates);
    this.#metrics = new CertificateMetrics(parts.registry);
    this.#metrics.expiresAt(certificates.expiresAt);
  }

  /** Throws an `Error` that names the variable if a file is not what it should be. */
  static async open(parts: PeerIdentityParts): Promise<PeerIdentity> {
    const certificates = await readCertificates(parts.files, parts.role, Date.now());
    const identity = new PeerIdentity(parts, certificates);
    const { rereadMs = usualRereadMs } = parts;
    identity.#timer = setInterval(() => void identity.reread(), rereadMs).unref();
    return identity;
  }

  /** Takes the files as they are now; if they are not in order, those that were stay. */
  reread(): Promise<void> {
    this.#rereading ??= this.#reread().finally(() => {
      this.#rereading = undefined;
    });
    return this.#rereading;
  }

  /** What a listener for peers is made with. Peers without a certificate reach it: {@link problemOf} tells them apart. */
  get serverOptions(): TlsOptions {
    return {
      ...secretsOf(this.#certificates),
      handshakeTimeout: handshakeTimeoutMs,
      requestCert: true,
      rejectUnauthorized: false,
    };
  }

  /** Gives a listener the certificates that are read later, too; returns what ends that. */
  follow(server: Server): () => void {
    this.#servers.add(server);
    server.on("tlsClientError", (error) =>
      this.#parts.logger.debug({ err: error }, "no handshake"),
    );
    return () => this.#servers.delete(server);
  }

  /** What a connection to a peer in that role is made with. */
  connectOptions(role: PeerRole): ConnectionOptions {
    return {
      secureContext: this.#context,
      rejectUnauthorized: true,
      // Machines change their addresses; whom the authority has signed for a role has it everywhere.
      checkServerIdentity: (_host, { subjectaltname }) => {
        const problem = roleProblem(subjectaltname, [role]);
        return problem === undefined
          ? undefined
          : Object.assign(new Error(problem), { code: "ERR_TLS_PEER_ROLE" });
      },
      ...onlyTls13,
    };
  }

  /** Why who is at the other end of a listener's connection has none of these roles; counted and logged. */
  problemOf(socket: Duplex, roles: readonly PeerRole[]): string | undefined {
    const problem = problemOf(socket, roles);
    if (problem !== undefined) {
      const address = socket instanceof TLSSocket ? socket.remoteAddress : undefined;
      this.#refused({ problem, address });
    }
    return problem;
  }

  /** A connection to a peer has failed: counted and logged if its certificate is the reason, or ours. */
  failed(error: unknown, role: PeerRole, host: string): void {
    const code = systemCodeOf(error) ?? "";
    if (!certificateFaults.test(code)) return;
    this.#refused({ problem: `${code}: ${messageOf(error)}`, role, address: host });
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#rereading;
  }

  #refused(fields: Readonly<Record<string, unknown>>): void {
    this.#metrics.refused();
    this.#parts.logger.warn(fields, "peer refused for its certificate");
  }

  async #reread(): Promise<void> {
    const { files, role, logger } = this.#parts;
    try {
      const found = await readCertificates(files, role, Date.now());
      this.#problem = undefined;
      if (isSame(found, this.#certificates)) return;
      this.#certificates = found;
      this.#context = contextOf(found);
      for (const server of this.#servers) server.setSecureContext(this.serverOptions);
      this.#metrics.reread("done");
      this.#metrics.expiresAt(found.expiresAt);
      logger.info({ expiresAt: new Date(found.expiresAt) }, "certificates replaced");
    } catch (error) {
      const problem = messageOf(error);
      if (problem === this.#problem) return; // told already
      this.#problem = problem;
      this.#metrics.reread("failed");
      logger.error({ err: error }, "certificates not replaced");
    }
  }
}

function problemOf(socket: Duplex, roles: readonly PeerRole[]): string | undefined {
  if (!(socket instanceof TLSSocket)) return "no TLS";
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return "no certificate";
  if (!socket.authorized) return String(socket.authorizationError);
  return roleProblem(certificate.subjectAltName, roles);
}

function secretsOf({ cert, key, ca }: Certificates) {
  return { cert, key, ca, ...onlyTls13, ...withoutTickets };
}

function contextOf(certificates: Certificates): SecureContext {
  return createSecureContext(secretsOf(certificates));
}

function isSame(a: Certificates, b: Certificates): boolean {
  return a.cert === b.cert && a.key === b.key && a.ca === b.ca;
}

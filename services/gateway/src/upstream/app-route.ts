import { randomBytes } from "node:crypto";
import type { NetConnectOpts } from "node:net";
import { FlotillaError } from "@flotilla/protocol";
import { isOnMachine, type PeerClient, peerAddress } from "@flotilla/service-kit";
import type { Nodes, SessionOwner } from "@flotilla/store";

/** The way to an app process: its socket on this machine, or its worker, which passes the link on. */
export type AppRoute =
  | { readonly type: "near"; readonly path: string }
  | {
      readonly type: "far";
      /** The worker's internal listener. */
      readonly url: URL;
      readonly pass: {
        readonly gatewayId: string;
        readonly workerId: string;
        readonly processId: string;
        readonly nonce: string;
      };
      /** Its token signs passes and answers. */
      readonly peers: PeerClient;
    };

/** What finding ways needs. */
export interface AppRoutesParts {
  readonly gatewayId: string;
  /** What this machine is called. */
  readonly machineName: string;
  readonly nodes: Nodes;
  readonly peers: PeerClient;
}

/** Knows the way to each app process. */
export class AppRoutes {
  readonly #parts: AppRoutesParts;

  constructor(parts: AppRoutesParts) {
    this.#parts = parts;
  }

  /** Where somebody listens as long as the process can live; undefined if its worker, on another machine, has no lease. */
  async addressOf(owner: SessionOwner): Promise<NetConnectOpts | undefined> {
    if (this.#isNear(owner)) return { path: owner.socketPath };
    const url = await this.#workerUrl(owner);
    return url && peerAddress(url);
  }

  /** Throws `APP_UNREACHABLE` if the process is on another machine and its worker is not there. */
  async find(owner: SessionOwner): Promise<AppRoute> {
    if (this.#isNear(owner)) return { type: "near", path: owner.socketPath };
    const url = await this.#workerUrl(owner);
    if (url === undefined) {
      throw new FlotillaError("APP_UNREACHABLE", "the worker of the app process is not there");
    }
    const { gatewayId, peers } = this.#parts;
    const { workerId, processId } = owner;
    const nonce = randomBytes(16).toString("base64url");
    return { type: "far", url, pass: { gatewayId, workerId, processId, nonce }, peers };
  }

  #isNear({ workerId }: SessionOwner): boolean {
    return isOnMachine(workerId, this.#parts.machineName);
  }

  async #workerUrl({ workerId }: SessionOwner): Promise<URL | undefined> {
    const worker = (await this.#parts.nodes.list("worker")).find(({ id }) => id === workerId);
    return worker && new URL(worker.internalUrl);
  }
}

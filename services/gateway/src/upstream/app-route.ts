import { randomBytes } from "node:crypto";
import type { NetConnectOpts } from "node:net";
import { FlotillaError } from "@flotilla/protocol";
import { isOnMachine } from "@flotilla/service-kit";
import type { Nodes, SessionOwner } from "@flotilla/store";

/** The way to an app process: its socket on this machine, or its worker, which passes the link on. */
export type AppRoute =
  | { readonly type: "near"; readonly path: string }
  | {
      readonly type: "far";
      readonly host: string;
      readonly port: number;
      readonly pass: {
        readonly gatewayId: string;
        readonly workerId: string;
        readonly processId: string;
        readonly nonce: string;
      };
      /** Shared by the services: it signs passes and answers. */
      readonly key: string;
    };

/** What finding ways needs. */
export interface AppRoutesParts {
  readonly gatewayId: string;
  /** What this machine is called. */
  readonly machineName: string;
  readonly nodes: Nodes;
  readonly key: string;
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
    return await this.#workerAddress(owner);
  }

  /** Throws `APP_UNREACHABLE` if the process is on another machine and its worker is not there. */
  async find(owner: SessionOwner): Promise<AppRoute> {
    if (this.#isNear(owner)) return { type: "near", path: owner.socketPath };
    const address = await this.#workerAddress(owner);
    if (address === undefined) {
      throw new FlotillaError("APP_UNREACHABLE", "the worker of the app process is not there");
    }
    const { gatewayId, key } = this.#parts;
    const { workerId, processId } = owner;
    const nonce = randomBytes(16).toString("base64url");
    return { type: "far", ...address, pass: { gatewayId, workerId, processId, nonce }, key };
  }

  #isNear({ workerId }: SessionOwner): boolean {
    return isOnMachine(workerId, this.#parts.machineName);
  }

  async #workerAddress({
    workerId,
  }: SessionOwner): Promise<{ readonly host: string; readonly port: number } | undefined> {
    const worker = (await this.#parts.nodes.list("worker")).find(({ id }) => id === workerId);
    if (worker === undefined) return undefined;
    const { hostname, port } = new URL(worker.internalUrl);
    return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 80) };
  }
}

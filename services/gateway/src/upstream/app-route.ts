import { randomBytes } from "node:crypto";
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

  isNear({ workerId }: SessionOwner): boolean {
    return isOnMachine(workerId, this.#parts.machineName);
  }

  /** Whether the process's worker holds a lease. */
  async hasWorker({ workerId }: SessionOwner): Promise<boolean> {
    return (await this.#parts.nodes.list("worker")).some(({ id }) => id === workerId);
  }

  /** Throws `APP_UNREACHABLE` if the process is on another machine and its worker is not there. */
  async find(owner: SessionOwner): Promise<AppRoute> {
    if (this.isNear(owner)) return { type: "near", path: owner.socketPath };
    const { gatewayId, nodes, key } = this.#parts;
    const { workerId, processId } = owner;
    const worker = (await nodes.list("worker")).find(({ id }) => id === workerId);
    if (worker === undefined) {
      throw new FlotillaError("APP_UNREACHABLE", "the worker of the app process is not there");
    }
    const { hostname, port } = new URL(worker.internalUrl);
    const nonce = randomBytes(16).toString("base64url");
    return {
      type: "far",
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port || 80),
      pass: { gatewayId, workerId, processId, nonce },
      key,
    };
  }
}

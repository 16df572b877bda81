import { existsSync, linkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Fence, NodeInfo, ProcessInfo, SessionRecord, Sessions, Store } from "@flotilla/store";
import { type StoreStep, steadyNow } from "./node-order.ts";

/** What watching a store needs. */
export interface WatchedStoreParts {
  readonly store: Store;
  readonly node: string;
  readonly onStep: (step: StoreStep) => void;
  /** The address under which this node reaches another one. */
  readonly wayTo: (url: string) => Promise<string>;
  readonly plant: "fence" | undefined;
  /** Where what app processes write to a file `effects` of theirs is kept when they have gone. */
  readonly effectsDir: string;
}

type Step = (...args: readonly unknown[]) => Promise<unknown>;

/** Reads alone are no steps. */
const quiet: ReadonlySet<string> = new Set(["get", "kept", "count", "renewSecret"]);

/** The same store, each of whose steps is told, and whose nodes are reached by ways of the cluster's own. */
export function watchedStore(parts: WatchedStoreParts): Store {
  const { store, wayTo, plant, effectsDir } = parts;
  const sessions = plant === "fence" ? unfenced(store.sessions) : store.sessions;
  const nodes = Object.assign(Object.create(store.nodes), {
    list: async (kind: NodeInfo["kind"]) => {
      const listed = await store.nodes.list(kind);
      return await Promise.all(
        listed.map(async (node) => ({ ...node, internalUrl: await wayTo(node.internalUrl) })),
      );
    },
  }) as Store["nodes"];
  const processes = Object.assign(Object.create(store.processes), {
    register: async (...args: Parameters<Store["processes"]["register"]>) => {
      keepEffects(args[0], effectsDir); // before anybody sits in it
      return await store.processes.register(...args);
    },
  }) as Store["processes"];
  return Object.assign(Object.create(store), {
    sessions: told(sessions, parts),
    nodes: bound(nodes, store.nodes),
    processes: bound(processes, store.processes),
  }) as Store;
}

/** A second name for the file outlives the folder of the process. */
function keepEffects({ id, socketPath }: ProcessInfo, folder: string): void {
  const kept = join(folder, id);
  const file = join(dirname(socketPath), "scratch", "effects");
  if (existsSync(file) && !existsSync(kept)) linkSync(file, kept);
}

/** Methods that come from the original need their own `this`. */
function bound<T extends object>(changed: T, original: T): T {
  return new Proxy(changed, {
    get: (target, name) => {
      if (Object.hasOwn(target, name)) return Reflect.get(target, name);
      const value: unknown = Reflect.get(original, name, original);
      return typeof value === "function" ? value.bind(original) : value;
    },
  });
}

function told(sessions: Sessions, { node, onStep }: WatchedStoreParts): Sessions {
  return new Proxy(sessions, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const step = value.bind(target) as Step;
      const op = String(name);
      if (quiet.has(op)) return step;
      return async (...args: readonly unknown[]) => {
        const began = steadyNow();
        const tell = (result: unknown, outcome: string): void => {
          for (const each of stepsOf(args, result, outcome))
            onStep({ op, node, began, ended: steadyNow(), ...each });
        };
        try {
          const result = await step(...args);
          tell(result, outcomeOf(result));
          return result;
        } catch (error) {
          tell(undefined, "failed");
          throw error;
        }
      };
    },
  });
}

type Facts = Omit<StoreStep, "op" | "node" | "began" | "ended">;

function outcomeOf(result: unknown): string {
  if (typeof result === "string") return result;
  if (result === undefined || result === null) return "none";
  const outcome: unknown = Reflect.get(Object(result), "outcome");
  return typeof outcome === "string" ? outcome : "record";
}

/** One for each record that it is about. */
function stepsOf(args: readonly unknown[], result: unknown, outcome: string): readonly Facts[] {
  const fence = (args.find(isFence) ?? { epoch: 0, claimId: "" }) as Fence;
  const named = typeof args[0] === "string" ? args[0] : String(Reflect.get(Object(args[0]), "id"));
  const under = { epoch: fence.epoch, claimId: fence.claimId, outcome };
  const of = (record: SessionRecord): Facts => ({
    ...under,
    session: record.id,
    processId: record.owner?.processId ?? "",
    nowEpoch: record.epoch,
    nowClaimId: record.claimId,
  });
  if (Array.isArray(result)) return result.filter(isRecord).map(of);
  const record: unknown = isRecord(result) ? result : Reflect.get(Object(result), "record");
  if (isRecord(record)) return [of(record)];
  return [{ ...under, session: named, processId: "", nowEpoch: 0, nowClaimId: "" }];
}

function isFence(value: unknown): value is Fence {
  return typeof value === "object" && value !== null && "epoch" in value && "claimId" in value;
}

function isRecord(value: unknown): value is SessionRecord {
  return isFence(value) && "id" in value && "owner" in value;
}

/** A store that has lost its fence: whoever writes, writes. */
function unfenced(sessions: Sessions): Sessions {
  return new Proxy(sessions, {
    get: (target, name) => {
      if (name === "checkpoint") {
        const checkpoint: Sessions["checkpoint"] = async (id, fence, kept) => {
          const outcome = await target.checkpoint(id, fence, kept);
          const record = outcome === "gone" ? await target.get(id) : undefined;
          return record === undefined ? outcome : await target.checkpoint(id, record, kept);
        };
        return checkpoint;
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

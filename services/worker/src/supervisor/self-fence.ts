import { setTimeout as sleep } from "node:timers/promises";
import { systemCodeOf } from "@flotilla/protocol";
import { type Logger, type PeerClient, reachAnswer } from "@flotilla/service-kit";
import type { NodeInfo, Nodes } from "@flotilla/store";

/** What fencing itself off needs. */
export interface SelfFenceParts {
  readonly workerId: string;
  readonly nodes: Pick<Nodes, "list">;
  readonly peers: PeerClient;
  readonly leaseMs: number;
  /** Tries to renew the lease once more. */
  readonly renew: () => Promise<void>;
  readonly isRunning: () => boolean;
  /** Ends what runs here: others may take it over from now on. */
  readonly fence: () => void;
  /** It may run for so long without a lease: nobody can take it over. */
  readonly goOn: (forMs: number) => void;
  readonly logger: Logger;
  /** Milliseconds that only grow. */
  readonly time?: () => number;
}

/** In leases: how long a last try to renew may take. */
const tryLeases = 0.1;
/** In leases: when peers are asked, when one that reaches the store decides, and how long before the end of the lease nothing may run any more. */
const askAfter = 0.45;
const decideAfter = 0.6;
const margin = 0.15;
/** In leases: until when what runs here may go on while the store is away for the others too; they are asked again before. */
const leave = 0.5;
/** In leases: how long the word of a peer that the store is away for it holds; with what may go on then, less than a peer waits that has it back. */
const wordHolds = 0.6;
/** In leases: who has reached the store for less had lost it too, and gives all workers more than a lease to register again. */
const regained = 0.6;

/**
 * A worker that cannot renew its lease must not run sessions beyond it, if others can reach the store: they take them over.
 * If the store is, or was just now, away for them too, nobody can, and the sessions go on. So it asks the nodes that it knew: one
 * that has been reaching the store all along decides at once; else more than half of all nodes, itself among them, must say that
 * they did not reach it either. A node that says so takes nothing over for more than a lease: its word holds if it is too busy
 * to say it again.
 */
export class SelfFence {
  readonly #parts: SelfFenceParts;
  readonly #time: () => number;
  /** When each peer last said that it does not reach the store. */
  readonly #awayAt = new Map<string, number>();
  #peers: readonly NodeInfo[] = [];
  #renewedAt: number;
  #isAsking = false;

  constructor(parts: SelfFenceParts) {
    this.#parts = parts;
    this.#time = parts.time ?? (() => performance.now());
    this.#renewedAt = this.#time();
  }

  /** The lease was renewed by a request that began then. */
  async renewed(at: number): Promise<void> {
    this.#renewedAt = at;
    this.#awayAt.clear();
    const { nodes, workerId } = this.#parts;
    const found = await Promise.all([nodes.list("gateway"), nodes.list("worker")]).catch(() => {});
    if (found === undefined) return; // those that it knew are asked
    this.#peers = found.flat().filter(({ id }) => id !== workerId);
  }

  /** Called several times in a lease. */
  async check(): Promise<void> {
    const { leaseMs, isRunning } = this.#parts;
    const isDue = this.#time() - this.#renewedAt >= leaseMs * askAfter;
    if (!isDue || this.#isAsking || !isRunning()) return;
    this.#isAsking = true;
    await this.#decide().finally(() => {
      this.#isAsking = false;
    });
  }

  async #decide(): Promise<void> {
    const { leaseMs, renew, fence, goOn, logger } = this.#parts;
    const renewedAt = this.#renewedAt;
    const renewing = renew().catch(() => {}); // that is why the others are asked
    const answers = await Promise.all(this.#peers.map((peer) => this.#ask(peer)));
    await Promise.race([renewing, sleep(leaseMs * tryLeases, undefined, { ref: false })]);
    if (this.#renewedAt !== renewedAt) return;
    const reaching = answers.filter((answer) => answer === "reaches").length;
    const cutOff = answers.filter((answer) => answer === "away").length + 1;
    const isMinority = cutOff * 2 <= answers.length + 1;
    const missedMs = this.#time() - renewedAt;
    const isLate = missedMs >= leaseMs * (1 - 2 * margin);
    if (reaching === 0 && !isMinority) goOn(leaseMs * leave);
    const isCutOff = reaching > 0 ? missedMs >= leaseMs * decideAfter : isMinority && isLate;
    if (!isCutOff) return;
    logger.error({ peers: answers.length, reaching, cutOff }, "cut off from the store: fenced");
    fence();
  }

  async #ask(node: NodeInfo): Promise<"reaches" | "away" | "silent"> {
    const answer = await this.#answerOf(node);
    const now = this.#time();
    if (answer === "away") this.#awayAt.set(node.id, now);
    else if (answer === "reaches") this.#awayAt.delete(node.id);
    const said = this.#awayAt.get(node.id);
    return said !== undefined && now - said < this.#parts.leaseMs * wordHolds ? "away" : answer;
  }

  async #answerOf(node: NodeInfo): Promise<"reaches" | "away" | "silent"> {
    const { peers, leaseMs } = this.#parts;
    try {
      const question = { path: "/v1/store", timeoutMs: leaseMs * margin };
      const { reaches, steadyMs } = reachAnswer.parse((await peers.ask(node, question)).body);
      return reaches && steadyMs >= leaseMs * regained ? "reaches" : "away";
    } catch (error) {
      // Its machine says that it has ended: it reaches nothing.
      return systemCodeOf(error) === "ECONNREFUSED" ? "away" : "silent";
    }
  }
}

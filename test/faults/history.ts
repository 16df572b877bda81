import { type StoreStep, steadyNow } from "../support/cluster-parts/node-order.ts";

/** What a visitor did or saw. */
export type VisitorEvent = { readonly visitor: number } & (
  | {
      readonly type: "opened";
      readonly session: string;
      readonly asked: string;
      readonly took: number;
    }
  | {
      readonly type: "closed";
      readonly session: string;
      readonly code: number;
      readonly reason: string;
    }
  | { readonly type: "refused"; readonly session: string; readonly text: string }
  | { readonly type: "sent"; readonly session: string; readonly n: number }
  | { readonly type: "acked"; readonly session: string; readonly n: number }
  /** The clicks that the page shows, and which run of which process drew it. */
  | { readonly type: "shown"; readonly session: string; readonly seen: string; readonly by: string }
  | { readonly type: "broken"; readonly session: string; readonly text: string }
);

/** What was done to the cluster; `lossy` may lose what the store knew. */
export interface FaultEvent {
  readonly type: "fault";
  readonly name: string;
  readonly target: string;
  readonly lossy?: true;
}

/** Everything that is known of a run, with the machine's steady clock. */
export type HistoryEvent = { readonly at: number } & (
  | VisitorEvent
  | FaultEvent
  | ({ readonly type: "step" } & StoreStep)
  | { readonly type: "log"; readonly node: string; readonly line: string }
);

/** What happened in a run, in the order in which it was noticed. */
export class History {
  readonly events: HistoryEvent[] = [];

  add(event: VisitorEvent | FaultEvent): void {
    this.events.push({ at: steadyNow(), ...event });
  }

  step(step: StoreStep): void {
    this.events.push({ at: step.ended, type: "step", ...step });
  }

  log(node: string, line: string): void {
    this.events.push({ at: steadyNow(), type: "log", node, line: line.trim() });
  }

  /** How often each fault was carried out. */
  get faults(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const event of this.events)
      if (event.type === "fault") counts[event.name] = (counts[event.name] ?? 0) + 1;
    return counts;
  }

  /** Sockets that were closed under visitors. */
  get closes(): readonly HistoryEvent[] {
    return this.events.filter(({ type }) => type === "closed");
  }

  /** In milliseconds, the slowest last: how long each visitor's slowest click took until it was shown, of those made since then. */
  slowestClicks(since: number): readonly number[] {
    const open = new Map<string, number>();
    const slowest = new Map<number, number>();
    for (const event of this.events) {
      if (event.type === "sent" && event.at >= since) {
        open.set(`${event.visitor} ${event.n}`, event.at);
      } else if (event.type === "shown") {
        for (const n of event.seen.split(",")) {
          const key = `${event.visitor} ${n}`;
          const sentAt = open.get(key);
          if (sentAt === undefined) continue;
          open.delete(key);
          const before = slowest.get(event.visitor) ?? 0;
          slowest.set(event.visitor, Math.max(before, Math.round(event.at - sentAt)));
        }
      }
    }
    return [...slowest.values()].sort((a, b) => a - b);
  }

  /** As JSON lines, with times from its beginning; only what concerns a session and the faults, if one is named. */
  lines(session?: string): string {
    const [first] = this.events;
    const concerns = (event: HistoryEvent): boolean => {
      if (session === undefined || event.type === "fault") return true;
      return "session" in event && event.session === session;
    };
    const since = first?.at ?? 0;
    return this.events
      .filter(concerns)
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, ...event }) => JSON.stringify({ at: Math.round(at - since), ...event }))
      .join("\n");
  }
}

import type { Undo } from "../bus.ts";
import type { LogLine, Logs, StoredLine } from "../logs.ts";

type Listener = (lines: readonly StoredLine[]) => void;

interface Journal {
  lines: StoredLine[];
  next: number;
  readonly listeners: Set<Listener>;
}

const maxLines = 10_000;

/** The newest 10,000 lines of each app in this process's memory. */
export class MemoryLogs implements Logs {
  readonly #journals = new Map<string, Journal>();

  async append(team: string, app: string, lines: readonly LogLine[]): Promise<void> {
    const journal = this.#journal(team, app);
    const stored = lines.map((line) => ({ ...line, cursor: String(journal.next++) }));
    journal.lines.push(...stored);
    // Cut in big steps, so that appending stays cheap.
    if (journal.lines.length > maxLines * 1.25) journal.lines = journal.lines.slice(-maxLines);
    const followers = [...journal.listeners]; // who comes later reads what is stored
    setImmediate(() => {
      for (const follower of followers) if (journal.listeners.has(follower)) follower(stored);
    });
  }

  async read(
    team: string,
    app: string,
    range: { readonly after?: string; readonly limit: number },
  ): Promise<readonly StoredLine[]> {
    const lines = this.#journals.get(`${team}/${app}`)?.lines ?? [];
    if (range.limit <= 0) return [];
    if (range.after === undefined) return lines.slice(-range.limit);
    const first = Number(lines[0]?.cursor ?? 0);
    const start = Math.max(0, Number(range.after) + 1 - first);
    return lines.slice(start, start + range.limit);
  }

  async follow(team: string, app: string, listener: Listener): Promise<Undo> {
    const own: Listener = (lines) => listener(lines);
    const { listeners } = this.#journal(team, app);
    listeners.add(own);
    return async () => {
      listeners.delete(own);
    };
  }

  #journal(team: string, app: string): Journal {
    const key = `${team}/${app}`;
    const journal = this.#journals.get(key) ?? { lines: [], next: 1, listeners: new Set() };
    this.#journals.set(key, journal);
    return journal;
  }
}

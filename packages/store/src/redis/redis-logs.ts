import type { Bus, Undo } from "../bus.ts";
import type { LogLine, Logs, StoredLine } from "../logs.ts";
import { type RedisClient, script } from "./redis-client.ts";

const maxLines = 10_000;
/** How long the lines are kept of an app that writes no more. */
const keepMs = 30 * 86_400_000;

/** Appends lines to the app's stream, oldest out first; answers with their cursors. */
const append = script(`
local cursors = {}
for i = 2, #ARGV do
  table.insert(cursors, redis.call("XADD", KEYS[1], "MAXLEN", "~", "${maxLines}", "*", "line", ARGV[i]))
end
redis.call("PEXPIRE", KEYS[1], "${keepMs}")
return cursors
`);

/** The newest lines of each app in a Redis stream; who follows hears of them over the bus. */
export class RedisLogs implements Logs {
  readonly #redis: RedisClient;
  readonly #bus: Bus;

  constructor(redis: RedisClient, bus: Bus) {
    this.#redis = redis;
    this.#bus = bus;
  }

  async append(team: string, app: string, lines: readonly LogLine[]): Promise<void> {
    if (lines.length === 0) return;
    const texts = lines.map((line) => JSON.stringify(line));
    const cursors = (await this.#redis.call(append, [this.#key(team, app)], texts)) as string[];
    const stored = lines.map((line, at) => ({ ...line, cursor: cursors[at] }));
    await this.#bus.publish(channelOf(team, app), Buffer.from(JSON.stringify(stored)));
  }

  async read(
    team: string,
    app: string,
    range: { readonly after?: string; readonly limit: number },
  ): Promise<readonly StoredLine[]> {
    const { after, limit } = range;
    if (limit <= 0) return [];
    const key = this.#key(team, app);
    const entries = await this.#redis.run(async (redis) =>
      after === undefined
        ? (await redis.xrevrange(key, "+", "-", "COUNT", limit)).reverse()
        : await redis.xrange(key, `(${after}`, "+", "COUNT", limit),
    );
    return entries.map(([cursor, [, text = ""]]) => ({
      ...(JSON.parse(text) as LogLine),
      cursor,
    }));
  }

  async follow(
    team: string,
    app: string,
    listener: (lines: readonly StoredLine[]) => void,
  ): Promise<Undo> {
    const [last] = await this.read(team, app, { limit: 1 });
    return await this.#bus.subscribe(channelOf(team, app), (payload) => {
      const lines = JSON.parse(Buffer.from(payload).toString()) as StoredLine[];
      // In a cluster a message may be slower than a subscription that came after it.
      const fresh = last === undefined ? lines : lines.filter((line) => isAfter(line, last));
      if (fresh.length > 0) listener(fresh);
    });
  }

  #key(team: string, app: string): string {
    return `${this.#redis.prefix}:logs:${team}/${app}`;
  }
}

/** Cursors are ids of a stream: milliseconds and a number within them. */
function isAfter(line: StoredLine, other: StoredLine): boolean {
  const [ms = 0, number = 0] = line.cursor.split("-").map(Number);
  const [otherMs = 0, otherNumber = 0] = other.cursor.split("-").map(Number);
  return ms === otherMs ? number > otherNumber : ms > otherMs;
}

function channelOf(team: string, app: string): string {
  return `logs:${team}/${app}`;
}

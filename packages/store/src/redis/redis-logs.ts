import type { Bus, Undo } from "../bus.ts";
import type { LogLine, Logs, StoredLine } from "../logs.ts";
import { type RedisClient, script } from "./redis-client.ts";

const maxLines = 10_000;

/** Appends lines to the app's stream, oldest out first; answers with their cursors. */
const append = script(`
local cursors = {}
for i = 2, #ARGV do
  table.insert(cursors, redis.call("XADD", KEYS[1], "MAXLEN", "~", "${maxLines}", "*", "line", ARGV[i]))
end
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

  follow(
    team: string,
    app: string,
    listener: (lines: readonly StoredLine[]) => void,
  ): Promise<Undo> {
    return this.#bus.subscribe(channelOf(team, app), (payload) => {
      listener(JSON.parse(Buffer.from(payload).toString()) as StoredLine[]);
    });
  }

  #key(team: string, app: string): string {
    return `${this.#redis.prefix}:logs:${team}/${app}`;
  }
}

function channelOf(team: string, app: string): string {
  return `logs:${team}/${app}`;
}

import { FlotillaError } from "@flotilla/protocol";
import { createLogger } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { PeriodicWork } from "./periodic-work.ts";

test("a store that is away is told of once by all work together, anything else by the name of what failed", async () => {
  const lines: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const periodic = new PeriodicWork(createLogger({ name: "gateway", stream }));
  let runs = 0;
  const away = () => Promise.reject(new FlotillaError("STORE_UNAVAILABLE", "Redis: away"));
  periodic.every("sweep", 1, away);
  periodic.every("renewal", 1, away);
  periodic.every("watch", 1, () => {
    runs += 1;
    throw new Error("no such thing");
  });
  while (runs < 5) await new Promise((resolve) => setImmediate(resolve));
  periodic.stop();
  const told = lines.map(({ level, work, msg }) => [level, work, msg]);
  expect(told.sort()).toEqual([
    [40, undefined, "the store is away: sessions go on, new ones are turned away"],
    [50, "watch", "periodic work failed"],
  ]);
});

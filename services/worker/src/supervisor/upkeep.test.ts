import { silentLogger } from "@flotilla/service-kit";
import { createMemoryStore } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { ProcessRegister } from "./process-register.ts";
import { type Tenant, Upkeep } from "./upkeep.ts";

const plan: Tenant["plan"] = {
  capacity: 500,
  isSingle: false,
  perWorker: 4,
  startMs: 60_000,
  idleMs: 300_000,
  lifetimeMs: 0,
  recycleBytes: Number.POSITIVE_INFINITY,
  keep: { min: 0, spare: 0 },
};

test("a process that is too old is recycled later when the store was away at first", async () => {
  let state: Tenant["process"]["state"] = "ready";
  const told: string[] = [];
  const process: Tenant["process"] = {
    id: "p1",
    order: { team: "crew", app: "app", release: "r1", capacity: 500 } as Tenant["process"]["order"],
    socketPath: "/run/p1/app.sock",
    sessions: 1,
    vitals: { rss: 0, lagMs: 0, starting: 0, detached: 0 },
    get state() {
      return state;
    },
    drain: () => {},
    handOver: (to) => {
      told.push(to);
      state = "draining";
    },
  };
  const { processes } = createMemoryStore();
  let isAway = true;
  const register = new ProcessRegister(
    {
      register: async (...known) => {
        if (isAway) throw new Error("away");
        return await processes.register(...known);
      },
      renew: (...known) => processes.renew(...known),
      retire: (...known) => processes.retire(...known),
    },
    "w1",
    10_000,
  );
  const upkeep = new Upkeep({
    register,
    stopMs: 2_000,
    handsOver: true,
    isOutdated: () => false,
    logger: silentLogger(),
  });
  const tenant: Tenant = { process, plan, startedAt: 0, idleSince: undefined, isRetiring: false };
  await expect(upkeep.check([tenant])).rejects.toThrow("away");
  isAway = false;
  await upkeep.check([tenant]);
  expect([told, tenant.isRetiring]).toEqual([["same"], true]);
});

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

/** A process with so many sessions, and what it was told; each change of the store of processes waits for `before`. */
async function keep(plan: Tenant["plan"], count: number, before: () => void = () => {}) {
  let state: Tenant["process"]["state"] = "ready";
  const told: string[] = [];
  const leave = (order: string): void => {
    told.push(order);
    state = "draining";
  };
  const process = {
    id: "p1",
    order: { team: "crew", app: "app", release: "r1", capacity: 500 } as Tenant["process"]["order"],
    socketPath: "/run/p1/app.sock",
    sessions: count,
    vitals: { rss: 0, lagMs: 0, starting: 0, detached: 0 },
    get state() {
      return state;
    },
    drain: () => leave("drain"),
    handOver: (to: string) => leave(to),
  } satisfies Tenant["process"];
  const { processes } = createMemoryStore();
  const register = new ProcessRegister(
    {
      register: async (...known) => {
        before();
        return await processes.register(...known);
      },
      renew: (...known) => processes.renew(...known),
      retire: async (...known) => {
        before();
        return await processes.retire(...known);
      },
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
  const tenant: Tenant = {
    ...{ process, plan, startedAt: 0, idleSince: undefined, isRetiring: false },
  };
  return { process, processes, register, upkeep, tenant, told };
}

test("a process that is too old is recycled later when the store was away at first", async () => {
  let isAway = true;
  const { upkeep, tenant, told } = await keep(plan, 1, () => {
    if (isAway) throw new Error("away");
  });
  await expect(upkeep.check([tenant])).rejects.toThrow("away");
  isAway = false;
  await upkeep.check([tenant]);
  expect([told, tenant.isRetiring]).toEqual([["same"], true]);
});

const idle = { ...plan, idleMs: 0, lifetimeMs: Number.POSITIVE_INFINITY };

test("a process that has a session stays, though the store knows of no seat that is taken", async () => {
  const { process, processes, register, upkeep, tenant, told } = await keep(idle, 0);
  await register.put(process);
  await processes.reserve("crew", "app", "r1", { loadFactor: 1 });
  upkeep.sessions(tenant, 0);
  const asked = upkeep.check([tenant]); // the store says no: its seat is taken
  process.sessions = 1;
  upkeep.sessions(tenant, 1);
  await asked;
  await processes.unreserve("p1");
  await upkeep.check([tenant]);
  expect([told, tenant.isRetiring]).toEqual([[], false]);
});

test("a process that gets a session while it is given up hands it over", async () => {
  let come = (): void => {};
  const { process, register, upkeep, tenant, told } = await keep(idle, 0, () => come());
  await register.put(process);
  upkeep.sessions(tenant, 0);
  come = () => {
    process.sessions = 1;
  };
  await upkeep.check([tenant]);
  expect(told).toEqual(["same"]);
});

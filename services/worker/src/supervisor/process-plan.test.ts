import { expect, test } from "@jest/globals";
import { workerDefaults } from "../config.ts";
import { planOf } from "./process-plan.ts";

const config = { ...workerDefaults, internalToken: "t", dataDir: "/d" };

test("an app that says nothing gets what the host gives, also if it was made before there were such settings", () => {
  const plan = planOf({}, {}, config);
  expect(plan).toMatchObject({ capacity: 500, isSingle: false, perWorker: 4, idleMs: 300_000 });
  expect(plan.keep).toEqual({ min: 0, spare: 0 });
  expect(planOf({ process: null }, {}, config)).toEqual(plan);
});

test("what an app asks for counts up to what its team and the host allow", () => {
  const process = {
    min: 50,
    spare: 3,
    sessions: 100,
    perWorker: 9,
    idleTimeout: "2h",
    startTimeout: "5m",
    maxLifetime: "1d",
    recycleBytes: 1e9,
  };
  expect(planOf({ process }, {}, config)).toEqual({
    capacity: 100,
    isSingle: false,
    perWorker: 4,
    startMs: 60_000,
    idleMs: 7_200_000,
    lifetimeMs: 86_400_000,
    recycleBytes: 1e9,
    keep: { min: 10, spare: 3 },
  });
  const team = { sessionsPerProcess: 20, warmProcesses: 1, idleTimeout: "10m" };
  expect(planOf({ process }, team, config)).toMatchObject({
    capacity: 20,
    idleMs: 600_000,
    keep: { min: 1, spare: 1 },
  });
});

test("a process of one session is for that session alone, one that the team bounds to one is not", () => {
  expect(planOf({ process: { sessions: 1 } }, {}, config).isSingle).toBe(true);
  const bounded = planOf({}, { sessionsPerProcess: 1 }, config);
  expect([bounded.capacity, bounded.isSingle]).toEqual([1, false]);
});

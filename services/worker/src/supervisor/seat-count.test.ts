import { createMemoryStore } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import type { AppProcess } from "../process/app-process.ts";
import { SeatCount } from "./seat-count.ts";

test("a seat that nobody sits in is free after the second look, one that was just taken stays", async () => {
  const { processes } = createMemoryStore();
  const known = { id: "p1", workerId: "w1", team: "t", app: "a", release: "r", socketPath: "/s" };
  await processes.register({ ...known, capacity: 4, state: "ready" }, 60_000, 2);
  const seats = async () => (await processes.list("t", "a"))[0]?.seats;
  const running = [{ id: "p1", sessions: 1, order: known as unknown as AppProcess["order"] }];
  const count = new SeatCount(processes, 0);
  await count.check(running);
  expect(await seats()).toBe(2);
  await processes.reserve("t", "a", "r", { loadFactor: 1 });
  await count.check(running);
  expect(await seats()).toBe(3);
  await count.check(running);
  expect(await seats()).toBe(1);
});

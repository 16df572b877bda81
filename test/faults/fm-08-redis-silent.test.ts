import { once } from "node:events";
import { Action, encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { ClickedCluster } from "./clicked-cluster.ts";

/** A busy machine answers its peers within a part of these. */
const leaseTimes = { leaseMs: 5_000, renewMs: 1_250 };
/** Whoever is cut off as silent cannot come back while the store does not answer. */
const vitalTimes = { pingMs: 20_000, pongMs: 20_000 };

test("[FM-8] a Redis that does not answer stops nobody, and lets nobody in; nothing waits for it long", async () => {
  await using clicked = await ClickedCluster.start(6, { leaseTimes, vitalTimes });
  const { ways } = clicked.cluster;
  const undo = ways.matching(/^redis>/).map((way) => way.add({ type: "partition" }));
  clicked.tell("redis silent");
  await clicked.clicks(2 * leaseTimes.leaseMs);
  await clicked.seen();
  expect(clicked.closes).toBe(0);
  const began = performance.now();
  const newcomer = new WebSocket(clicked.cluster.socketUrl("clicks", "g1"));
  await once(newcomer, "open");
  const register = { session_id: null, page_name: "local/clicks", page: { route: "/" } };
  newcomer.send(encodeMessage(Action.register, register));
  const [code] = (await once(newcomer, "close")) as [number];
  expect(code).toBe(1013);
  expect(performance.now() - began).toBeLessThan(2_000);
  for (const heal of undo) heal();
  await clicked.settles();
  await clicked.isConsistent();
  expect(clicked.closes).toBe(0);
  await clicked.check();
}, 60_000);

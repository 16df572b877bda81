import { silentLogger } from "@flotilla/service-kit";
import { createMemoryStore, type Nodes } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { GatewayLease } from "./gateway-lease.ts";

test("a gateway that leaves while its lease is being renewed is not among the nodes again", async () => {
  const { nodes } = createMemoryStore();
  const answer = Promise.withResolvers<void>();
  const slow: Nodes = {
    register: (...node) => nodes.register(...node),
    remove: (...node) => nodes.remove(...node),
    list: (kind) => nodes.list(kind),
    renew: async (...node) => {
      const isHeld = await nodes.renew(...node);
      await answer.promise;
      return isHeld;
    },
  };
  const times = { leaseMs: 60_000, renewMs: 10_000 };
  const lease = new GatewayLease("g1", slow, times, () => 0, silentLogger());
  await lease.take("http://10.0.0.1:9090");
  expect(await nodes.list("gateway")).toHaveLength(1);
  const renewed = lease.renew();
  await lease.end();
  answer.resolve();
  expect(await renewed).toBe(false);
  expect(await nodes.list("gateway")).toEqual([]);
});

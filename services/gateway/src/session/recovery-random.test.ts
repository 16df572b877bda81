import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { NumberingClient } from "../testing/numbering-client.ts";
import { eventually, OpenGateway, token } from "../testing/open-gateway.ts";
import { Random } from "../testing/random.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

const patienceMs = 20_000;

/** Comes back until it is in its session again: a process may just be dying. */
async function comeBack(client: NumberingClient): Promise<void> {
  const { sessionId } = client;
  await eventually(() => client.comeBack(), patienceMs);
  expect(client.sessionId).toBe(sessionId);
}

test.each([1, 2, 3, 4, 5, 6])(
  "clicks are counted once, whatever is killed or cut off between them (seed %i)",
  async (seed) => {
    const random = new Random(seed);
    await using opened = await OpenGateway.start({ isCold: true });
    await using worker = await WorkerStandIn.start(opened.store, token);
    worker.capacity = 5; // more than one process
    const clients = await Promise.all(
      Array.from({ length: 8 }, () => NumberingClient.register(opened.ws)),
    );
    const sent = clients.map(() => 0);
    const deaths: Promise<void>[] = [];
    for (let step = 0; step < 80; step++) {
      const at = random.below(clients.length);
      const client = clients[at];
      const app = worker.apps[random.below(worker.apps.length)];
      const kind = random.below(20);
      if (kind === 0 && app !== undefined) deaths.push(worker.kill(app));
      else if (kind === 1 && client !== undefined) await comeBack(client);
      else if (kind === 2) await sleep(random.below(30));
      else {
        sent[at] = (sent[at] ?? 0) + 1;
        client?.input("click");
      }
    }
    await Promise.all(deaths);
    for (const client of clients)
      if (client.ws.readyState !== client.ws.OPEN) await comeBack(client);
    await eventually(() => {
      expect(clients.map(({ clicks }) => clicks)).toEqual(sent);
      expect(clients.map(({ open }) => open.size)).toEqual(sent.map(() => 0));
    }, patienceMs);
    const seats = (await opened.store.processes.list("t", "counter")).map((each) => each.seats);
    expect(seats.reduce((sum, each) => sum + each, 0)).toBe(clients.length);
    for (const client of clients) client[Symbol.dispose]();
  },
  60_000,
);

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Link, LinkTally, LinkType, socketWriter } from "@flotilla/protocol";
import { open } from "@flotilla/protocol/testing";
import { expect, test } from "@jest/globals";
import { AppLink } from "./app-link.ts";
import { LinkPace } from "./link-pace.ts";

test("[LNK19] frames beyond the rate wait for as long as they are too many", async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  let now = 0;
  const rate = { perSecond: 1_000, burst: 100 };
  const pace = new LinkPace({ resume: resolve, rate, now: () => now });
  expect(pace.takes(100)).toBe(true);
  now = 50;
  expect(pace.takes(150)).toBe(true);
  expect(pace.takes(160)).toBe(false);
  now = 60;
  expect(await promise).toBe(10);
  expect(pace.takes(160)).toBe(true);
});

test("nothing is called after the end", async () => {
  const called: string[] = [];
  const later = Promise.withResolvers<number>();
  const rate = { perSecond: 1_000, burst: 1 };
  const ended = new LinkPace({ resume: () => called.push("ended"), rate });
  const other = new LinkPace({ resume: later.resolve, rate });
  expect([ended.takes(2), other.takes(10)]).toEqual([false, false]);
  ended.stop();
  await later.promise;
  expect(called).toEqual([]);
});

test("[LNK19] an app process that floods its link is slowed down, and nothing of what it sends is lost", async () => {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-pace-"));
  const path = join(folder, "app.sock");
  const frames = 30_000;
  const server = createServer((socket) => {
    const link = new Link({
      side: "app",
      write: socketWriter(socket, () => link.drained()),
      schedule: setImmediate,
      handler: {
        onPacket: () => {},
        onViolation: () => socket.destroy(),
        onOpen: (number) => {
          for (let n = 0; n < frames; n++) link.sendTiming(number, n);
          link.sendPacket(number, Uint8Array.of(1));
        },
      },
    });
    link.greet("app");
    socket.on("data", (chunk: Buffer) => link.receive(chunk));
    socket.on("error", () => {}); // the gateway is gone
  }).listen(path);
  await once(server, "listening");
  const owner = { workerId: "w1", processId: "p1", socketPath: path };
  const tally = new LinkTally();
  const link = new AppLink(owner, "g1", {
    onLost: () => {},
    onSilent: () => {},
    ask: () => Promise.resolve(undefined),
    onViolation: (code) => expect(code).toBe("nothing"),
    tally,
    rate: { perSecond: 1_000_000, burst: 1_000 },
  });
  await link.connect({ type: "near", path });
  const { promise: packet, resolve } = Promise.withResolvers<Uint8Array>();
  const client = {
    deliver: (bytes: Uint8Array) => {
      resolve(bytes.slice());
      return true;
    },
    timed: () => {},
    onEnded: () => {},
    onDetached: () => {},
    onMove: () => {},
  };
  link.open(client, open);
  expect(await packet).toEqual(Uint8Array.of(1));
  expect(tally.framesIn[LinkType.timing]).toBe(frames);
  expect(tally.pacedMs).toBeGreaterThan(0);
  link.abandon();
  server.close();
  await once(server, "close");
  await rm(folder, { recursive: true });
});

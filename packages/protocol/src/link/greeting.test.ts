import { expect, test } from "@jest/globals";
import { encode } from "../msgpack/codec.ts";
import { frame, LinkEnd, open } from "./link-pair.ts";
import { LinkType, linkVersion, oldestLinkVersion } from "./messages.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));

/** What ends of version 1 said, byte for byte. */
const recorded = {
  gatewayHello: hex(
    "29000000000000000083a776657273696f6e01a473696465a767617465776179a26964a9676174657761792d31",
  ),
  appHello: hex("23000000000000000083a776657273696f6e01a473696465a3617070a26964a76170702d312d31"),
};

function greet(peer: unknown, versions: { newest: number; oldest: number }) {
  const app = new LinkEnd("app", {}, versions);
  app.link.receive(frame(0, LinkType.hello, encode(peer)));
  return { code: app.violation?.code, text: app.violation?.message, version: app.link.version };
}

test("[LNK2] ends speak the newest version that both know", () => {
  const gateway = { side: "gateway", id: "g" };
  const both = (version: number, oldest?: number) => ({
    ...gateway,
    version,
    ...(oldest && { oldest }),
  });
  expect(greet(both(5, 3), { newest: 4, oldest: 2 }).version).toBe(4);
  expect(greet(both(3, 1), { newest: 4, oldest: 2 }).version).toBe(3);
  expect(greet(both(4), { newest: 4, oldest: 2 }).version).toBe(4);
});

test("[LNK2] an end refuses a peer with which it has no version in common, and says which it speaks", () => {
  const gateway = { side: "gateway", id: "g" };
  for (const [peer, versions] of [
    [
      { ...gateway, version: 1 },
      { newest: 3, oldest: 2 },
    ],
    [
      { ...gateway, version: 9, oldest: 4 },
      { newest: 3, oldest: 2 },
    ],
    [
      { ...gateway, version: 5 },
      { newest: 3, oldest: 2 },
    ],
  ] as const) {
    const { code, text, version } = greet(peer, versions);
    expect([code, version]).toEqual(["LINK_VERSION", undefined]);
    expect(text).toContain("expected one from 2 to 3");
  }
  const app = new LinkEnd("app", {}, { newest: 3, oldest: 2 });
  app.link.receive(frame(0, LinkType.hello, encode({ ...gateway, version: 1 })));
  const [said] = app.turn();
  expect(Buffer.from(said ?? []).includes("oldest")).toBe(true);
});

test("[LNK16] peers of the version before are understood, and get no frame that they do not know", () => {
  expect(oldestLinkVersion).toBe(linkVersion - 1);
  const gateway = new LinkEnd("gateway");
  gateway.turn();
  gateway.link.receive(recorded.appHello);
  expect([gateway.violation, gateway.link.version]).toEqual([undefined, 1]);
  const session = gateway.link.allocate();
  gateway.link.send(session, LinkType.open, open);
  gateway.link.sendTrace(session, new Uint8Array(24));
  gateway.link.sendPacket(session, Uint8Array.of(7));
  expect(gateway.link.send(session, LinkType.move, { to: "live" })).toBe("gone");
  expect(typesOf(gateway.turn())).toEqual([LinkType.open, LinkType.packet]);

  const app = new LinkEnd("app");
  app.turn();
  app.link.receive(recorded.gatewayHello);
  app.link.receive(frame(1, LinkType.open, encode(open)));
  app.link.sendTiming(1, 5);
  app.link.sendPacket(1, Uint8Array.of(8));
  expect([app.violation, typesOf(app.turn())]).toEqual([undefined, [LinkType.packet]]);
});

function typesOf(chunks: readonly Uint8Array[]): number[] {
  const bytes = Buffer.concat(chunks);
  const types: number[] = [];
  for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt32LE(at))
    types.push(bytes[at + 8] ?? -1);
  return types;
}

import { expect, test } from "@jest/globals";
import { FragmentMemory, type Pieces } from "./fragment-memory.ts";
import { maxPayloadBytes } from "./limits.ts";
import { Link } from "./link.ts";
import { LinkEnd, open } from "./link-pair.ts";
import { numbered, sameBytes } from "./link-samples.ts";
import { LinkType } from "./messages.ts";

const mebibyte = 2 ** 20;

/** An app's end whose packets go to a gateway's end that takes pieces. */
class PieceTaker {
  readonly taken: Pieces[] = [];
  readonly packets: Uint8Array[] = [];
  readonly memory = new FragmentMemory(mebibyte);
  readonly #app = new LinkEnd("app");
  readonly #link = new Link({
    side: "gateway",
    memory: this.memory,
    schedule: (turn) => turn(),
    write: (chunk) => {
      this.#app.link.receive(chunk);
      return true;
    },
    handler: {
      onPacket: (_session, packet) => this.packets.push(packet.slice()),
      onPieces: (_session, pieces) => this.taken.push(pieces),
      onViolation: (error) => {
        throw error;
      },
    },
  });
  readonly #session: number;

  constructor() {
    this.#link.greet("g");
    this.#link.receive(Buffer.concat(this.#app.turn()));
    this.#session = this.#link.allocate();
    this.#link.send(this.#session, LinkType.open, open);
  }

  /** Sends a packet; what arrives is cut into chunks of so many bytes. */
  send(packet: Uint8Array, chunkBytes: number): void {
    this.#app.link.sendPacket(this.#session, packet);
    const bytes: Uint8Array[] = [];
    for (let written = this.#app.turn(); written.length > 0; written = this.#app.turn())
      bytes.push(...written);
    const stream = Buffer.concat(bytes);
    for (let at = 0; at < stream.length; at += chunkBytes)
      this.#link.receive(Uint8Array.from(stream.subarray(at, at + chunkBytes)));
  }
}

const whole = ({ first, rest }: Pieces): Uint8Array => Buffer.concat([first, ...rest]);

test.each([1_000, 65_536, 70_001, 10 * mebibyte])(
  "[LNK5] who takes pieces gets all bytes of a packet, read in chunks of %d bytes",
  (chunkBytes) => {
    const taker = new PieceTaker();
    const packet = numbered(3 * mebibyte + 7);
    taker.send(packet, chunkBytes);
    taker.send(Uint8Array.of(1), chunkBytes);
    const [pieces] = taker.taken;
    expect(pieces?.bytes).toBe(packet.length);
    expect(pieces && sameBytes(whole(pieces), packet)).toBe(true);
    expect([taker.taken.length, taker.packets]).toEqual([1, [Uint8Array.of(1)]]);
  },
);

test.each([65_536, 70_001])("memory is used again only when it was released (%d)", (chunkBytes) => {
  const taker = new PieceTaker();
  const packet = numbered(mebibyte / 2);
  const next = packet.map((byte) => byte + 1);
  taker.send(packet, chunkBytes);
  taker.send(next, chunkBytes);
  const [first, second] = taker.taken as [Pieces, Pieces];
  expect([sameBytes(whole(first), packet), sameBytes(whole(second), next)]).toEqual([true, true]);
  second.release();
  taker.send(packet, chunkBytes);
  const buffers = ({ first: one, rest }: Pieces) => [one, ...rest].map(({ buffer }) => buffer);
  const third = taker.taken[2] as Pieces;
  expect(new Set(buffers(third))).toEqual(new Set(buffers(second)));
  expect([sameBytes(whole(first), packet), sameBytes(whole(third), packet)]).toEqual([true, true]);
});

test("no more memory is kept than was asked for", () => {
  const memory = new FragmentMemory(2 * maxPayloadBytes);
  const blocks = Array.from({ length: 5 }, () => memory.take());
  memory.giveBack([...blocks, new Uint8Array(10)]);
  const again = Array.from({ length: 5 }, () => memory.take().buffer);
  expect(again.filter((buffer) => blocks.some((block) => block.buffer === buffer))).toHaveLength(2);
});

import {
  decode,
  decodeChannel,
  encodeChannel,
  encodeMessage,
  PacketType,
} from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { PubSubHub } from "../pubsub/pubsub-hub.ts";
import { AppSession } from "../session/app-session.ts";
import { IdCounter } from "../session/id-counter.ts";

/** A session whose client draws frames: it opens channel 9 for the image and answers each frame. */
async function open(image: ft.RawImage, answers: boolean) {
  const frames: Uint8Array[] = [];
  const session = new AppSession({
    id: "s".repeat(22),
    app: { main: (page) => page.add(image), options: {} },
    hub: new PubSubHub(),
    ids: new IdCounter(),
    hooks: { publish() {}, log() {}, crashed() {} },
  });
  await session.open(
    { route: "/", web: true },
    { ip: "203.0.113.7", userAgent: "test", pageUrl: "ws://host/app", pageName: "app" },
    {
      send(packet) {
        if (packet[0] !== PacketType.channel) return void decode(packet, { keys: "any" }, 1);
        const frame = decodeChannel(packet);
        if (frame !== undefined) frames.push(frame.bytes.slice());
        if (answers) queueMicrotask(() => session.receive(encodeChannel(9, Uint8Array.of(0xff))));
      },
      end() {},
    },
  );
  const data = { channel_name: "frames", channel_id: 9 };
  const announce = () =>
    session.receive(encodeMessage(3, { target: image.controlId, name: "data_channel_open", data }));
  return { frames, announce };
}

test("frames wait for the channel, and resolve when the client has drawn them", async () => {
  const image = ft.RawImage();
  const { frames, announce } = await open(image, true);
  const drawn = image.renderRgba(1, 1, Uint8Array.of(100, 200, 50, 128), { premultiplied: false });
  announce();
  await drawn;
  await image.renderEncoded(Uint8Array.of(7, 8));
  await image.clear();
  const drawnFrames = [[4, 1, 0, 0, 0, 1, 0, 0, 0, 50, 100, 25, 128], [1, 7, 8], [3]];
  expect(frames.map((frame) => [...frame])).toEqual(drawnFrames);
});

test("a client that draws the image anew gets the last frame again", async () => {
  const image = ft.RawImage();
  const { frames, announce } = await open(image, true);
  announce();
  await image.renderEncoded(Uint8Array.of(7));
  announce();
  await new Promise(setImmediate);
  expect(frames.map((frame) => [...frame])).toEqual([
    [1, 7],
    [1, 7],
  ]);
});

test("a client that does not draw ends the wait", async () => {
  const image = ft.RawImage({ ackTimeout: 0.01, readyTimeout: 0.01 });
  const { announce } = await open(image, false);
  await expect(image.renderEncoded(Uint8Array.of(1))).rejects.toThrow(
    "has not drawn the image yet within 0.01 s",
  );
  announce();
  await new Promise(setImmediate);
  await expect(image.renderEncoded(Uint8Array.of(1))).rejects.toThrow(
    "has not drawn the frame within 0.01 s",
  );
});

test("pixels of another size are refused", async () => {
  await expect(ft.RawImage().renderRgba(2, 2, new Uint8Array(3))).rejects.toThrow(
    "must be 16 bytes",
  );
});

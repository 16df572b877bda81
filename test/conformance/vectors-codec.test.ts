import { describe, expect, test } from "@jest/globals";
import {
  decodeChannel,
  decodeMessage,
  encodeChannel,
  encodeMessage,
  peekAction,
} from "../../packages/protocol/src/index.ts";
import { packetOf, readVectors, toNotation } from "./vectors-notation.ts";

const vectors = readVectors();

test("the recorded exchanges are all there", () => {
  expect(vectors.length).toBe(89);
  expect(vectors.reduce((sum, vector) => sum + vector.frames.length, 0)).toBe(635);
});

describe.each(vectors.map((vector) => [vector.scenario, vector] as const))("%s", (_, vector) => {
  test("[MSG1] decodes to the recorded values and encodes to the recorded bytes", () => {
    for (const frame of vector.frames) {
      const packet = packetOf(frame);
      if (packet[0] === 1) {
        const channel = decodeChannel(packet);
        if (channel === undefined) throw new Error("expected a data-channel frame");
        const hex = Buffer.from(channel.bytes).toString("hex");
        expect({ channel: channel.channelId, hex }).toEqual(frame.decoded);
        expect(encodeChannel(channel.channelId, channel.bytes)).toEqual(packet);
        continue;
      }
      expect(toNotation(decodeMessage(packet))).toEqual(frame.decoded);
      const [action, body] = decodeMessage(packet, { keepFloats: true });
      expect(Buffer.from(encodeMessage(action, body)).toString("hex")).toBe(frame.hex);
      expect(peekAction(packet)).toBe(action);
    }
  });
});

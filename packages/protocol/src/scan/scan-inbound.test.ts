import { expect, test } from "@jest/globals";
import { encodeInput } from "../extension.ts";
import { inboundLimits } from "../limits.ts";
import { encode } from "../msgpack/codec.ts";
import { Extension } from "../msgpack/values.ts";
import { encodeMessage } from "../packet.ts";
import { scanInbound } from "./scan-inbound.ts";

const event = { target: 10, name: "click", data: null };
const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));

function codeOf(packet: Uint8Array): string {
  const result = scanInbound(packet);
  return result.type === "refused" ? result.code : result.type;
}

const message = (action: number, body: object): string => codeOf(encodeMessage(action, body));

test("[SCN1] messages that clients send are accepted with action and control", () => {
  expect(scanInbound(encodeMessage(3, event))).toEqual({
    type: "message",
    action: 3,
    controlId: 10,
  });
  expect(scanInbound(encodeMessage(4, { props: { value: "x" }, id: 7 }))).toEqual({
    type: "message",
    action: 4,
    controlId: 7,
  });
  const values = [1.5, -1, true, "text", new Date(0), new Extension(3, "15"), new Uint8Array(9)];
  expect(message(3, { ...event, data: { values, map: { deep: [values] } } })).toBe("message");
  expect(message(5, { control_id: 1, call_id: "c", result: null, error: "no" })).toBe("message");
});

test("[SCN1] integers may have any width, and lists any form of length", () => {
  expect(
    codeOf(
      bytes(
        "00 dc0002 cd0003 de0003 a6746172676574 ce0000000a a46e616d65 d905636c69636b a464617461 c0",
      ),
    ),
  ).toBe("message");
});

test("[SCN2] body keys are exactly the known ones", () => {
  expect(message(3, { target: 1, name: "x" })).toBe("MESSAGE_INVALID");
  expect(message(3, { ...event, extra: 1 })).toBe("MESSAGE_INVALID");
  expect(message(4, { id: 1 })).toBe("MESSAGE_INVALID");
  expect(codeOf(bytes("00 92 03 83 a6746172676574 0a a6746172676574 0a a46e616d65 a178"))).toBe(
    "MESSAGE_INVALID",
  );
  expect(codeOf(encode([3, [1, 2]], 0))).toBe("MESSAGE_INVALID");
  expect(codeOf(encode([3, event, 1], 0))).toBe("MESSAGE_INVALID");
  expect(codeOf(encode("text", 0))).toBe("MESSAGE_INVALID");
});

test.each([
  [3, { ...event, target: "10" }],
  [3, { ...event, target: -1 }],
  [3, { ...event, target: 1.5 }],
  [3, { ...event, target: 2n ** 60n }],
  [3, { ...event, name: null }],
  [4, { id: 1, props: [] }],
  [4, { id: null, props: {} }],
  [5, { control_id: 1, call_id: 5, result: null, error: null }],
  [5, { control_id: 1, call_id: "c", result: null, error: 5 }],
  [1, { session_id: 5, page_name: "", page: {} }],
  [1, { session_id: null, page_name: null, page: {} }],
  [1, { session_id: null, page_name: "", page: null }],
])("[SCN3] a field of a wrong type is refused, action %d, case %#", (action, body) => {
  expect(message(action, body)).toBe("MESSAGE_INVALID");
});

test("[SCN4] actions that only hosts send, or nobody, are unknown", () => {
  for (const action of [0, 2, 6, 7, 8, 255, 100_000])
    expect(message(action, event)).toBe("ACTION_UNKNOWN");
  expect(codeOf(encode(["3", event], 0))).toBe("MESSAGE_INVALID");
});

test("[SCN5] messages end at 1 MiB, answers to calls at 16 MiB", () => {
  const data = new Uint8Array(inboundLimits.maxMessageBytes);
  expect(message(3, { ...event, data })).toBe("PACKET_TOO_BIG");
  expect(message(3, { ...event, data: data.subarray(100) })).toBe("message");
  const answer = { control_id: 1, call_id: "c", error: null };
  expect(message(5, { ...answer, result: data })).toBe("message");
  expect(message(5, { ...answer, result: new Uint8Array(inboundLimits.maxAnswerBytes) })).toBe(
    "PACKET_TOO_BIG",
  );
  expect(codeOf(new Uint8Array(inboundLimits.maxMessageBytes + 1).fill(1))).toBe("PACKET_TOO_BIG");
  expect(message(3, { ...event, name: "n".repeat(257) })).toBe("VALUE_TOO_LONG");
});

test("[SCN6] values nest 32 deep, the message's own list and map included", () => {
  const nest = (depth: number): unknown => (depth === 0 ? null : [nest(depth - 1)]);
  expect(message(3, { ...event, data: nest(30) })).toBe("message");
  expect(message(3, { ...event, data: nest(31) })).toBe("VALUE_TOO_DEEP");
  expect(
    codeOf(Buffer.concat([bytes("00 92 03 81 a464617461"), Buffer.alloc(500_000, 0x91)])),
  ).toBe("VALUE_TOO_DEEP");
});

test("[SCN7] keys are strings that objects do not reserve, at every depth", () => {
  expect(message(3, { ...event, data: new Map([[1, 2]]) })).toBe("KEY_NOT_STRING");
  expect(codeOf(encode([3, new Map([[1, 2]])], 0))).toBe("KEY_NOT_STRING");
  for (const key of ["__proto__", "constructor", "prototype"]) {
    expect(message(4, { id: 9, props: { a: [new Map([[key, 1]])] } })).toBe("KEY_FORBIDDEN");
    expect(message(4, { id: 9, props: new Map([[key, 1]]) })).toBe("KEY_FORBIDDEN");
  }
  expect(message(4, { id: 9, props: { value: "__proto__" } })).toBe("message");
});

test("[SCN8] an update that gives a page property a wrong type or value is dropped", () => {
  expect(message(4, { id: 1, props: { platform_brightness: "dark", width: 5 } })).toBe("message");
  expect(message(4, { id: 9, props: { platform: "fuchsia" } })).toBe("message");
  expect(message(4, { id: 1, props: { media: { orientation: "portrait", padding: {} } } })).toBe(
    "message",
  );
  for (const props of [
    { platform: "fuchsia" },
    { platform_brightness: 5 },
    { route: 5 },
    { width: "wide" },
    { web: 1 },
    { window: [] },
    { window: { maximized: "yes" } },
    { media: 5 },
    { media: { padding: { top: "1" } } },
    { media: { orientation: "square" } },
  ]) {
    expect(message(4, { id: 1, props })).toBe("PROPERTY_INVALID");
    expect(message(4, { props, id: 1 })).toBe("PROPERTY_INVALID");
  }
});

test.each([
  {},
  { media: {} },
  { media: { padding: {}, device_pixel_ratio: 1.5 } },
  { media: null, window: null, route: null, platform: null, width: null },
  { media: { orientation: null, padding: { top: null } }, window: { top: null } },
  { colour: 5, _private: [], window: { _c: 1 }, media: { notch: {} } },
])("[SCN8] missing, null and unknown page properties pass, case %#", (props) => {
  expect(message(4, { id: 1, props })).toBe("message");
});

test("[SCN9] malformed bytes are refused", () => {
  const whole = encodeMessage(3, { ...event, data: ["text", 1.5, new Uint8Array(3)] });
  for (let length = 1; length < whole.length; length++)
    expect(["PACKET_MALFORMED", "MESSAGE_INVALID"]).toContain(codeOf(whole.subarray(0, length)));
  expect(codeOf(Buffer.concat([whole, Uint8Array.of(0)]))).toBe("PACKET_MALFORMED");
  for (const data of ["c1", "a180", "ddffffffff", "dbffffffff", "a2c080", "d5017fff"])
    expect(["PACKET_MALFORMED", "VALUE_TOO_LONG"]).toContain(
      codeOf(bytes(`00 92 03 83 a6746172676574 0a a46e616d65 a178 a464617461 ${data}`)),
    );
});

test("[PKT1] packets of other types are ignored, extensions and channels named", () => {
  expect(scanInbound(new Uint8Array(0))).toEqual({ type: "ignored" });
  expect(scanInbound(Uint8Array.of(9, 1, 2))).toEqual({ type: "ignored" });
  expect(scanInbound(Uint8Array.of(1, 1, 2))).toEqual({ type: "ignored" });
  expect(scanInbound(Uint8Array.of(1, 7, 0, 0, 0, 5))).toEqual({ type: "channel", channelId: 7 });
  for (const kind of [0, 2, 3, 5, 6, 255])
    expect(scanInbound(Uint8Array.of(2, kind, 1))).toEqual({ type: "extension" });
  expect(scanInbound(Uint8Array.of(2, 4, 1))).toEqual({ type: "ping" });
});

test("[EXT4] an input is scanned as the event or update that it carries", () => {
  const scan = (packet: Uint8Array, number = 5) => codeOf(encodeInput(number, 1, packet));
  const click = encodeMessage(3, event);
  const larger = Buffer.concat([Buffer.alloc(3), encodeInput(9, 200, click)]);
  for (const packet of [encodeInput(9, 200, click), larger.subarray(3)])
    expect(scanInbound(packet)).toEqual({
      type: "input",
      number: 9,
      generation: 200,
      action: 3,
      controlId: 10,
    });
  expect(scan(encodeMessage(4, { id: 7, props: { value: "x" } }))).toBe("input");
  expect(scan(encodeMessage(4, { id: 1, props: { platform: 5 } }))).toBe("PROPERTY_INVALID");
  expect(scan(encodeMessage(3, { ...event, more: 1 }))).toBe("MESSAGE_INVALID");
  expect(scan(Buffer.concat([click, Uint8Array.of(0)]))).toBe("PACKET_MALFORMED");
  expect(scan(encodeMessage(3, { ...event, data: new Uint8Array(2 ** 20) }))).toBe(
    "PACKET_TOO_BIG",
  );
  expect(scan(encodeMessage(9, {}))).toBe("ACTION_UNKNOWN");
});

test("[EXT4] an input without a number, a message, or of another action is EXTENSION_INVALID", () => {
  const scan = (packet: Uint8Array, number = 5) => codeOf(encodeInput(number, 1, packet));
  const answer = encodeMessage(5, { control_id: 1, call_id: "c", result: null, error: null });
  const register = encodeMessage(1, { session_id: null, page_name: "t/a", page: {} });
  for (const inner of [answer, register, new Uint8Array(0), Uint8Array.of(1, 0, 0, 0, 0)])
    expect(scan(inner)).toBe("EXTENSION_INVALID");
  expect(scan(encodeInput(1, 1, encodeMessage(3, event)))).toBe("EXTENSION_INVALID");
  expect(scan(encodeMessage(3, event), 0)).toBe("EXTENSION_INVALID");
  expect(codeOf(Uint8Array.of(2, 1, 0))).toBe("EXTENSION_INVALID");
});

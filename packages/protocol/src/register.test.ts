import { expect, test } from "@jest/globals";
import { encodeMessage } from "./packet.ts";
import { parseRegister } from "./register.ts";

function register(page: object, sessionId: string | null = null): ReturnType<typeof parseRegister> {
  return parseRegister(encodeMessage(1, { session_id: sessionId, page_name: "t/a", page }));
}

function refuses(page: object): void {
  expect(() => register(page)).toThrow(expect.objectContaining({ code: "REGISTER_INVALID" }));
}

test("[REG1] known fields are taken over, maps inside too", () => {
  const page = {
    route: "/store?x=1",
    web: true,
    width: 10.5,
    platform: "linux",
    window: { maximized: true, width: 5 },
    media: { padding: { top: 1 }, orientation: "portrait", device_pixel_ratio: 2 },
  };
  expect(register(page, "abc")).toEqual({
    sessionId: "abc",
    pageName: "t/a",
    page,
    extension: undefined,
  });
});

test("[REG2] unknown names are ignored, also ids in the window", () => {
  const page = { route: "/", colour: "red", _private: 1, _c: "Page", window: { _c: "X", _i: 9 } };
  expect(register(page).page).toEqual({ route: "/", window: {} });
});

test("[REG3] null means that a field is not known", () => {
  const page = {
    platform: null,
    platform_brightness: null,
    width: null,
    media: null,
    window: { top: null },
  };
  expect(register(page).page).toEqual({ window: {} });
});

test.each([
  { platform: "fuchsia" },
  { platform: 5 },
  { platform_brightness: "dim" },
  { width: "10" },
  { width: Number.NaN },
  { web: 1 },
  { route: 5 },
  { route: "/".repeat(9000) },
  { window: [] },
  { window: { maximized: "yes" } },
  { media: { orientation: "square" } },
  { media: { padding: 5 } },
  { media: { padding: { top: "1" } } },
])("[REG4] a wrong type or value is refused, case %#", refuses);

test("[REG5] what the client offers beyond the protocol is taken out", () => {
  const registration = register({ route: "/", _flotilla: { ack: 1 } });
  expect(registration.extension).toEqual({ ack: 1 });
  expect(registration.page).toEqual({ route: "/" });
  expect(register({ _flotilla: 5 }).extension).toBeUndefined();
});

test("[REG6] another message is no registration, a malformed one keeps its code", () => {
  const event = encodeMessage(3, { target: 1, name: "x", data: null });
  expect(() => parseRegister(event)).toThrow(
    expect.objectContaining({ code: "REGISTER_EXPECTED" }),
  );
  expect(() => parseRegister(Uint8Array.of(9))).toThrow(
    expect.objectContaining({ code: "REGISTER_EXPECTED" }),
  );
  expect(() => parseRegister(event.subarray(0, 5))).toThrow(
    expect.objectContaining({ code: "PACKET_MALFORMED" }),
  );
  expect(() => register({}, 5 as never)).toThrow(
    expect.objectContaining({ code: "MESSAGE_INVALID" }),
  );
});

import { networkInterfaces } from "node:os";
import { expect, test } from "@jest/globals";
import { AddressRules } from "./address-rules.ts";

test.each([
  "8.8.8.8",
  "1.1.1.1",
  "140.82.121.3",
  "2606:4700:4700::1111",
  "2a00:1450:4001:82a::200e",
])("%s is a public address", (address) => {
  expect(new AddressRules().isPublic(address)).toBe(true);
});

test.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.8.8.8",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "192.0.2.1",
  "198.18.0.1",
  "203.0.113.9",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "fec0::1",
  "ff02::1",
  "no address",
])("%s is not a public address", (address) => {
  expect(new AddressRules().isPublic(address)).toBe(false);
});

test("an address of this machine itself is not public, whatever its range", () => {
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  expect(own.map(({ address }) => new AddressRules().isPublic(address))).toEqual(
    own.map(() => false),
  );
});

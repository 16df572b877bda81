import { TokenBucket } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { AddressLimits } from "./address-limits.ts";

test("a bucket gives its burst at once, then its rate, and never saves more than the burst", () => {
  const bucket = new TokenBucket(10, 5, 0);
  const taken = (now: number, times: number): number =>
    Array.from({ length: times }, () => bucket.take(now)).filter(Boolean).length;
  expect(taken(0, 9)).toBe(5);
  expect(bucket.waitS(0)).toBeCloseTo(0.1);
  expect(taken(100, 9)).toBe(1);
  expect(taken(60_000, 99)).toBe(5);
});

test("a clock that goes back gives nothing away", () => {
  const bucket = new TokenBucket(10, 1, 1_000);
  expect(bucket.take(1_000)).toBe(true);
  expect(bucket.take(0)).toBe(false);
  expect(bucket.take(1_099)).toBe(false);
  expect(bucket.take(1_100)).toBe(true);
});

test.each([
  ["192.0.2.1", "192.0.2.1", true],
  ["192.0.2.1", "192.0.2.2", false],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::9", true],
  ["2001:db8:1:2::", "2001:db8:1:3::", false],
  ["2001:db8::1", "2001:db8:0:0:ffff::", true],
  ["::1", "2001::1", false],
])("%s and %s are counted as one: %s", (one, other, isSame) => {
  const limits = open();
  for (let i = 0; i < 3; i++) limits.connect(one);
  expect(limits.connect(other)).toBe(!isSame);
});

test("a quiet address is forgotten, one with sockets or debts is not", () => {
  let now = 0;
  const limits = open(() => now);
  limits.connect("192.0.2.1");
  for (let i = 0; i < 60; i++) limits.register("192.0.2.2");
  limits.sweep();
  expect(limits.register("192.0.2.2")).toBe(false);
  now = 60_000;
  limits.sweep();
  for (let i = 0; i < 2; i++) limits.connect("192.0.2.1");
  expect(limits.connect("192.0.2.1")).toBe(false); // still three
  expect(limits.register("192.0.2.2")).toBe(true);
});

test("a socket that is released makes room for one", () => {
  const limits = open();
  for (let i = 0; i < 3; i++) limits.connect("192.0.2.1");
  limits.release("192.0.2.1");
  limits.release("192.0.2.9");
  expect([limits.connect("192.0.2.1"), limits.connect("192.0.2.1")]).toEqual([true, false]);
});

function open(now: () => number = () => 0): AddressLimits {
  const config = { connections: 3, registrationsPerMinute: 60, unknownSessionsPerMinute: 60 };
  return new AddressLimits(config, now);
}

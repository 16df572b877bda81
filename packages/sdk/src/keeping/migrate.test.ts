import { expect, test } from "@jest/globals";
import { decodeKept, encodeKept } from "./kept-value.ts";
import { type KeptSession, type Migrate, migrateParts } from "./migrate.ts";

const parts = {
  m: Uint8Array.of(1, 2),
  p: Uint8Array.of(3),
  "s:items": encodeKept([["tea"]], "items"),
  "s:old": encodeKept([1], "old"),
  "c:App@0": encodeKept([[0, "useState", { count: 3 }]], "App@0"),
};

test("migrate sees the values of the store and the hooks of components, and its result is kept", () => {
  let seen: unknown;
  const migrated = migrateParts(
    parts,
    (state, from) => {
      seen = [state, from];
      return {
        store: { items: [{ name: "tea", at: new Date(0) }] },
        components: { "Cart@0": [{ hook: 1, kind: "useState", value: 4 }] },
      };
    },
    "r1",
  );
  expect(seen).toEqual([
    {
      store: { items: ["tea"], old: 1 },
      components: { "App@0": [{ hook: 1, kind: "useState", value: { count: 3 } }] },
    },
    "r1",
  ]);
  expect(Object.keys(migrated).sort()).toEqual(["c:Cart@0", "m", "p", "s:items"]);
  expect(migrated.m).toBe(parts.m);
  const keptIn = (name: string): unknown => decodeKept(migrated[name] ?? new Uint8Array());
  expect(keptIn("s:items")).toEqual([[{ name: "tea", at: new Date(0) }]]);
  expect(keptIn("c:Cart@0")).toEqual([[0, "useState", 4]]);
});

test("without a result the state stays as it is", () => {
  expect(migrateParts(parts, () => undefined, "r1")).toBe(parts);
});

test.each([
  ["a promise", async () => undefined],
  ["no components", () => ({ store: {} })],
  ["a list of hooks that is none", () => ({ store: {}, components: { "App@0": 1 } })],
])("%s is no state", (_name, migrate) => {
  expect(() => migrateParts(parts, migrate as unknown as Migrate, "r1")).toThrow(
    /expected \{ store, components \}/,
  );
});

test("what cannot be kept is refused with its place", () => {
  const migrate = (state: KeptSession) => ({ ...state, store: { cart: { buy() {} } } });
  expect(() => migrateParts(parts, migrate, "r1")).toThrow(/cart\.buy: a function/);
});

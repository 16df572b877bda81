import { expect, test } from "@jest/globals";
import { ControlAliases } from "./control-aliases.ts";

test("pairs are translated both ways, others get ids that no control has had", () => {
  const aliases = new ControlAliases();
  aliases.take(new Map([[50, 10]]));
  expect([aliases.shown(50), aliases.named(10)]).toEqual([50, 10].reverse());
  const fresh = aliases.shown(10); // the app's 10 is not the page's
  expect(fresh).toBeLessThan(0);
  expect([aliases.shown(10), aliases.named(fresh)]).toEqual([fresh, 10]);
  expect(aliases.named(50)).toBeUndefined();
  aliases.take(new Map([[80, fresh]]));
  expect(aliases.shown(50)).toBeLessThan(fresh);
});

test("controls that left the page are forgotten", () => {
  const aliases = new ControlAliases();
  aliases.take(new Map([[50, 10]]));
  aliases.forget([10, 11]);
  expect(aliases.named(10)).toBeUndefined();
  expect(aliases.shown(50)).not.toBe(10);
});

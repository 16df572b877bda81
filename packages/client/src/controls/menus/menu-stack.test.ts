import { expect, test } from "@jest/globals";
import { MenuStack } from "./menu-stack.ts";

function menu(id: number, depth: number, hidden: number[]) {
  return { depth, node: { _c: "SubmenuButton", _i: id }, hide: () => hidden.push(id) };
}

test("a menu opens in place of those beside it, and closes from the innermost on", () => {
  const [hidden, closed]: [number[], number[]] = [[], []];
  const stack = new MenuStack(({ _i }) => closed.push(_i));
  stack.open(menu(1, 0, hidden));
  stack.open(menu(2, 1, hidden));
  stack.open(menu(3, 1, hidden));
  expect(closed).toEqual([2]);
  stack.closeFrom(0);
  expect(closed).toEqual([2, 3, 1]);
  expect(hidden).toEqual(closed);
  expect(stack.isOpen).toBe(false);
});

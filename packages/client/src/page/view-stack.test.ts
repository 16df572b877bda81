import { expect, test } from "@jest/globals";
import type { ControlMap } from "../view/control-map.ts";
import { ViewStack } from "./view-stack.ts";

function pageOf(...ids: readonly number[]) {
  const views = ids.map((id): ControlMap => ({ _c: "View", _i: id, route: `/${id}` }));
  const page: ControlMap = { _c: "Page", _i: 1, views };
  const told: unknown[] = [];
  const stack = new ViewStack({
    page: () => page,
    trigger: (node, event) => told.push([node._i, event]),
    redraw: () => {},
  });
  const remove = (id: number): void => {
    page.views = views.filter(({ _i }) => _i !== id);
    stack.forget(new Set([id]));
  };
  return { views, told, stack, remove };
}

test("a view that was left is hidden until the app has removed it", async () => {
  const { views, told, stack, remove } = pageOf(10, 11);
  const [, top] = views as [ControlMap, ControlMap];
  await stack.goBack();
  expect([stack.isPopped(top), stack.canGoBack(), told]).toEqual([true, false, [[1, "view_pop"]]]);
  remove(11);
  expect(stack.isPopped(top)).toBe(false);
});

test("a view that the app removes while it is asked is not left a second time", async () => {
  for (const isAnswered of [true, false]) {
    const { views, told, stack, remove } = pageOf(10, 11, 12);
    const top = views[2] as ControlMap;
    Object.assign(top, { can_pop: false, on_confirm_pop: true });
    const left = stack.goBack();
    if (isAnswered) stack.confirmPop(top, true);
    remove(12);
    await left;
    expect([told, stack.isPopped(top)]).toEqual([[[12, "confirm_pop"]], false]);
    expect(stack.canGoBack()).toBe(true);
  }
});

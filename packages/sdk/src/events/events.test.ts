import { Extension } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";

function read<E>(cls: { fromWire(init: never): E }, data: unknown): E {
  return cls.fromWire({ name: "e", control: ft.Text("x"), page: null, data } as never);
}

test("short keys of gestures become fields, points become offsets", () => {
  const event = read(ft.DragUpdateEvent, {
    l: { x: 1, y: 2 },
    g: { x: 3, y: 4 },
    ld: null,
    gd: null,
    pd: null,
    ts: new Extension(3, "2000"),
  });
  expect(event.localPosition).toBeInstanceOf(ft.Offset);
  expect([event.localPosition.x, event.globalPosition.y]).toEqual([1, 4]);
  expect(event.localDelta).toBeNull();
  expect(event.timestamp?.inMilliseconds).toBe(2);
  expect(event).toBeInstanceOf(ft.ControlEvent);
});

test("a missing required key and an unknown member are refused", () => {
  expect(() => read(ft.DataColumnSortEvent, { ci: 1 })).toThrow(
    'DataColumnSortEvent came without "asc"',
  );
  expect(() => read(ft.DismissibleDismissEvent, { direction: "sideways" })).toThrow(
    "no DismissDirection",
  );
});

test("events that derive from others have their fields, too", () => {
  const event = read(ft.ContextMenuSelectEvent, {
    g: { x: 1, y: 1 },
    b: "primary",
    id: 7,
    idx: 0,
    ic: 2,
    tr: null,
  });
  expect([event.itemId, event.itemIndex, event.itemCount, event.button]).toEqual([
    7,
    0,
    2,
    "primary",
  ]);
  expect(event).toBeInstanceOf(ft.ContextMenuDismissEvent);
});

test("keys that clients disagree on are found under either name", () => {
  const [point, origin] = [
    { x: 0, y: 0 },
    { x: 5, y: 6 },
  ];
  for (const key of ["of", "ofo"]) {
    const event = read(ft.LongPressMoveUpdateEvent, {
      l: point,
      g: point,
      [key]: origin,
      lofo: point,
    });
    expect(event.offsetFromOrigin.x).toBe(5);
  }
});

test("a bare value fills the only field, no data leaves optional fields empty", () => {
  expect(read(ft.PlatformBrightnessChangeEvent, "dark").brightness).toBe("dark");
  expect(read(ft.MultiViewRemoveEvent, 4).viewId).toBe(4);
  expect(read(ft.TapEvent, null).localPosition).toBeNull();
});

test("scroll events know the ends", () => {
  const event = read(ft.OnScrollEvent, {
    event_type: "update",
    pixels: 120,
    min_scroll_extent: 0,
    max_scroll_extent: 100,
    viewport_dimension: 50,
  });
  expect([event.outOfRange, event.atEdge, event.extentBefore, event.extentAfter]).toEqual([
    true,
    false,
    120,
    0,
  ]);
  expect(event.extentTotal).toBe(150);
  expect(event.scrollDelta).toBeNull();
});

test("plain events carry times of day and durations as classes", () => {
  expect(read(ft.ControlEvent, new Extension(2, "13:05")).data).toEqual(ft.TimeOfDay(13, 5));
  expect(read(ft.ControlEvent, undefined).data).toBeNull();
});

import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";
import { until } from "../support/until.ts";

const shared = new SharedPage();
const { drawn } = shared;

async function showSlider(interaction: string): Promise<void> {
  await shared.harness.show([
    { _c: "Slider", _i: 50, width: 248, value: 0.5, interaction, on_change: true },
  ]);
}

function sliderValue(): Promise<number> {
  return shared.harness.page.evaluate<number>(
    `document.querySelector('[data-id="50"] input').valueAsNumber`,
  );
}

/** Presses at one place of the slider and lets go at another; places are parts of its track. */
async function drag(from: number, to: number): Promise<void> {
  const { mouse } = shared.harness.page;
  const place = (part: number) => 24 + 200 * part;
  await mouse.move(place(from), 24);
  await mouse.down();
  await mouse.move(place((from + to) / 2), 24);
  await mouse.move(place(to), 24);
  await mouse.up();
  await shared.harness.settle();
}

drawn("a slider that is only tapped does not follow the pointer", async () => {
  await showSlider("tapOnly");
  await drag(0.2, 0.9);
  expect(await sliderValue()).toBeCloseTo(0.2, 1);
});

drawn("a slider that is slid by its thumb takes no notice of presses beside it", async () => {
  await showSlider("slideThumb");
  await drag(0.1, 0.1);
  expect(await sliderValue()).toBe(0.5);
  await drag(0.5, 0.8);
  expect(await sliderValue()).toBeCloseTo(0.8, 1);
});

drawn("gestures are made by the devices that the app names", async () => {
  const { harness } = shared;
  const area = { _c: "Container", width: 100, height: 100, bgcolor: "red" };
  await harness.show([
    { _c: "GestureDetector", _i: 50, on_tap_up: true, allowed_devices: ["touch"], content: area },
    { _c: "GestureDetector", _i: 51, on_tap_up: true, allowed_devices: ["mouse"], content: area },
  ]);
  await harness.page.mouse.click(50, 50);
  await harness.page.mouse.click(50, 150);
  expect((await harness.nextEvent("tap_up")).target).toBe(51);
  expect(harness.events.filter(({ target }) => target === 50)).toEqual([]);
});

drawn("what is let go while it moves glides on, and a touch pad pans", async () => {
  const { harness } = shared;
  await harness.show([
    {
      _c: "InteractiveViewer",
      _i: 50,
      width: 300,
      height: 300,
      constrained: false,
      boundary_margin: { left: 500, top: 500, right: 500, bottom: 500 },
      on_interaction_end: true,
      content: { _c: "Container", _i: 51, width: 300, height: 300, bgcolor: "red" },
    },
  ]);
  const left = async () => (await harness.boxes())[51]?.[0] ?? 0;
  await harness.page.evaluate(`document.querySelector('[data-id="50"]').dispatchEvent(
    Object.defineProperty(new WheelEvent("wheel", { deltaX: 30, cancelable: true }), "wheelDeltaX", { value: -45 }))`);
  await harness.settle();
  expect(await left()).toBe(-30);
  // Moves by hand: the speed is the one that the events tell.
  await harness.page.evaluate(`(() => {
    const viewer = document.querySelector('[data-id="50"]');
    const tell = (type, x) => viewer.dispatchEvent(
      new PointerEvent(type, { pointerId: 1, clientX: x, clientY: 150, bubbles: true }));
    viewer.setPointerCapture = () => undefined;
    tell("pointerdown", 100);
    for (const x of [110, 130, 150, 170]) {
      for (const end = performance.now() + 8; performance.now() < end; );
      tell("pointermove", x);
    }
    tell("pointerup", 170);
  })()`);
  const { data } = await harness.nextEvent("interaction_end");
  expect((data as { v: { x: number } }).v.x).toBeGreaterThan(50);
  await until("it has glided on", async () => (await left()) > 45);
});

drawn("a second click on a field is told if the app wants each of them", async () => {
  const { harness } = shared;
  await harness.show([
    { _c: "TextField", _i: 50, label: "One", on_click: true },
    { _c: "TextField", _i: 51, label: "Two", on_click: true, always_call_on_tap: true },
  ]);
  await harness.page.getByLabel("One").dblclick();
  await harness.page.getByLabel("Two").dblclick();
  await harness.settle();
  expect(harness.events.filter(({ name }) => name === "click").map(({ target }) => target)).toEqual(
    [50, 51, 51],
  );
});

drawn("what can be dismissed is by Escape", async () => {
  const { harness } = shared;
  await harness.show([
    {
      _c: "Semantics",
      _i: 50,
      label: "Note",
      on_dismiss: true,
      content: { _c: "TextButton", content: "Inside" },
    },
  ]);
  await harness.page.getByRole("button", { name: "Inside" }).focus();
  await harness.page.keyboard.press("Escape");
  expect((await harness.nextEvent("dismiss")).target).toBe(50);
});

drawn("what is tapped, turned and dismissed hears of each by its key", async () => {
  const { harness } = shared;
  const heard = { on_tap: true, on_increase: true, on_dismiss: true };
  await harness.show([{ _c: "Semantics", _i: 50, label: "All", slider: true, ...heard }]);
  const all = harness.page.getByRole("slider", { name: "All" });
  for (const key of ["Enter", "ArrowUp", "Escape"]) await all.press(key);
  await harness.settle();
  expect(harness.events.map(({ name }) => name)).toEqual(["tap", "increase", "dismiss"]);
});

import { expect, test } from "@jest/globals";
import type { ClientHarness, WireControl } from "../support/client-harness.ts";
import type { HarnessOptions } from "../support/harness-options.ts";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";

const pages = new OpenedHarnesses({});
const { deadlineMs } = pages;

function view(id: number, route: string, controls: readonly WireControl[]): WireControl {
  return { _c: "View", _i: id, route, padding: {}, spacing: 0, controls };
}

function hero(id: number, size: number): WireControl {
  const content = { _c: "Container", _i: id + 1, bgcolor: "red", width: size, height: size };
  return { _c: "Hero", _i: id, tag: "picture", content };
}

const list = view(10, "/", [hero(20, 40), { _c: "Text", _i: 30, value: "List" }]);
const detail = view(11, "/detail", [
  { _c: "Container", _i: 31, width: 480, height: 100 },
  hero(40, 200),
  { _c: "Text", _i: 32, value: "Detail" },
]);

/** Pauses flights when they begin, and tells where they are at a share of their way. */
const pauseFlights = `
  globalThis.flights = [];
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...args) {
    const flight = animate.apply(this, args);
    if (this.classList.contains("fl-shuttle")) {
      flight.pause();
      flights.push(flight);
    }
    return flight;
  };
  globalThis.flightAt = async (share) => {
    while (flights.length === 0) await new Promise(requestAnimationFrame);
    const [flight] = flights;
    flight.currentTime = share * 300;
    const { x, y, width, height } = flight.effect.target.getBoundingClientRect();
    return [x, y, width, height].map(Math.round);
  };`;

async function open(options?: HarnessOptions): Promise<ClientHarness> {
  const harness = await pages.open(options);
  await harness.page.evaluate(pauseFlights);
  harness.patch(1, [[0], [0, 0, "views", [list]]]);
  await harness.page.getByText("List").waitFor();
  await harness.page.locator("[data-hero]").waitFor();
  return harness;
}

test(
  "a hero flies to its place in the next view and back, and is one thing then",
  async () => {
    const harness = await open();
    harness.patch(1, [
      [0, { views: [1] }],
      [1, 1, 1, detail],
    ]);
    await harness.page.getByText("Detail").waitFor();
    expect(await harness.page.evaluate("flightAt(0)")).toEqual([0, 0, 40, 40]);
    expect(await harness.page.evaluate("flightAt(0.999)")).toEqual([0, 100, 200, 200]);
    await harness.page.evaluate("flights.shift().finish()");
    await harness.page.locator(".fl-shuttle").waitFor({ state: "detached" });
    expect((await harness.boxes())[40]).toEqual([0, 100, 200, 200]);
    harness.patch(1, [
      [0, { views: [1] }],
      [2, 1, 1],
    ]);
    await harness.page.getByText("List").waitFor();
    expect(await harness.page.evaluate("flightAt(0)")).toEqual([0, 100, 200, 200]);
    expect(await harness.page.evaluate("flightAt(0.999)")).toEqual([0, 0, 40, 40]);
  },
  deadlineMs,
);

test(
  "nothing flies for visitors who want less motion",
  async () => {
    const harness = await open();
    await harness.page.emulateMedia({ reducedMotion: "reduce" });
    harness.patch(1, [
      [0, { views: [1] }],
      [1, 1, 1, detail],
    ]);
    await harness.page.getByText("Detail").waitFor();
    expect(await harness.page.evaluate("flights.length")).toBe(0);
    expect(await harness.page.locator(".fl-shuttle").count()).toBe(0);
  },
  deadlineMs,
);

import { Action, encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { builtClient } from "../../scripts/build/built-client.ts";
import type { ClientHarness } from "../support/client-harness.ts";
import { faded, fading } from "../support/fading.ts";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";
import { until } from "../support/until.ts";

const { open, deadlineMs } = new OpenedHarnesses({}, /^Failed to load resource/);
const chunks = "**/assets/client/*.js";

/** A page whose network loses the given number of requests for code, for ever by default. */
async function openLosing(count = Number.POSITIVE_INFINITY) {
  const harness = await open();
  await harness.settle();
  let lost = 0;
  await harness.page.route(chunks, async (route) => {
    lost += 1;
    await (lost <= count ? route.abort() : route.continue());
  });
  return { harness, restore: () => harness.page.unroute(chunks), lost: () => lost };
}

test(
  "code that was lost once comes by itself",
  async () => {
    const { harness } = await openLosing(1);
    harness.patch(3, [[0], [0, 0, "controls", [{ _c: "Checkbox", _i: 50, label: "Agree" }]]]);
    await harness.page.getByRole("checkbox", { name: "Agree" }).waitFor();
    expect(await harness.page.getByRole("alert").count()).toBe(0);
  },
  deadlineMs,
);

test(
  "a control whose code does not come says so and is loaded when asked for",
  async () => {
    const { harness, restore } = await openLosing();
    harness.patch(3, [
      [0],
      [
        0,
        0,
        "controls",
        [
          { _c: "Text", _i: 50, value: "The rest" },
          { _c: "Checkbox", _i: 51, label: "Agree" },
          { _c: "Switch", _i: 52, label: "Often" },
        ],
      ],
    ]);
    const again = harness.page.getByRole("button", { name: "Try again" });
    await again.nth(1).waitFor();
    await harness.page.getByText("The rest").waitFor();
    await restore();
    await again.first().click();
    await harness.page.getByRole("checkbox", { name: "Agree" }).waitFor();
    await harness.page.getByRole("switch", { name: "Often" }).waitFor();
    expect(await again.count()).toBe(0);
  },
  deadlineMs,
);

test(
  "if asking is in vain though the host answers, the page is loaded anew",
  async () => {
    const { harness } = await openLosing();
    const gone = harness.page.url();
    harness.patch(3, [[0], [0, 0, "controls", [{ _c: "Checkbox", _i: 50, label: "Agree" }]]]);
    const again = harness.page.getByRole("button", { name: "Try again" });
    await again.waitFor();
    await harness.page.unroute(chunks);
    // The chunk alone is gone, as after another version of the client was put in place.
    const entry = await harness.page.evaluate<string>(`document.scripts[0].src`);
    await harness.page.route(chunks, (route) =>
      route.request().url() === entry || harness.registrations.length > 1
        ? route.continue()
        : route.fulfill({ status: 404, body: "" }),
    );
    const loaded = harness.page.waitForEvent("load");
    await again.click();
    await loaded;
    expect(harness.page.url()).toBe(gone);
    await until("a new registration", () => harness.registrations.length > 1);
  },
  deadlineMs,
);

test(
  "services and effects wait for their code",
  async () => {
    const { harness } = await openLosing(2);
    harness.patch(7, [[0], [0, 0, "_services", [{ _c: "SharedPreferences", _i: 60 }]]]);
    expect((await harness.invoke(60, "set", { key: "a", value: 1 })).result).toBe(true);
    harness.patch(3, [
      [0],
      [0, 0, "controls", [{ _c: "Text", _i: 50, value: "Turned", rotate: 0.1 }]],
    ]);
    await harness.page.getByText("Turned").waitFor();
  },
  deadlineMs,
);

test(
  "what the visitor has to be told waits for its code, too",
  async () => {
    const { harness } = await openLosing(1);
    harness.send(encodeMessage(Action.crashed, { message: "out of paper" }));
    await harness.page.getByRole("alertdialog").getByText("out of paper").waitFor();
  },
  deadlineMs,
);

/** Keeps back the code of one source file until it is let through. */
async function holdBack(harness: ClientHarness, source: string): Promise<() => void> {
  const { manifest } = await builtClient();
  const [file] = manifest.preload[source] ?? [];
  const { promise, resolve } = Promise.withResolvers<void>();
  await harness.page.route(`**/${file}`, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test(
  "what changes before the code of its animation has come moves all the same",
  async () => {
    const harness = await open();
    const letThrough = await holdBack(harness, "layout/effects.ts");
    await harness.show([fading]);
    harness.patch(55, [[0], [0, 0, "opacity", 0.2]]);
    await harness.settle();
    letThrough();
    expect(await harness.nextEvent("animation_end")).toEqual(faded);
  },
  deadlineMs,
);

test(
  "the end of a transition is told by a page whose later code has not come",
  async () => {
    const harness = await open();
    const letThrough = await holdBack(harness, "page/once-drawn.ts");
    await harness.page.reload();
    await until("a new registration", () => harness.registrations.length > 1);
    await harness.show([fading]);
    harness.patch(55, [[0], [0, 0, "opacity", 0.2]]);
    expect(await harness.nextEvent("animation_end")).toEqual(faded);
    letThrough();
  },
  deadlineMs,
);

test(
  "a tooltip whose code comes late is that of what the pointer is on by then",
  async () => {
    const harness = await open();
    const letThrough = await holdBack(harness, "controls/tooltip-layer.ts");
    await harness.show([
      { _c: "Button", _i: 50, content: "First", tooltip: "Left" },
      { _c: "Button", _i: 51, content: "Second", tooltip: "Stayed on" },
    ]);
    await harness.page.getByRole("button", { name: "First" }).hover();
    await harness.page.getByRole("button", { name: "Second" }).hover();
    await harness.settle();
    letThrough();
    await harness.page.getByRole("tooltip").getByText("Stayed on").waitFor();
  },
  deadlineMs,
);

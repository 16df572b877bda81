import { expect, test } from "@jest/globals";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";
import { clicks, form, mark, pageOf } from "../support/restored-form.ts";
import { until } from "../support/until.ts";

const { open, deadlineMs } = new OpenedHarnesses();

test(
  "a page outlives two runs of its app, and a break before the reply was used",
  async () => {
    const harness = await open({ page: form() });
    await harness.page.getByLabel("Name").fill("one");
    await harness.settle();
    harness.restore(form({ _c: "Text", value: "second run" }));
    await harness.page.getByText("second run").waitFor();
    await harness.page.getByLabel("Name").fill("two");
    await harness.settle();
    const isSame = await mark(harness, "Name");
    harness.updates.length = 0;
    harness.prepare(form({ _c: "Text", value: "third run" }));
    harness.counts.restart(harness.counts.applied.low);
    harness.disconnect(1011);
    await harness.page.getByText("third run").waitFor();
    await until("the text", () => harness.updates.some(({ props }) => props.value === "two"));
    expect(await isSame()).toBe(true);
    expect(await harness.page.getByText("second run").count()).toBe(0);
  },
  deadlineMs,
);

test(
  "properties of the page that the app does not set any more are unset",
  async () => {
    const harness = await open({ page: { ...form(), title: "Old title" } });
    expect(await harness.page.title()).toBe("Old title");
    harness.restore(form());
    await until("the title of the host", async () => (await harness.page.title()) === "Test app");
  },
  deadlineMs,
);

test(
  "a break while the code for it is on its way loses nothing",
  async () => {
    const harness = await open({ page: form(), acknowledging: false });
    await harness.page.getByLabel("Name").fill("kept");
    await harness.settle();
    const asked = Promise.withResolvers<void>();
    const allowed = Promise.withResolvers<void>();
    const code = async (route: { continue: () => Promise<void> }) => {
      asked.resolve();
      await allowed.promise;
      await route.continue();
    };
    await harness.page.route(/client-[A-Z0-9]+\.js$/, code, { times: 1 });
    harness.restore(form());
    await asked.promise;
    await harness.page.getByRole("button", { name: "Send" }).click();
    harness.disconnect(1011);
    await until("the next registration", () => harness.registrations.length === 2, 20_000);
    expect(clicks(harness)).toBe(0);
    harness.updates.length = 0;
    allowed.resolve();
    await until("the click", () => clicks(harness) === 1, 20_000);
    expect(harness.updates.find(({ props }) => "value" in props)?.props.value).toBe("kept");
    expect(await harness.page.getByLabel("Name").inputValue()).toBe("kept");
    expect(harness.counts.applied.others).toEqual([]);
  },
  deadlineMs,
);

test(
  "events that name other controls name those of the present app",
  async () => {
    const page = (first: number) =>
      pageOf({
        _c: "PopupMenuButton",
        _i: first,
        on_select: true,
        items: [
          { _c: "PopupMenuItem", _i: first + 1, content: "One" },
          { _c: "PopupMenuItem", _i: first + 2, content: "Two" },
        ],
      });
    const harness = await open({ page: page(50) });
    await harness.page.getByRole("button", { name: "Show menu" }).click();
    await harness.page.getByRole("menuitem", { name: "Two" }).waitFor();
    harness.restore(page(70));
    await harness.settle();
    await harness.page.getByRole("menuitem", { name: "Two" }).click();
    expect(await harness.nextEvent("select", 20_000)).toEqual({
      target: 70,
      name: "select",
      data: "72",
    });
  },
  deadlineMs,
);

test(
  "a client of an older host, whose files are gone, begins anew",
  async () => {
    const harness = await open({ page: form(), acknowledging: false });
    await harness.page.getByLabel("Name").waitFor();
    await harness.settle();
    await harness.page.route(/client-[A-Z0-9]+\.js$/, (route) => route.abort(), { times: 1 });
    const loaded = harness.page.waitForEvent("load", { timeout: 20_000 });
    harness.restore(form());
    await loaded;
    await harness.page.getByLabel("Name").waitFor();
    expect(harness.registrations.length).toBeGreaterThan(1);
    harness.complaints.length = 0; // the browser reports the file
  },
  deadlineMs,
);

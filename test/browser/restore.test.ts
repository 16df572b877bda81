import { expect, test } from "@jest/globals";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";
import { clicks, focused, form, mark, pageOf } from "../support/restored-form.ts";
import { until } from "../support/until.ts";

const { open, deadlineMs } = new OpenedHarnesses();

test(
  "a filled form outlives its app: elements, texts, caret and choices stay, the app is told",
  async () => {
    const harness = await open({ page: form() });
    const name = harness.page.getByLabel("Name");
    await name.fill("Ada Lovelace");
    await harness.page.getByLabel("Agree").check();
    await harness.page.getByLabel("Notes").fill("first line\nsecond line");
    await harness.page.keyboard.press("ArrowUp");
    await harness.page.keyboard.press("Shift+ArrowLeft");
    const before = await focused(harness);
    expect(before[0]).toBe("Notes");
    const isSame = await mark(harness, "Notes");
    await harness.settle();
    harness.updates.length = 0;

    harness.restore(form());
    await until("the app to know what was entered", () =>
      ["Ada Lovelace", "first line\nsecond line", true].every((value) =>
        harness.updates.some(({ props }) => props.value === value),
      ),
    );
    await harness.settle();
    expect(await isSame()).toBe(true);
    expect(await focused(harness)).toEqual(before);
    expect(await name.inputValue()).toBe("Ada Lovelace");
    expect(await harness.page.getByLabel("Agree").isChecked()).toBe(true);
    await harness.page.keyboard.type("!");
    expect(await harness.page.getByLabel("Notes").inputValue()).toMatch(/!/);
  },
  deadlineMs,
);

test(
  "what gets lost with a socket comes again once and in order, what was applied does not",
  async () => {
    const harness = await open({ page: form() });
    harness.acknowledging = false;
    const button = harness.page.getByRole("button", { name: "Send" });
    await button.click();
    await until("the first click", () => clicks(harness) === 1);
    const applied = harness.counts.applied.low;
    harness.counts.isDeaf = true;
    await harness.page.getByLabel("Agree").check();
    await button.click();
    await harness.settle(); // it was sent: calls are answered behind it
    expect(clicks(harness)).toBe(1);
    const before = harness.counts.received.length;

    harness.counts.isDeaf = false;
    harness.disconnect(1011);
    await until("the second click", () => clicks(harness) === 2, 20_000);
    await harness.settle();
    const again = harness.counts.received.slice(before);
    expect(again).toEqual(again.map((_, i) => applied + 1 + i));
    expect(harness.updates.filter(({ props }) => props.value === true)).toHaveLength(1);
    expect(new Set(harness.counts.received).size).toBe(harness.counts.received.length);
  },
  deadlineMs,
);

test(
  "an app that was killed gets again what it had not kept, for the controls that it has now",
  async () => {
    const harness = await open({ page: form() });
    harness.acknowledging = false;
    const button = harness.page.getByRole("button", { name: "Send" });
    await harness.settle();
    const kept = harness.counts.applied.low;
    for (let i = 0; i < 3; i++) await button.click();
    await until("three clicks", () => clicks(harness) === 3);
    const old = harness.events.at(-1)?.target;

    harness.events.length = 0;
    harness.restore(form(), kept);
    await until("the clicks again", () => clicks(harness) === 3);
    await button.click();
    await until("one more", () => clicks(harness) === 4);
    const targets = new Set(
      harness.events.filter(({ name }) => name === "click").map(({ target }) => target),
    );
    expect(targets.size).toBe(1);
    expect(targets).not.toContain(old);
    expect(harness.counts.applied.others).toEqual([]);
  },
  deadlineMs,
);

test(
  "five minutes offline lose nothing",
  async () => {
    const harness = await open({ page: form() });
    await harness.settle();
    await harness.page.clock.install();
    harness.refusing = true;
    harness.disconnect(1011);
    await harness.page.getByText("Reconnecting").waitFor();
    await harness.page.getByLabel("Name").pressSequentially("Grace");
    await harness.page.clock.fastForward("05:00");
    await harness.page.getByRole("button", { name: "Send" }).click();
    await harness.page.clock.fastForward("00:30");
    expect(harness.registrations).toHaveLength(1);

    harness.prepare(form()); // the app was started again meanwhile
    harness.counts.restart(harness.counts.applied.low);
    harness.refusing = false;
    await until(
      "the click",
      async () => {
        await harness.page.clock.fastForward("00:10");
        return clicks(harness) === 1;
      },
      20_000,
    );
    await harness.settle();
    expect(harness.events.filter(({ name }) => name === "change").map(({ data }) => data)).toEqual([
      "G",
      "Gr",
      "Gra",
      "Grac",
      "Grace",
    ]);
    expect(await harness.page.getByLabel("Name").inputValue()).toBe("Grace");
    expect((await focused(harness))[0]).toBe("BUTTON");
    harness.complaints.length = 0; // the browser reports each refused connection
  },
  deadlineMs,
);

test(
  "a control that is gone takes its inputs with it, the focus goes to what is around it",
  async () => {
    const page = (gone: boolean) =>
      pageOf(
        {
          _c: "Column",
          key: "box",
          controls: [
            ...(gone ? [] : [{ _c: "TextField", label: "Gone", on_change: true }]),
            { _c: "FilledButton", content: "Stays", on_click: true },
          ],
        },
        { _c: "TextField", label: "Other" },
      );
    const harness = await open({ page: page(false) });
    harness.acknowledging = false;
    await harness.settle();
    const kept = harness.counts.applied.low;
    await harness.page.getByLabel("Gone").pressSequentially("abc");
    await until("the text", () => harness.events.some(({ data }) => data === "abc"));

    harness.events.length = harness.updates.length = 0;
    harness.restore(page(true), kept);
    await harness.page.getByLabel("Gone").waitFor({ state: "detached" });
    await harness.settle();
    await until("the focus around it", () =>
      harness.page.evaluate<boolean>("document.activeElement.dataset.key === 'box'"),
    );
    expect(harness.events).toEqual([]);
    expect(harness.updates.filter(({ props }) => "value" in props)).toEqual([]);
    expect(harness.counts.applied.others).toEqual([]); // no number is missing
    await harness.page.keyboard.type("xyz "); // harms nobody
    await harness.page.keyboard.press("Tab");
    await harness.page.keyboard.press("Enter");
    await until("the click", () => clicks(harness) === 1);
  },
  deadlineMs,
);

test(
  "controls are told apart when the app gives their ids to others",
  async () => {
    const page = (first: number, ...labels: string[]) =>
      pageOf(...labels.map((label, i) => ({ _c: "TextField", _i: first + i, key: label, label })));
    const harness = await open({ page: page(50, "a", "b", "c") });
    await harness.page.getByLabel("b").fill("of b");
    await harness.page.getByLabel("c").focus();
    const isSame = await mark(harness, "b");
    await harness.settle();
    harness.updates.length = 0;
    harness.restore(page(49, "c", "new", "b", "a")); // 51 is b again by chance, 50 is new
    await until("what b has", () => harness.updates.some(({ props }) => props.value === "of b"));
    expect(harness.updates.find(({ props }) => "value" in props)?.id).toBe(51);
    await harness.settle();
    expect(await isSame()).toBe(true);
    expect((await focused(harness))[0]).toBe("c");
    const texts = ["a", "b", "c", "new"].map((label) =>
      harness.page.getByLabel(label, { exact: true }).inputValue(),
    );
    expect(await Promise.all(texts)).toEqual(["", "of b", "", ""]);

    harness.patch(50, [[0], [0, 0, "value", "patched"]]);
    await harness.settle();
    expect(await harness.page.getByLabel("new").inputValue()).toBe("patched");
    const views = { _c: "TextField", _i: 900, label: "later", key: "later" };
    harness.patch(1, [
      [0, { views: [1, new Map([[0, [2, { controls: [3] }]]])] }],
      [1, 3, 0, views],
    ]);
    await harness.page.getByLabel("later").fill("x");
    await until("an update of the added one", () => harness.updates.some(({ id }) => id === 900));
    expect(await harness.invoke(900, "focus")).toMatchObject({ control_id: 900, error: null });
    expect((await focused(harness))[0]).toBe("later");
  },
  deadlineMs,
);

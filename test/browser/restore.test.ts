import { afterEach, expect, test } from "@jest/globals";
import { ClientHarness, type HarnessOptions, type WireControl } from "../support/client-harness.ts";
import { until } from "../support/until.ts";

const deadlineMs = 60_000;
const opened: ClientHarness[] = [];

async function open(options: HarnessOptions): Promise<ClientHarness> {
  const harness = await ClientHarness.open({ counting: true, ...options });
  harness.page.setDefaultTimeout(20_000);
  opened.push(harness);
  return harness;
}

afterEach(async () => {
  for (const harness of opened.splice(0)) {
    expect(harness.complaints).toEqual([]);
    await harness[Symbol.asyncDispose]();
  }
}, deadlineMs);

/** The page of an app, as it is built by each of its runs. */
function pageOf(...controls: WireControl[]): Record<string, unknown> {
  return { views: [{ _c: "View", route: "/", controls }] };
}

const form = (...more: WireControl[]): Record<string, unknown> =>
  pageOf(
    { _c: "TextField", label: "Name", on_change: true },
    { _c: "TextField", label: "Notes", multiline: true },
    { _c: "Checkbox", label: "Agree", on_change: true },
    { _c: "FilledButton", content: "Send", on_click: true },
    ...more,
  );

/** Marks an element, so that a test can tell later whether it is still the same one. */
async function mark(harness: ClientHarness, label: string): Promise<() => Promise<boolean>> {
  const field = harness.page.getByLabel(label);
  await field.evaluate((element) => void Object.assign(element, { marked: true }));
  return () => field.evaluate((element) => "marked" in element);
}

/** Label of the focused element, and its selection. */
function focused(harness: ClientHarness): Promise<readonly unknown[]> {
  return harness.page.evaluate(`(() => {
    const { activeElement: at } = document;
    return [at.labels?.[0]?.textContent ?? at.tagName, at.selectionStart, at.selectionEnd];
  })()`);
}

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

test(
  "a keyed field that was moved to another place keeps text, focus and caret",
  async () => {
    const field = { _c: "TextField", key: "f", label: "Field" };
    const text = { _c: "Text", value: "x" };
    const box = (key: string, ...controls: WireControl[]) => ({ _c: "Column", key, controls });
    const harness = await open({ page: pageOf(box("one", text, field), box("two", text)) });
    await harness.page.getByLabel("Field").fill("moved");
    await harness.page.keyboard.press("ArrowLeft");
    await harness.page.keyboard.press("Shift+ArrowLeft");
    await harness.settle();
    harness.restore(pageOf(box("one", text), box("two", text, field)));
    await harness.page.locator('[data-key="two"] input').waitFor();
    await until("the focus", async () => (await focused(harness))[0] === "Field");
    expect(await focused(harness)).toEqual(["Field", 3, 4]);
    expect(await harness.page.getByLabel("Field").inputValue()).toBe("moved");
  },
  deadlineMs,
);

test(
  "a composition goes on although the app is another one",
  async () => {
    const page = () => pageOf({ _c: "TextField", label: "Name", value: "", on_change: true });
    const harness = await open({ page: page() });
    await harness.page.getByLabel("Name").focus();
    await harness.page.evaluate(`
      globalThis.seen = [];
      for (const type of ["compositionstart", "compositionend"])
        addEventListener(type, ({ data }) => seen.push([type, data]), true);
    `);
    const keyboard = await harness.page.context().newCDPSession(harness.page);
    const compose = (text: string) =>
      keyboard.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await compose("か");
    await compose("かん");
    await harness.settle();
    harness.restore(page());
    await until("what is composed", () =>
      harness.updates.some(({ props }) => props.value === "かん"),
    );
    await harness.settle();
    await compose("かんじ");
    await keyboard.send("Input.insertText", { text: "漢字" });
    await until("the result", () => harness.events.some(({ data }) => data === "漢字"));
    expect(await harness.page.getByLabel("Name").inputValue()).toBe("漢字");
    expect(await harness.page.evaluate("seen")).toEqual([
      ["compositionstart", ""],
      ["compositionend", "漢字"],
    ]);
  },
  deadlineMs,
);

test(
  "a text that the app sets while one is composed waits for its end",
  async () => {
    const harness = await open({
      page: pageOf({ _c: "TextField", _i: 60, label: "Name", on_change: true }),
    });
    await harness.page.getByLabel("Name").focus();
    const keyboard = await harness.page.context().newCDPSession(harness.page);
    await keyboard.send("Input.imeSetComposition", {
      text: "かん",
      selectionStart: 2,
      selectionEnd: 2,
    });
    await harness.nextEvent("change", 20_000);
    harness.patch(60, [[0], [0, 0, "value", "from the app"]]);
    await harness.settle();
    expect(await harness.page.getByLabel("Name").inputValue()).toBe("かん");
    await keyboard.send("Input.insertText", { text: "漢" });
    await until(
      "the app's text or the visitor's",
      async () => !(await harness.page.getByLabel("Name").inputValue()).includes("かん"),
    );
    await harness.settle();
    const shown = await harness.page.getByLabel("Name").inputValue();
    const told = [...harness.updates].reverse().find(({ props }) => "value" in props);
    expect(told?.props.value).toBe(shown);
  },
  deadlineMs,
);

test(
  "open dialogs and menus stay open, lists stay where they were scrolled to",
  async () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ _c: "Text", value: `row ${i}` }));
    const page = () => ({
      views: [
        {
          _c: "View",
          route: "/",
          controls: [{ _c: "ListView", key: "list", height: 150, controls: rows }],
        },
      ],
      _dialogs: {
        _c: "Dialogs",
        controls: [
          {
            _c: "AlertDialog",
            open: true,
            modal: true,
            title: "Choose",
            content: {
              _c: "Dropdown",
              label: "Color",
              options: [
                { _c: "DropdownOption", key: "red" },
                { _c: "DropdownOption", key: "blue" },
              ],
            },
          },
        ],
      },
    });
    const harness = await open({ page: page(), viewport: { width: 480, height: 600 } });
    const list = harness.page.locator('[data-key="list"]');
    await list.evaluate((element: { scrollTop: number }) => {
      element.scrollTop = 400;
    });
    await harness.settle(); // an open menu would close at the scroll event
    await harness.page.getByRole("combobox").click();
    await harness.page.getByRole("option", { name: "blue" }).waitFor();
    const dialog = harness.page.getByRole("alertdialog").or(harness.page.getByRole("dialog"));
    await dialog.first().evaluate((element) => void Object.assign(element, { marked: true }));
    await harness.settle();
    harness.restore(page());
    await harness.settle();
    await harness.settle();
    expect(await dialog.first().evaluate((element) => "marked" in element)).toBe(true);
    await harness.page.getByRole("option", { name: "blue" }).click();
    await until("the choice", () => harness.updates.some(({ props }) => props.value === "blue"));
    expect(await list.evaluate((element: { scrollTop: number }) => element.scrollTop)).toBe(400);
  },
  deadlineMs,
);

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

function clicks(harness: ClientHarness): number {
  return harness.events.filter(({ name }) => name === "click").length;
}

import { Action, encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";
import { until } from "../support/until.ts";

const { open, deadlineMs } = new OpenedHarnesses({ counting: false });
const dialogs = {
  _c: "Dialogs",
  _i: 60,
  controls: [
    {
      _c: "AlertDialog",
      _i: 61,
      open: true,
      modal: true,
      title: "Sure?",
      content: { _c: "TextField", _i: 62, label: "Reason" },
    },
  ],
};

test(
  "a duplicated tab takes the session over, once, and the first one can have it back",
  async () => {
    const harness = await open();
    await harness.settle();
    const first = harness.page;
    const [second] = await Promise.all([
      first.context().waitForEvent("page"),
      first.evaluate("void window.open(location.href)"),
    ]);
    const notice = { name: "This page is open in another tab" };
    await first.getByRole("alertdialog", notice).waitFor();
    expect(harness.registrations.map(({ session_id }) => session_id)).toEqual([
      null,
      "TestSession00001",
    ]);
    expect(await second.getByRole("alertdialog").count()).toBe(0);
    await first.keyboard.press("Enter"); // the focus is on what can be done
    await second.getByRole("alertdialog", notice).waitFor();
    await first.locator("main[data-id]").first().waitFor();
    expect(harness.registrations).toHaveLength(3);
    expect(await first.getByRole("alertdialog").count()).toBe(0);
  },
  deadlineMs,
);

test(
  "a session that is not there any more is begun anew, and the visitor is told so",
  async () => {
    const harness = await open();
    await harness.settle();
    harness.sessionId = "TestSession00002";
    harness.disconnect(1011);
    const told = harness.page.getByRole("status").getByText("Your session had ended.");
    await told.waitFor();
    await harness.page.getByRole("button", { name: "OK" }).click();
    await told.waitFor({ state: "detached" });
    harness.disconnect(1011);
    await until("it is back", () => harness.registrations.length === 3);
    await harness.settle();
    expect(await told.count()).toBe(0); // the same session as before
    harness.complaints.length = 0; // the browser reports each closed connection
  },
  deadlineMs,
);

test(
  "a lost connection is seen and heard beside an open dialog, whose fields stay of use",
  async () => {
    const harness = await open();
    harness.patch(1, [[0], [0, 0, "_dialogs", dialogs]]);
    await harness.page.getByLabel("Reason").fill("Beca");
    harness.refusing = true;
    harness.disconnect(1011);
    const bar = harness.page.getByText("Connection lost. Reconnecting… What you enter is kept.");
    await bar.first().waitFor();
    // In the topmost layer, and read out inside of the dialog, beside which nothing is.
    expect(await harness.page.locator(".fl-status:popover-open").count()).toBe(1);
    await harness.page.locator("dialog [aria-live=polite]").getByText("Connection lost").waitFor();
    await harness.page.getByLabel("Reason").press("End");
    await harness.page.keyboard.type("use");
    harness.refusing = false;
    await until("it is back", () => harness.registrations.length === 2);
    await until("the text is told", () => harness.updates.at(-1)?.props.value === "Because");
    harness.complaints.length = 0; // the browser reports each refused connection
  },
  deadlineMs,
);

test(
  "a session that ends below an open dialog can be started again",
  async () => {
    const harness = await open();
    harness.patch(1, [[0], [0, 0, "_dialogs", dialogs]]);
    await harness.page.getByLabel("Reason").waitFor();
    harness.disconnect(1000);
    await harness.page.getByRole("alertdialog", { name: "This session has ended." }).waitFor();
    await harness.page.keyboard.press("Enter");
    await until("a new session", () => harness.registrations.length === 2);
    expect(harness.registrations.at(-1)?.session_id).toBeNull();
    await harness.page.getByRole("alertdialog").waitFor({ state: "detached" });
  },
  deadlineMs,
);

test.each(["light", "dark"] as const)(
  "an app that failed can be started again by keys, in the %s",
  async (colorScheme) => {
    const harness = await open({ colorScheme });
    await harness.show([{ _c: "TextField", _i: 10, label: "Name" }]);
    await harness.page.getByLabel("Name").focus();
    harness.send(encodeMessage(Action.crashed, { message: "No disk\nat write" }));
    const panel = harness.page.getByRole("alertdialog", { name: "Error running app" });
    await panel.waitFor();
    expect(await panel.getByText(/No disk/).textContent()).not.toContain("at write");
    const [text = 0, ground = 0] = await harness.page.evaluate<number[]>(`(() => {
      const { color, backgroundColor } = getComputedStyle(document.querySelector(".fl-panel"));
      return [color, backgroundColor].map((value) => Math.max(...value.match(/\\d+/g).slice(0, 3)));
    })()`);
    expect(Math.abs(text - ground)).toBeGreaterThan(150);
    await harness.page.keyboard.press("Enter");
    await until("a new session", () => harness.registrations.length === 2);
    expect(harness.registrations.at(-1)?.session_id).toBeNull();
    await panel.waitFor({ state: "detached" });
  },
  deadlineMs,
);

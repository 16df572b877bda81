import { expect, test } from "@jest/globals";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";

const { open, deadlineMs } = new OpenedHarnesses({ counting: false });

test(
  "a click reaches the app and a patch changes the page",
  async () => {
    const harness = await open();
    await harness.show([
      { _c: "Text", _i: 10, value: "0" },
      { _c: "FilledButton", _i: 11, content: "More", on_click: true },
    ]);
    await harness.page.getByRole("button", { name: "More" }).click();
    expect(await harness.nextEvent("click")).toEqual({ target: 11, name: "click", data: null });
    harness.patch(10, [[0], [0, 0, "value", "1"]]);
    await harness.page.getByText("1", { exact: true }).waitFor();
  },
  deadlineMs,
);

test(
  "a fresh page tells brightness, media and size as Flet's client does",
  async () => {
    const harness = await open({ colorScheme: "dark" });
    await harness.settle();
    expect(harness.updates.map(({ props }) => Object.keys(props))).toEqual([
      ["platform_brightness"],
      ["media"],
      ["width", "height"],
    ]);
    expect(harness.events).toEqual([
      { target: 1, name: "platform_brightness_change", data: "dark" },
    ]);
  },
  deadlineMs,
);

test(
  "a size change is told once it has settled",
  async () => {
    const harness = await open();
    await harness.settle();
    harness.updates.length = 0;
    await harness.page.setViewportSize({ width: 600, height: 400 });
    await harness.page.setViewportSize({ width: 640, height: 420 });
    const { data } = await harness.nextEvent("resize");
    expect(data).toEqual({ width: 640, height: 420 });
    expect(harness.updates.at(-1)).toEqual({ id: 1, props: { width: 640, height: 420 } });
    expect(harness.events.filter(({ name }) => name === "resize")).toEqual([]);
  },
  deadlineMs,
);

test.each(["path", "hash"] as const)(
  "routes by %s follow the app and the browser's buttons",
  async (strategy) => {
    const harness = await open({ routeUrlStrategy: strategy });
    expect(harness.registrations[0]?.page.route).toBe("/");
    expect(await harness.invoke(1, "push_route", { route: "/store?x=1" })).toMatchObject({
      result: null,
      error: null,
    });
    expect((await harness.nextEvent("route_change")).data).toEqual({ route: "/store?x=1" });
    const { pathname, search, hash } = new URL(
      await harness.page.evaluate<string>("location.href"),
    );
    expect(strategy === "path" ? pathname + search : hash).toBe(
      strategy === "path" ? "/team/app/store?x=1" : "#/store?x=1",
    );
    await harness.page.goBack();
    expect((await harness.nextEvent("route_change")).data).toEqual({ route: "/" });
    await harness.page.goForward();
    expect((await harness.nextEvent("route_change")).data).toEqual({ route: "/store?x=1" });
  },
  deadlineMs,
);

test(
  "a deep link is the route of the registration",
  async () => {
    const harness = await open({ route: "/store/7?x=1" });
    expect(harness.registrations[0]?.page.route).toBe("/store/7?x=1");
  },
  deadlineMs,
);

test(
  "a lost connection leaves the page readable and says so only after a second",
  async () => {
    const harness = await open();
    await harness.show([{ _c: "Text", value: "Still here" }]);
    harness.refusing = true;
    harness.disconnect(1011);
    await harness.page.waitForTimeout(300);
    expect(await harness.page.getByRole("status").count()).toBe(0);
    await harness.page.getByRole("status").getByText("Reconnecting").waitFor();
    expect(await harness.page.getByText("Still here").isVisible()).toBe(true);
    harness.refusing = false;
    await harness.page.getByRole("status").getByText("Reconnecting").waitFor({ state: "detached" });
    expect(harness.registrations.at(-1)?.session_id).toBe("TestSession00001");
    harness.complaints.length = 0; // the browser reports each refused connection
  },
  deadlineMs,
);

test(
  "a refused registration shows the first line of the reason",
  async () => {
    const harness = await open({ error: "Bad start\nTraceback of the app" });
    const alert = harness.page.getByRole("alertdialog", { name: "Error running app" });
    await alert.getByText("The application encountered an error: Bad start").waitFor();
    expect(await alert.textContent()).not.toContain("Traceback");
  },
  deadlineMs,
);

test(
  "an ended session offers a new one",
  async () => {
    const harness = await open();
    harness.disconnect(1000);
    await harness.page.getByRole("button", { name: "Start again" }).click();
    await harness.page.getByText("This session has ended.").waitFor({ state: "detached" });
    expect(harness.registrations.at(-1)?.session_id).toBeNull();
  },
  deadlineMs,
);

test(
  "keys are told by Flutter's labels if the app listens",
  async () => {
    const harness = await open({ page: { on_keyboard_event: true } });
    await harness.settle(); // who tells of keys comes with a chunk
    await harness.page.keyboard.press("Shift+a");
    await harness.page.keyboard.press("ArrowDown");
    expect((await harness.nextEvent("keyboard_event")).data).toEqual({
      key: "A",
      shift: true,
      ctrl: false,
      alt: false,
      meta: false,
    });
    expect((await harness.nextEvent("keyboard_event")).data).toMatchObject({ key: "Arrow Down" });
  },
  deadlineMs,
);

test(
  "title and theme follow the page",
  async () => {
    const harness = await open({ page: { title: "My app", theme_mode: "dark" } });
    expect(await harness.page.title()).toBe("My app");
    expect(await harness.page.locator("#flotilla").getAttribute("data-theme")).toBe("dark");
    harness.patch(1, [[0], [0, 0, "title", "Other"], [0, 0, "theme_mode", "light"]]);
    await harness.settle();
    expect(await harness.page.title()).toBe("Other");
    expect(await harness.page.locator("#flotilla").getAttribute("data-theme")).toBe("light");
  },
  deadlineMs,
);

test(
  "the visitor leaves a view at once and the app is told to remove it",
  async () => {
    const harness = await open();
    const view = (_i: number, route: string, value: string) => ({
      _c: "View",
      _i,
      route,
      appbar: { _c: "AppBar", _i: _i + 2, title: value },
      controls: [{ _c: "Text", _i: _i + 1, value: `${value} content` }],
    });
    harness.patch(1, [[0], [0, 0, "views", [view(20, "/", "Home"), view(30, "/shop", "Shop")]]]);
    await harness.page.getByText("Shop content").waitFor();
    expect(await harness.page.getByText("Home content").isVisible()).toBe(false);
    await harness.page.getByRole("button", { name: "Back" }).click();
    await harness.page.getByText("Home content").waitFor();
    expect((await harness.nextEvent("view_pop")).data).toEqual({ route: "/shop" });
  },
  deadlineMs,
);

test(
  "services work where the browser has them and refuse elsewhere",
  async () => {
    const harness = await open();
    const services = [
      { _c: "SharedPreferences", _i: 50 },
      { _c: "StoragePaths", _i: 51 },
      { _c: "SemanticsService", _i: 52 },
    ];
    harness.patch(7, [[0], [0, 0, "_services", services]]);
    expect((await harness.invoke(50, "set", { key: "a", value: [1, "x"] })).result).toBe(true);
    expect((await harness.invoke(50, "get", { key: "a" })).result).toEqual([1, "x"]);
    expect((await harness.invoke(50, "get_keys", { key_prefix: "" })).result).toEqual(["a"]);
    expect((await harness.invoke(50, "clear")).result).toBe(true);
    expect((await harness.invoke(50, "get", { key: "a" })).result).toBeNull();
    expect((await harness.invoke(51, "get_temporary_directory")).error).toBe(
      "StoragePaths is not available in a browser",
    );
    await harness.invoke(52, "announce_message", { message: "Saved" });
    await harness.page.getByText("Saved").waitFor({ state: "attached" });
  },
  deadlineMs,
);

test(
  "a client action runs within the click, without asking the app",
  async () => {
    const harness = await open();
    harness.patch(7, [[0], [0, 0, "_services", [{ _c: "SharedPreferences", _i: 60 }]]]);
    expect((await harness.invoke(60, "contains_key", { key: "seen" })).result).toBe(false);
    const action = { service_id: 60, method: "set", args: { key: "seen", value: true } };
    await harness.show([{ _c: "FilledButton", content: "Go", action }]);
    await harness.page.getByRole("button", { name: "Go" }).click();
    expect((await harness.invoke(60, "get", { key: "seen" })).result).toBe(true);
  },
  deadlineMs,
);

test(
  "scroll_to goes to offsets from both ends, by distances and to keys",
  async () => {
    const harness = await open();
    const rows = Array.from({ length: 50 }, (_, at) => ({
      _c: "Container",
      height: 40,
      key: { value: `row${at}`, _type: "scroll" },
    }));
    await harness.show([{ _c: "ListView", _i: 70, expand: true, on_scroll: true, controls: rows }]);
    const top = () =>
      harness.page.evaluate<number>(`document.querySelector('[data-id="70"]').scrollTop`);
    await harness.invoke(70, "scroll_to", { offset: 100 });
    expect(await top()).toBe(100);
    expect((await harness.nextEvent("scroll")).data).toMatchObject({
      event_type: "start",
      max_scroll_extent: 1600,
      viewport_dimension: 400,
    });
    await harness.invoke(70, "scroll_to", { delta: 20 });
    expect(await top()).toBe(120);
    await harness.invoke(70, "scroll_to", { offset: -1 });
    expect(await top()).toBe(1600);
    await harness.invoke(70, "scroll_to", { scroll_key: "row3" });
    expect(await top()).toBe(120);
  },
  deadlineMs,
);

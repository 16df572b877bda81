import { expect, test } from "@jest/globals";
import { BrowserScene, press, shows } from "../support/browser-scene.ts";

const scene = new BrowserScene([], 10_000);

const { use } = scene;

test("the first page lists every sample with a link that opens it", async () => {
  await using visitor = await scene.visit("/");
  const links = await visitor.page
    .locator('a[href^="/samples/"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const names = [
    ...["background", "batching", "calculator", "chat", "column", "counter", "fetch", "hello"],
    ...["lifecycle", "platform", "routing", "session", "todo"],
  ];
  expect(links.map((link) => link?.split("/")[2])).toEqual(expect.arrayContaining(names));
  await visitor.page.locator('a[href^="/samples/hello"]').click();
  await visitor.page.locator("[data-id]").first().waitFor();
  expect(visitor.problems).toEqual([]);
});

test("hello shows one text", () =>
  use("hello", async (page) => {
    await shows(page, /Hello/);
  }));

test("column: a click on the button is answered", () =>
  use("column", async (page) => {
    await shows(page, "Title");
    await press(page, "Click me");
    await shows(page, "Clicked");
  }));

test("counter counts both ways", () =>
  use("counter", async (page) => {
    await press(page, "More");
    await shows(page, /^1$/);
    await press(page, "Less");
    await press(page, "Less");
    await shows(page, /^-1$/);
  }));

test("session: id, address and user agent are shown and stay after a reload", () =>
  use("session", async (page) => {
    const id = await page.locator('[data-key="session-id"]').textContent();
    expect(id).toMatch(/^Session: [\w-]{16,}$/);
    await shows(page, /Client IP: 127\.0\.0\.1/);
    await shows(page, /User agent: Mozilla/);
    await page.reload();
    await shows(page, "Connections: 2");
    expect(await page.locator('[data-key="session-id"]').textContent()).toBe(id);
  }));

test("lifecycle: a reload is a disconnect and a connect of the same session", () =>
  use("lifecycle", async (page) => {
    await shows(page, "main");
    await page.reload();
    await shows(page, /^disconnect/);
    await shows(page, /^connect$/);
  }));

test("platform names the client and every platform", () =>
  use("platform", async (page) => {
    await shows(page, "platform: linux");
    await shows(page, "web: true");
    await shows(page, "pwa: false");
    await shows(page, "wasm: false");
    for (const name of ["IOS", "ANDROID", "MACOS", "WINDOWS"]) await shows(page, name);
  }));

test("batching: three changes of one handler are one message, `update(a, b, c)` is three", () =>
  use("batching", async (page) => {
    const received: number[] = [];
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => {
        if (typeof payload !== "string" && payload[2] === 2) received.push(payload.length);
      });
    });
    await page.reload();
    await shows(page, "a0");
    received.length = 0;
    await press(page, "Change three in one message");
    await shows(page, "c1");
    expect(received).toHaveLength(1);
    await press(page, "Change three in three messages");
    await shows(page, "c2");
    expect(received).toHaveLength(4);
  }));

test("background: a task and a thread move their bars while clicks are answered", () =>
  use("background", async (page) => {
    await press(page, "Start task");
    await press(page, "Start thread");
    await press(page, "Still alive?");
    await shows(page, "Clicks: 1");
    await page.getByRole("progressbar", { name: "Task" }).waitFor();
    await shows(page, "Task: done");
    await shows(page, /Thread: done, 33860 primes/);
  }));

test("fetch: what an async main awaited is shown", () =>
  use("fetch", async (page) => {
    await shows(page, "Rotterdam: 410 berths");
    await page.getByRole("progressbar").waitFor({ state: "detached" });
  }));

test("todo: add, check, filter, edit, delete, clear", () =>
  use("todo", async (page) => {
    const input = page.getByRole("textbox", { name: "What needs to be done?" });
    for (const text of ["Paint", "Sail"]) {
      await input.fill(text);
      await input.press("Enter");
      await page.getByRole("checkbox", { name: text }).waitFor();
    }
    await shows(page, "2 items left");
    await page.getByRole("checkbox", { name: "Paint" }).click();
    await shows(page, "1 item left");
    await press(page, "active");
    await page.getByRole("checkbox", { name: "Paint" }).waitFor({ state: "hidden" });
    await press(page, "all");
    await press(page, "Edit Sail");
    await page.getByRole("textbox", { name: "Edit task" }).fill("Row");
    await press(page, "Save");
    await page.getByRole("checkbox", { name: "Row" }).waitFor();
    await press(page, "Clear done");
    await page.getByRole("checkbox", { name: "Paint" }).waitFor({ state: "detached" });
  }));

test("calculator: 12 + 7 × 2 as keys are pressed", () =>
  use("calculator", async (page) => {
    for (const key of ["1", "2", "+", "7", "×", "2", "="]) await press(page, key);
    await page.locator('[data-key="result"]').filter({ hasText: /^38$/ }).waitFor();
  }));

test("routing: addresses, back and a direct visit", () =>
  use("routing", async (page) => {
    await press(page, "Borealis");
    await shows(page, "Length: 112 m");
    expect(new URL(page.url()).pathname).toBe("/samples/routing/ships/borealis");
    await page.goBack();
    await page.getByRole("button", { name: "Aurora" }).waitFor();
    await page.goto(`${scene.host.ready.url}/samples/routing/ships/cormorant`);
    await shows(page, "Length: 46 m");
    await press(page, "All ships");
    await page.getByRole("button", { name: "Aurora" }).waitFor();
  }));

test("chat: what one says the other reads", async () => {
  await using ada = await scene.visit(`/samples/chat/`);
  await using bob = await scene.visit(`/samples/chat/`);
  for (const [visitor, name] of [
    [ada, "Ada"],
    [bob, "Bob"],
  ] as const) {
    const dialog = visitor.page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Your name" }).fill(name);
    await dialog.getByRole("button", { name: "Join chat" }).click();
    await dialog.waitFor({ state: "detached" });
  }
  await shows(ada.page, "Bob has joined the chat.");
  await bob.page.getByRole("textbox", { name: "Write a message" }).fill("Ahoy");
  await press(bob.page, "Send");
  await shows(ada.page, "Ahoy");
  expect([...ada.problems, ...bob.problems]).toEqual([]);
});

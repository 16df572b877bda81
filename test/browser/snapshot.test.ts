import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { AppFolders, program } from "../support/app-folders.ts";
import { launchBrowser, Visitor } from "../support/browser.ts";
import { Pixels } from "../support/pixels.ts";
import { ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";

const patienceMs = 20_000;
/** From so many levels of a channel on, two colors are told apart. */
const visibleLevels = 24;

const apps: Readonly<Record<string, string>> = {
  steady: `ft.run((page) => {
    page.title = "Steady page";
    page.theme = ft.Theme({ colorSchemeSeed: "#00695c" });
    page.add(
      ft.Text("Steady text", { size: 30 }),
      ft.Row([ft.FilledButton("Go"), ft.IconButton(ft.Icons.ADD), ft.Switch({ label: "On", value: true })]),
      ft.TextField({ label: "Name", value: "Ada" }),
      ft.Card({ content: ft.Container(ft.Text("In a card"), { padding: 20 }) }),
    );
  });`,
  address: 'ft.run((page) => page.add(ft.Text("You are " + page.clientIp)));',
  bright: 'ft.run((page) => page.add(ft.Text("It is " + page.platformBrightness)));',
  random: 'ft.run((page) => page.add(ft.Text("Number " + Math.random())));',
  greeting:
    'ft.run((page) => page.add(ft.Text(/Chrom/.test(page.clientUserAgent) ? "Hello, Chromium" : "Hello")));',
  hostile: `const evil = "</style><script>document.title='hurt'</script><img src=x onerror=\\"document.title='hurt'\\">";
  ft.run((page) => {
    page.title = evil;
    page.add(
      ft.Text("Still here"),
      ft.Text(evil),
      ft.Text("styled", { fontFamily: 'x"}*{display:none}', style: ft.TextStyle({ fontFamily: "a;} body{display:none" }) }),
      ft.Container({ image: ft.DecorationImage({ src: "https://evil.example/a.png" }), width: 20, height: 20 }),
      ft.Image("https://evil.example/b.png", { width: 10, height: 10 }),
      ft.Image("javascript:document.title='hurt'", { width: 10, height: 10 }),
      ft.Markdown("[link](javascript:document.title='hurt') <script>document.title='hurt'</script> " + evil),
      ft.TextField({ value: '"><script>document.title="hurt"</script>', label: evil }),
      ft.Button(evil, { tooltip: evil, url: "javascript:document.title='hurt'", key: evil }),
    );
  });`,
  unseen: 'ft.run((page) => page.add(ft.Text("Never seen")));',
  quiet: 'ft.run((page) => page.add(ft.Text("Not before its time")));',
};

let host: ServedHost;
let browser: Browser;

beforeAll(async () => {
  [host, browser] = await Promise.all([ServedHost.start(["--no-samples"]), launchBrowser()]);
  await using folders = await AppFolders.open();
  const deploy = async ([name, source]: readonly [string, string]) => {
    const settings = { typecheck: "off", ...(name === "quiet" && { snapshot: "off" }) };
    const folder = await folders.write(name, {
      "main.ts": program(source),
      "flotilla.json": JSON.stringify({ ...settings, title: `The ${name} app` }),
    });
    const { code, stderr } = await host.command("deploy", folder, "--app", name);
    expect([code, stderr]).toEqual([0, expect.anything()]);
  };
  await Promise.all(Object.entries(apps).map(deploy));
}, 180_000);

afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
});

const addressOf = (app: string, route = "") => `${host.ready.url}/local/${app}/${route}`;

/** Sums of the metric of first pages that a gateway has dealt with. */
async function dealtWith(): Promise<number> {
  const text = await (await fetch(`${host.ready.internalUrl}/metrics`)).text();
  const values = text.matchAll(/^flotilla_gateway_snapshots_total\{.*\} (\d+)$/gm);
  return [...values].reduce((sum, [, value]) => sum + Number(value), 0);
}

/** People come one after the other, each with a session of their own, until the host knows what each had. */
async function visit(app: string, count: number, isTold = true, route = ""): Promise<void> {
  for (let i = 0; i < count; i++) {
    const before = await dealtWith();
    await using visitor = await Visitor.open(browser, addressOf(app, route));
    await visitor.page.locator("#flotilla main [data-id]").first().waitFor({ timeout: patienceMs });
    await visitor.page
      .locator("#flotilla-snapshot")
      .waitFor({ state: "detached", timeout: patienceMs });
    if (!isTold) continue;
    await until(
      "the first page is dealt with",
      async () => ((await dealtWith()) > before ? true : undefined),
      patienceMs,
    );
  }
}

/** Two people have seen the app's page: the third gets a snapshot. */
async function prepare(app: string): Promise<void> {
  // A page that a very busy machine does not draw in time is not counted.
  for (let visits = 0; visits < 4 && !hasSnapshot(await shell(app)); visits += 1)
    await visit(app, 1);
  expect(hasSnapshot(await shell(app))).toBe(true);
}

const shell = async (app: string, route = "") => (await fetch(addressOf(app, route))).text();
const hasSnapshot = (html: string) => html.includes('id="flotilla-snapshot" data-density');

/** What a page's policy has stopped. */
const noteViolations = `
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
  violations.push(violatedDirective + " " + blockedURI);
});`;

/** Where the text was in each frame; whatever is to run before a frame is shown has run when it is looked for. */
const notePlaces = `
globalThis.frames = [];
const look = () => {
  const box = [...document.querySelectorAll(".fl-text")]
    .find((one) => one.textContent === "Steady text" && one.checkVisibility())
    ?.getBoundingClientRect();
  frames.push(box ? Math.round(box.left) + "," + Math.round(box.top) : null);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => requestAnimationFrame(look);
  port2.postMessage(0);
};
document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(look));`;

/** What a visitor sees whose browser gets none of the client's code; also what breaks the page's policy. */
async function withoutClient(
  app: string,
  look: (page: Page, violations: () => Promise<string[]>) => Promise<void>,
  { isReturning = false, ...options }: BrowserContextOptions & { isReturning?: boolean } = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 700, height: 500 }, ...options });
  try {
    if (isReturning) await context.request.get(addressOf(app));
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(host.ready.url) && !request.url().startsWith("data:"))
        foreign.push(request.url());
    });
    // Not by a route: that would switch the cache off and look like a reload.
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.setBlockedURLs", { urls: ["*/assets/client/client-*.js"] });
    await page.addInitScript(noteViolations);
    await page.goto(addressOf(app));
    await look(page, () => page.evaluate("violations"));
    expect(foreign).toEqual([]);
  } finally {
    await context.close();
  }
}

test("the first visitors read the app's name at once", async () => {
  await withoutClient("unseen", async (page, violations) => {
    await page.getByText("The unseen app").first().waitFor();
    expect(await violations()).toEqual([]);
  });
});

test("those who come later see its page, which does nothing yet", async () => {
  await prepare("steady");
  await withoutClient("steady", async (page, violations) => {
    await page.getByText("Steady text").waitFor();
    expect(await page.title()).toBe("Steady page");
    expect(await page.locator("input[type=text]").inputValue()).toBe("Ada");
    const snapshot = page.locator("#flotilla-snapshot");
    expect(await snapshot.getAttribute("inert")).toBe("");
    expect(await snapshot.locator("[data-id],[id],[href],[onclick],script,form").count()).toBe(0);
    expect(await violations()).toEqual([]);
  });
});

test("the page takes the snapshot's place without a flash or a jump", async () => {
  await prepare("steady");
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(notePlaces);
    await page.goto(addressOf("steady"));
    await page.locator("#flotilla-snapshot").waitFor({ state: "detached", timeout: patienceMs });
    await page.locator("#flotilla").getByText("Steady text").waitFor({ timeout: patienceMs });
    await page.waitForTimeout(200); // frames after the change
    const frames: (string | null)[] = await page.evaluate("frames");
    expect(frames.length).toBeGreaterThan(2);
    expect([...new Set(frames)]).toEqual(["10,10"]);
  } finally {
    await context.close();
  }
});

test("the snapshot looks as the page will, on a light and on a dark screen", async () => {
  await prepare("steady");
  for (const colorScheme of ["light", "dark"] as const) {
    let shot: Buffer | undefined;
    await withoutClient(
      "steady",
      async (page) => {
        for (const family of ["Roboto", "Flotilla Common Icons"]) {
          const isThere = `[...document.fonts].some((face) => face.family.includes("${family}") && face.status === "loaded")`;
          await until(family, () => page.evaluate<boolean>(isThere), patienceMs);
        }
        shot = await page.screenshot({ animations: "disabled" });
      },
      { colorScheme, isReturning: true }, // a first visitor has no fonts yet
    );
    const painted = new Pixels(shot ?? Buffer.alloc(0));
    const viewport = { width: 700, height: 500 };
    await using visitor = await Visitor.open(browser, addressOf("steady"), {
      viewport,
      colorScheme,
    });
    const { page } = visitor;
    await page.locator("#flotilla-snapshot").waitFor({ state: "detached", timeout: patienceMs });
    const share = await until(
      "the live page looks like the snapshot",
      async () => {
        const live = await page.screenshot({ animations: "disabled" });
        const found = painted.differing(new Pixels(live), visibleLevels);
        return found < 0.005 ? found : undefined;
      },
      patienceMs,
    );
    expect(share).toBeLessThan(0.005);
    expect(visitor.problems).toEqual([]);
  }
});

test.each(["address", "bright", "greeting", "random"])(
  "the page of the %s app is for one visitor",
  async (app) => {
    await visit(app, 3);
    expect(hasSnapshot(await shell(app))).toBe(false);
  },
);

test("an app that wants none has none", async () => {
  await visit("quiet", 3, false);
  expect(hasSnapshot(await shell("quiet"))).toBe(false);
});

test("what an app makes hostile shows as text, runs nothing and asks nobody", async () => {
  await prepare("hostile");
  await withoutClient("hostile", async (page, violations) => {
    await page.getByText("Still here").waitFor();
    await page.getByText("<script>document.title='hurt'</script>").first().waitFor();
    expect(await page.locator("script").count()).toBe(2); // the client and its settings
    expect(await page.title()).toContain("</style><script>");
    expect(await page.locator("#flotilla-snapshot [href]").count()).toBe(0);
    expect(await violations()).toEqual([]);
  });
});

test("a reload is not answered with the beginning of the session", async () => {
  await prepare("steady");
  await using visitor = await Visitor.open(browser, addressOf("steady"));
  await visitor.page.locator("#flotilla main [data-id]").first().waitFor({ timeout: patienceMs });
  const answer = await visitor.page.reload();
  expect(hasSnapshot((await answer?.text()) ?? "")).toBe(false);
});

test("the snapshot gives way to the word that the app is gone", async () => {
  await prepare("steady");
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.routeWebSocket(/\/ws$/, (socket) => socket.close({ code: 4404 }));
    await page.goto(addressOf("steady"));
    await page.getByText("This app is not here").waitFor({ timeout: patienceMs });
    expect(await page.locator("#flotilla-snapshot").count()).toBe(0);
  } finally {
    await context.close();
  }
});

test("the first load is the page, its style and its script, small and compressed", async () => {
  await prepare("steady");
  const html = await shell("steady");
  const files = [/src="([^"]+\.js)"/, /href="([^"]+\.css)"/].map(
    (pattern) => pattern.exec(html)?.[1] ?? "",
  );
  let bytes = 0;
  for (const path of ["/local/steady/", ...files]) {
    const response = await fetch(host.ready.url + path, { headers: { "accept-encoding": "br" } });
    expect(response.headers.get("content-encoding")).toBe("br");
    bytes += Number(response.headers.get("content-length"));
    await response.arrayBuffer();
  }
  expect(bytes).toBeLessThan(45 * 1_024);
  for (const path of files) {
    const { headers } = await fetch(host.ready.url + path);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  }
});

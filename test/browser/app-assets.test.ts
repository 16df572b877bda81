import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { launchBrowser, Visitor } from "../support/browser.ts";
import { ServedHost } from "../support/served-host.ts";

const font = new URL("../../packages/client/assets/fonts/roboto-greek.woff2", import.meta.url);
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><title>Box</title><path d="M0 0h30v20H0z"/></svg>';
const program = `
import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  page.fonts = { Sail: "fonts/sail.woff2" };
  page.add(
    ft.Text("\\u03b1\\u03b2\\u03b3", { fontFamily: "Sail", key: "text" }),
    ft.Image("logo.svg", { semanticsLabel: "relative" }),
    ft.Image("/logo.svg", { semanticsLabel: "absolute" }),
    ft.Image("data:image/svg+xml;base64,${Buffer.from(picture).toString("base64")}", { semanticsLabel: "inline" }),
    ft.Image("missing.svg", { semanticsLabel: "missing", errorContent: ft.Text("No picture") }),
  );
}

ft.run(main, { assetsDir: "static" });
`;

let host: ServedHost;
let browser: Browser;

beforeAll(async () => {
  [host, browser] = await Promise.all([ServedHost.start(["--no-samples"]), launchBrowser()]);
  const folder = await mkdtemp(join(tmpdir(), "flotilla-assets-"));
  try {
    await mkdir(join(folder, "static", "fonts"), { recursive: true });
    await cp(font, join(folder, "static", "fonts", "sail.woff2"));
    await writeFile(join(folder, "static", "logo.svg"), picture);
    await writeFile(join(folder, "main.ts"), program);
    const { code, stderr } = await host.command("deploy", folder, "--app", "pictures");
    expect([code, stderr]).toEqual([0, expect.anything()]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);

afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
});

const asset = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${host.ready.url}/local/pictures/${path}`, { headers });

test("pictures and fonts of the folder that ft.run names are drawn, at any route", async () => {
  for (const route of ["", "some/route"]) {
    await using visitor = await Visitor.open(browser, `${host.ready.url}/local/pictures/${route}`);
    const { page } = visitor;
    for (const name of ["relative", "absolute", "inline"]) {
      await page.getByRole("img", { name }).waitFor();
      const isDrawn = `[...document.images].some((one) => one.alt === "${name}" && one.naturalWidth === 30)`;
      await page.waitForFunction(isDrawn);
    }
    await page.getByText("No picture").waitFor();
    await page.waitForFunction(
      `[...document.fonts].some((face) => face.family.includes("Sail") && face.status === "loaded")`,
    );
    const others = visitor.problems.filter((text) => !text.includes("404"));
    expect(others).toEqual([]);
  }
});

test("a file has its type, a validator and no cookie, and is asked for again before it is used", async () => {
  const response = await asset("fonts/sail.woff2");
  const { headers } = response;
  expect(response.status).toBe(200);
  expect(headers.get("content-type")).toBe("font/woff2");
  expect(headers.get("cache-control")).toBe("public, no-cache");
  expect(headers.get("set-cookie")).toBeNull();
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  const etag = headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
  expect((await asset("fonts/sail.woff2", { "if-none-match": etag })).status).toBe(304);
  expect((await asset("fonts/sail.woff2", { "if-none-match": '"other"' })).status).toBe(200);
});

test("a part of a file is served, and what is not there is refused", async () => {
  const part = await asset("logo.svg", { range: "bytes=1-3" });
  expect([part.status, await part.text()]).toEqual([206, "svg"]);
  expect(part.headers.get("content-range")).toBe(`bytes 1-3/${picture.length}`);
  const last = await asset("logo.svg", { range: "bytes=-6" });
  expect(await last.text()).toBe("</svg>");
  expect((await asset("logo.svg", { range: "bytes=9999-" })).status).toBe(416);
  expect((await asset("static/logo.svg")).status).toBe(404);
});

test("the built client's own files never change under their names", async () => {
  const shell = await (await asset("")).text();
  const address = /src="(\/assets\/client\/[^"]+\.js)"/.exec(shell)?.[1] ?? "";
  const response = await fetch(host.ready.url + address);
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { standInRenderer } from "../testing/open-gateway.ts";
import { Painter } from "./painter.ts";

class OpenPainter implements AsyncDisposable {
  readonly painter: Painter;
  readonly #folder: string;

  private constructor(folder: string, longestMs: number | undefined) {
    this.#folder = folder;
    const data = { module: join(folder, "render.mjs"), sheet: "", icons: "" };
    this.painter = new Painter(() => data, longestMs);
  }

  static async start(longestMs?: number): Promise<OpenPainter> {
    const folder = await mkdtemp(join(tmpdir(), "flotilla-painter-"));
    await writeFile(join(folder, "render.mjs"), standInRenderer);
    return new OpenPainter(folder, longestMs);
  }

  paint(text: string) {
    return this.painter.paint([new TextEncoder().encode(text)], "/t/a/");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.painter.stop();
    await rm(this.#folder, { recursive: true });
  }
}

test("a page is drawn for desktops and phones", async () => {
  await using opened = await OpenPainter.start();
  const { desktop, phone } = await opened.paint("hello");
  expect(desktop.html).toContain("hello /t/a/ desktop");
  expect(phone.html).toContain("hello /t/a/ phone");
});

test("a page that cannot be drawn says why, and costs the next one nothing", async () => {
  await using opened = await OpenPainter.start();
  await expect(opened.paint("throw")).rejects.toThrow(/cannot draw this/);
  await expect(opened.paint("next")).resolves.toBeDefined();
});

test("a page that is never done is given up, those behind it are drawn", async () => {
  await using opened = await OpenPainter.start(1_500);
  const endless = opened.paint("loop");
  const next = opened.paint("next");
  await expect(endless).rejects.toThrow(/not drawn within/);
  expect((await next).desktop.html).toContain("next");
}, 30_000);

test("a page that takes all memory ends its thread only", async () => {
  await using opened = await OpenPainter.start(20_000);
  const greedy = opened.paint("memory");
  const next = opened.paint("next");
  await expect(greedy).rejects.toThrow(/memory|heap/i);
  expect((await next).desktop.html).toContain("next");
}, 60_000);

test("a crowd of pages does not pile up", async () => {
  await using opened = await OpenPainter.start();
  const all = await Promise.allSettled(Array.from({ length: 40 }, () => opened.paint("x")));
  const refused = all.filter(({ status }) => status === "rejected").length;
  expect(refused).toBeGreaterThan(10);
  expect(refused).toBeLessThan(30);
});

test("what waits when the painter stops is told so", async () => {
  await using opened = await OpenPainter.start();
  const waiting = opened.paint("x");
  const told = expect(waiting).rejects.toThrow(/stopped/);
  await opened.painter.stop();
  await told;
  await expect(opened.paint("y")).rejects.toThrow(/stopped/);
});

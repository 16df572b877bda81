import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, Visitor } from "../support/browser.ts";
import { runCli, ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";

const cli = fileURLToPath(new URL("../../packages/cli/src/main.ts", import.meta.url));
const patienceMs = 30_000;

let browser: Browser;
let folder: string;

beforeAll(async () => {
  [browser, folder] = await Promise.all([
    launchBrowser(),
    mkdtemp(join(tmpdir(), "flotilla-dev-test-")),
  ]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** A `flotilla dev` that runs, and what it says. */
class Dev implements AsyncDisposable {
  readonly events: Record<string, unknown>[] = [];
  readonly #child: ChildProcess;

  constructor(path: string) {
    this.#child = spawn(process.execPath, [cli, "dev", path, "--json"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, XDG_CONFIG_HOME: join(folder, "config") },
    });
    if (this.#child.stdout === null) throw new Error("dev: no output");
    createInterface({ input: this.#child.stdout }).on("line", (line) =>
      this.events.push(JSON.parse(line)),
    );
  }

  /** The next event of this name; earlier ones are forgotten. */
  async told(event: string): Promise<Record<string, unknown>> {
    const at = await until(
      `dev to tell "${event}"`,
      () => {
        const index = this.events.findIndex((each) => each.event === event);
        return index === -1 ? undefined : { index };
      },
      patienceMs,
    );
    const [found] = this.events.splice(0, at.index + 1).slice(-1);
    if (found === undefined) throw new Error("unreachable");
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exit = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await exit;
  }
}

async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path}: expected "${from}"`);
  await writeFile(path, text.replace(from, to));
}

/** Where the caret of the focused field is, and what the field has in it. */
const focused = (page: Page): Promise<unknown> =>
  page.evaluate(
    "({ value: document.activeElement.value, caret: document.activeElement.selectionStart })",
  );

const form = `import * as ft from "@flotilla/sdk";

ft.run((page) => {
  const clicks = Number(page.session.store.get("clicks") ?? 0);
  const count = ft.Text(\`\${clicks} clicks\`);
  page.add(
    ft.Text("First version"),
    ft.TextField({ label: "Name" }),
    ft.Checkbox({ label: "Agreed" }),
    count,
    ft.Button("Count", {
      onClick: () => {
        const next = Number(page.session.store.get("clicks") ?? 0) + 1;
        page.session.store.set("clicks", next);
        count.value = \`\${next} clicks\`;
      },
    }),
  );
});
`;

test("from create over edits in the browser to deploy", async () => {
  const made = await runCli(["create", join(folder, "shop")]);
  expect([made.code, made.stderr]).toEqual([0, ""]);
  const main = join(folder, "shop", "main.ts");
  await writeFile(main, form);
  await using dev = new Dev(join(folder, "shop"));
  const { url } = await dev.told("ready");
  await using visitor = await Visitor.open(browser, String(url));
  const { page } = visitor;
  page.setDefaultTimeout(patienceMs);

  // A form in use: filled, with the caret in the middle of a word.
  await page.getByRole("button", { name: "Count" }).click();
  await page.getByText("1 clicks").waitFor();
  await page.getByRole("checkbox", { name: "Agreed" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Ada Lovelace");
  for (let n = 0; n < 4; n++) await page.keyboard.press("ArrowLeft");
  expect(await focused(page)).toEqual({ value: "Ada Lovelace", caret: 8 });

  await edit(main, "First version", "Second version");
  await page.getByText("Second version").waitFor();
  expect(await focused(page)).toEqual({ value: "Ada Lovelace", caret: 8 });
  expect(await page.getByRole("checkbox", { name: "Agreed" }).isChecked()).toBe(true);
  await page.getByText("1 clicks").waitFor();
  await page.getByRole("button", { name: "Count" }).click();
  await page.getByText("2 clicks").waitFor();

  // A mistake is shown with its place, over an app that goes on; it leaves with its cause.
  await edit(main, "ft.run(", "ft.run((");
  const overlay = page.getByRole("alertdialog").or(page.getByRole("alert"));
  await overlay
    .getByText(/main\.ts:\d+:\d+/)
    .first()
    .waitFor();
  await edit(main, "ft.run((", "ft.run(");
  await overlay.waitFor({ state: "detached" });
  expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Ada Lovelace");

  // A program that does not start is a mistake as well.
  await edit(main, "ft.run(", 'throw new TypeError("not today"); ft.run(');
  await overlay
    .getByText(/not today/)
    .first()
    .waitFor();
  await edit(main, 'throw new TypeError("not today"); ft.run(', "ft.run(");
  await overlay.waitFor({ state: "detached" });
  expect(visitor.problems).toEqual([]);

  await using host = await ServedHost.start(["--no-samples"]);
  const deployed = await host.command("deploy", join(folder, "shop"), "--json");
  const result = JSON.parse(deployed.stdout.trim().split("\n").at(-1) ?? "");
  expect(result).toMatchObject({ event: "deployed", app: "shop", changed: true });
  await page.goto(result.url);
  await page.getByText("Second version").waitFor();
}, 180_000);

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "@jest/globals";
import { TestControl } from "../testing/open-control.ts";
import { WorkFolder } from "./work-folder.ts";

const shop = "/teams/crew/apps/shop";
const app = { "main.ts": "export {};\n", "flotilla.json": `{ "typecheck": "off" }` };

test.each(["fetch", "build", "types", "publish", "start", "activate"])(
  "[FM-16] a deploy that is killed at its step %j leaves the old release live, and the next one works",
  async (step) => {
    await using opened = await TestControl.open();
    await opened.catalog.createTeam("crew");
    const token = await opened.token("crew", "owner");
    const { release } = await (await opened.deploy(token, shop, app)).json();

    const script = join(import.meta.dirname, "..", "testing", "die-at-step.ts");
    const child = spawn(process.execPath, [script, opened.folder, step], { stdio: "inherit" });
    const [, signal] = await once(child, "exit");

    expect(signal).toBe("SIGKILL");
    expect((await opened.catalog.live("crew", "shop"))?.id).toBe(release);
    const listed = await (await opened.call("GET", `${shop}/releases`, { token })).json();
    expect(listed.releases.map((each) => each.id)).toEqual([release]);
    const next = await opened.deploy(token, shop, {
      ...app,
      "main.ts": "export const next = 1;\n",
    });
    expect((await next.json()).changed).toBe(true);
    const folder = join(opened.folder, "work", "deploys");
    expect(await readdir(folder)).toHaveLength(1);
    await new WorkFolder(folder).start();
    expect(await readdir(folder)).toEqual([]);
  },
  30_000,
);

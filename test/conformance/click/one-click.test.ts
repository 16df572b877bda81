import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { encodeControl, Link, readAppMessages } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import {
  OpenGateway,
  registerProcess,
} from "../../../services/gateway/src/testing/open-gateway.ts";
import { openAppSocket } from "../../../services/worker/src/sandbox/app-socket.ts";
import { until } from "../../support/until.ts";
import { WireClient } from "../../support/wire-client.ts";
import { CallStacks } from "./call-stacks.ts";

const root = new URL("../../../", import.meta.url).pathname;
const packages = ["services/gateway", "packages/runtime-node", "packages/sdk"];
const isOfPackages = (file: string) => packages.some((name) => file.startsWith(`${name}/src/`));

/** The numbered list of a README: files in the order in which a click crosses them. */
function listed(folder: string): string[] {
  const text = readFileSync(join(root, folder, "README.md"), "utf8");
  const [, section = ""] = text.split("## The files that one click crosses\n");
  const lines = section.split("\n## ")[0]?.matchAll(/^\d+\. `([^`]+)`/gm) ?? [];
  return [...lines].map(([, file = ""]) => join(folder, file));
}

/** An app process on a Unix socket, run from the sources; the worker's part of its life is played here. */
async function startApp(folder: string) {
  const socket = await openAppSocket(folder);
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("app-process.ts", import.meta.url))],
    { stdio: ["ignore", "ignore", "inherit", "pipe", socket.fd] },
  );
  const exit = once(child, "exit");
  const control = child.stdio[3];
  if (!(control instanceof Socket)) throw new Error("expected a socket to the app process");
  const ready = Promise.withResolvers<void>();
  const reader = readAppMessages((message) => {
    if (message.type === "hello") {
      control.write(
        encodeControl({
          type: "start",
          team: "t",
          app: "counter",
          release: "r",
          bundle: fileURLToPath(new URL("app.ts", import.meta.url)),
          sdk: join(root, "packages/sdk/src/index.ts"),
          scratch: folder,
          limits: { sessions: 10, eventTimeoutMs: 30_000 },
          settings: {},
        }),
      );
    } else if (message.type === "ready") ready.resolve();
    else if (message.type === "failed") ready.reject(new Error(message.stack));
  });
  control.on("data", (chunk: Buffer) => reader.receive(chunk));
  await ready.promise;
  await socket.release();
  return {
    socketPath: socket.path,
    async [Symbol.asyncDispose]() {
      control.destroy();
      await exit;
      await rm(socket.path, { force: true });
    },
  };
}

/** Clicks; returns what the app shows then. */
function click(client: WireClient): Promise<string> {
  const shown = () => String(client.find({ c: "Text" }).value);
  const before = shown();
  client.event({ c: "Button" }, "click");
  return until("an answer to the click", () => (shown() === before ? undefined : shown()));
}

/** Plays two clicks over a real gateway and a real app process; returns the files that the first one has crossed. */
async function measure(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-click-"));
  const stacks = new CallStacks(root);
  const undo = [
    stacks.watch(Link.prototype, "sendPacket"), // from the gateway to the app process
    stacks.watch(Socket.prototype, "write"), // and to the client
  ];
  try {
    await using app = await startApp(folder);
    await using opened = await OpenGateway.start({ isCold: true });
    await registerProcess(opened.store, app, opened.release);
    await using client = await WireClient.open(opened.ws);
    stacks.isOn = true;
    await click(client);
    stacks.isOn = false;
    const inApp = JSON.parse(await click(client)) as string[];
    return [...stacks.files, ...inApp].filter(isOfPackages);
  } finally {
    for (const each of undo) each();
    await rm(folder, { recursive: true, force: true });
  }
}

test("a click crosses the files that the READMEs list, eight at most", async () => {
  const named = packages.flatMap(listed);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect((await measure()).sort()).toEqual(named.toSorted());
  expect(named.length).toBeLessThanOrEqual(8);
});

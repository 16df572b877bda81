// Records what the Python twins show on Flet's own server: `npm run record-twins -- PYTHON [NAME …]`,
// PYTHON an interpreter with flet and flet-web 1.0.5. The recordings are what test/conformance/twins.test.ts compares with.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { twinsFolder, useTwin } from "../test/conformance/twin.ts";

const port = 20_000 + (process.pid % 10_000); // two recorders may run side by side
const [python, ...wanted] = process.argv.slice(2);
if (python === undefined) throw new Error("usage: npm run record-twins -- PYTHON [NAME …]");

async function listening(): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50)); // not listening yet
    } finally {
      socket.destroy();
    }
  }
  throw new Error("Flet's server did not start within 10 s");
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

const names = wanted.length > 0 ? wanted : await readdir(twinsFolder);
for (const name of names) {
  const server = spawn(python, [fileURLToPath(new URL(`${name}/main.py`, twinsFolder))], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env.PATH,
      TZ: "UTC",
      FLET_FORCE_WEB_SERVER: "1",
      FLET_SERVER_IP: "127.0.0.1",
      FLET_SERVER_PORT: String(port),
    },
  });
  try {
    await listening();
    const recordings = await useTwin(name, `ws://127.0.0.1:${port}/ws`, {
      quietMs: 250,
      firstQuietMs: 2000, // the first session imports what it uses
    });
    await writeFile(
      new URL(`${name}/recorded.json`, twinsFolder),
      `${JSON.stringify(recordings)}\n`,
    );
    console.log(`${name}: ${recordings.length} states`);
  } finally {
    await ended(server);
  }
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { isAlive, silentLogger } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { Part } from "./part.ts";

const waits = `process.stdout.write(process.pid + " is up\\n"); setInterval(() => {}, 60_000);`;

test("a part ends with the process that started it, also when that is killed", async () => {
  const program = `
    import { Part } from ${JSON.stringify(new URL("./part.ts", import.meta.url).href)};
    import { silentLogger } from "@flotilla/service-kit";
    const part = new Part({
      name: "waits", command: process.execPath, args: ["--eval", ${JSON.stringify(waits)}], env: {}, restarts: false,
      readyOf: (line) => ({ line }),
    }, silentLogger());
    await part.start();
    console.log(part.ready.line, part.pid);`;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: parent.stdout }), "line")) as [string];
  const pid = Number.parseInt(line, 10);
  expect(line).toBe(`${pid} is up ${pid}`);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
});

test("a part whose program is not installed says which", async () => {
  const order = {
    name: "redis",
    command: "redis-of-another-machine",
    args: [],
    env: { PATH: process.env.PATH ?? "" },
    restarts: false,
    readyOf: () => undefined,
  };
  await expect(new Part(order, silentLogger()).start()).rejects.toThrow(
    "redis: redis-of-another-machine is not in PATH: install it",
  );
});

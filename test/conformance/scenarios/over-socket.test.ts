import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ServedHost } from "../../support/served-host.ts";
import { play, type Vector } from "./driver.ts";
import { exceptions } from "./exceptions.ts";
import { scenarios } from "./index.ts";
import { overSocket } from "./over-socket.ts";

const folder = fileURLToPath(new URL("./", import.meta.url));
let host: ServedHost;

beforeAll(async () => {
  host = await ServedHost.start(["--no-samples"], {
    FLOTILLA_GATEWAY_TRUSTED_PROXIES: "127.0.0.1/32",
  });
  const deployed = await host.command("deploy", folder, "--app", "scenarios", "--json");
  if (deployed.code !== 0) throw new Error(deployed.stderr);
}, 60_000);

afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

/** The user agent named the scenario; the recordings were made with another one. */
function withRecordedAgent(page: Record<string, unknown>): Record<string, unknown> {
  return "client_user_agent" in page ? { ...page, client_user_agent: "vector-recorder/1.0" } : page;
}

for (const { name } of scenarios) {
  const exception = exceptions[name];
  const claim =
    exception?.differs === "tree" ? `differs: ${exception.reason}` : "ends in the recorded tree";
  test(`over a socket, ${name} ${claim}`, async () => {
    const vector = JSON.parse(
      readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"),
    ) as Vector;
    const { clients } = await play(vector, overSocket(host.socketUrl("local", "scenarios"), name));
    for (const { receivedTree, recordedTree } of clients.values()) {
      const received = withRecordedAgent(receivedTree as Record<string, unknown>);
      if (exception?.differs === "tree") expect(received).not.toEqual(recordedTree);
      else expect(received).toEqual(recordedTree);
    }
  });
}

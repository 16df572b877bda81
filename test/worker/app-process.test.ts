import { describe, expect, test } from "@jest/globals";
import { TestClient } from "./test-client.ts";
import { hasBubblewrap, isRoot, openWorld, until } from "./world.ts";

const counter = `
import * as ft from "@flotilla/sdk";
ft.run((page) => {
  console.log("main for", page.clientIp);
  const value = new ft.Text("0");
  page.add(value, new ft.Button("Add", { onClick: () => { value.value = String(Number(value.value) + 1); } }));
});
`;
const tierNames = ["full", "jail", "landlock", "none"] as const;
const canTry = (tier: string): boolean => tier === "none" || (hasBubblewrap && isRoot);

describe.each(tierNames.filter(canTry))("an app process in tier %s", (maxTier) => {
  test("says it is ready and gives a session its page through its socket", async () => {
    await using world = await openWorld({ maxTier });
    expect(world.worker.tier).toBe(maxTier);
    const run = await world.run("crew", counter);
    using client = await TestClient.connect(world, run.process);
    const [, reply] = await client.open();
    expect(reply).toMatchObject({ session_id: client.sessionId, error: "" });
    await client.message(([action, body]) => action === 2 && JSON.stringify(body).includes("Add"));
    await until(
      async () =>
        (await world.appLines("crew")).find(({ text }) => text === "main for 203.0.113.7"),
      2_000,
      "the app's output in the log",
    );
    expect(run.process.sessions).toBe(1);
    await until(() => (run.process.vitals.rss > 0 ? true : undefined), 3_000, "its vitals");
    await world.worker.endProcess(run.id);
    expect((await run.process.ended).reason).toBe("ok");
    const told = (await world.appLines("crew")).filter(({ stream }) => stream !== "stdout");
    expect(told).toEqual([]);
  });
});

import { expect, test } from "@jest/globals";
import { openWorld } from "../worker/world.ts";

const program = `import * as ft from "@flotilla/sdk"; ft.run((page) => page.add(ft.Text("hello")));`;

test("1,000 odd ids, teams and passes leave no series behind on a worker, whose apps' usage is shown by app", async () => {
  await using world = await openWorld({ maxTier: "none", showsAppUsage: true });
  await world.run("crew", program);
  const before = await lines(world.registry);
  const authorization = `Bearer ${"t".repeat(32)}`;
  for (let i = 0; i < 1_000; i += 25)
    await Promise.all(
      Array.from({ length: 25 }, (_, n) => ask(world.worker.internalUrl, authorization, i + n)),
    );
  const after = await lines(world.registry);
  expect(after.length).toBeLessThan(before.length + 10);
  expect(after.length).toBeLessThan(5_000);
  expect(after.join("\n")).not.toMatch(/odd/);
  const value = (start: string): number =>
    Number(
      after
        .find((line) => line.startsWith(start))
        ?.split(" ")
        .at(-1) ?? Number.NaN,
    );
  expect(value('flotilla_app_memory_bytes{app="crew/app"}')).toBeGreaterThan(1_000_000);
  expect(value('flotilla_app_cpu_seconds_total{app="crew/app"}')).toBeGreaterThan(0);
  expect(value('flotilla_auth_failures_total{kind="internal"}')).toBe(500);
}, 60_000);

/** Asks for what is not there: with the token, and without it. */
async function ask(url: string, authorization: string, i: number): Promise<void> {
  const headers = {
    ...(i % 2 === 0 && { authorization }),
    "content-type": "application/json",
    connection: "close",
  };
  const response =
    i % 4 < 2
      ? await fetch(`${url}/v1/processes/odd-${i}/exit`, { headers })
      : await fetch(`${url}/v1/processes`, {
          method: "POST",
          headers,
          body: JSON.stringify({ team: `odd-${i}`, app: `odd"${i}\n`, release: "odd" }),
        });
  await response.arrayBuffer();
}

async function lines(registry: { metrics(): Promise<string> }): Promise<string[]> {
  return (await registry.metrics())
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

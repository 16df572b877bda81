import { readdir } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { ServedHost } from "../support/served-host.ts";
import { WireClient } from "../support/wire-client.ts";

test("every sample of the repository is listed on the first page and opens", async () => {
  const entries = await readdir(new URL("../../apps/", import.meta.url), { recursive: true });
  const names = entries
    .map((path) => /^([^/]+)\/main\.[tj]sx?$/.exec(path)?.[1] ?? "")
    .filter(Boolean);
  await using host = await ServedHost.start();
  const page = await (await fetch(host.ready.url)).text();
  const listed = [...page.matchAll(/<a href="\/samples\/([^/"]+)\/"/g)].map(([, name]) => name);
  expect(listed.sort()).toEqual(names.sort());
  expect(listed).toEqual(
    expect.arrayContaining(["hello", "counter", "todo", "calculator", "chat", "routing"]),
  );
  for (const name of names) {
    await using client = await WireClient.open(host.socketUrl("samples", name));
    expect({ name, error: client.registerError, crashes: client.crashes }).toEqual({
      name,
      error: "",
      crashes: [],
    });
    expect(client.patchErrors).toEqual([]);
  }
}, 120_000);

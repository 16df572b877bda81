import { expect, test } from "@jest/globals";
import { app, listed, open, shop } from "../testing/shop-app.ts";

test("[HT-UP-3] too many files and too many bytes are refused before any is read", async () => {
  await using opened = await open();
  const upload = (files: unknown[]) =>
    opened.call("POST", `${shop}/uploads`, { token: opened.owner, body: { files } });
  const file = (index: number, size: number) => ({
    path: `f${index}`,
    sha256: "0".repeat(64),
    size,
  });

  const many = await upload(Array.from({ length: 5_001 }, (_, index) => file(index, 1)));
  const big = await upload([file(1, 101 * 1024 * 1024)]);
  const sum = await upload([1, 2, 3].map((index) => file(index, 90 * 1024 * 1024)));

  expect([many.status, big.status, sum.status]).toEqual([422, 422, 422]);
});

test("a blob with other bytes than announced is refused, and so is one that was not announced", async () => {
  await using opened = await open();
  const files = listed(app("one"));
  const announced = await opened.call("POST", `${shop}/uploads`, {
    token: opened.owner,
    body: { files },
  });
  const { id, missing } = await announced.json();
  const send = (sha256: string, body: string) =>
    opened.call("PUT", `${shop}/uploads/${id}/blobs/${sha256}`, { token: opened.owner, body });

  const wrong = await send(missing[0] ?? "", "something else");
  const extra = await send("1".repeat(64), "x");
  const early = await opened.call("POST", `${shop}/releases`, {
    token: opened.owner,
    body: { upload: id },
  });

  expect([wrong.status, (await wrong.json()).code]).toEqual([422, "DIGEST_MISMATCH"]);
  expect([extra.status, (await extra.json()).code]).toEqual([404, "NOT_FOUND"]);
  expect([early.status, (await early.json()).code]).toEqual([409, "UPLOAD_INCOMPLETE"]);
});

test("bodies over their limit are answered, not cut off", async () => {
  await using opened = await open();
  const files = listed(app("one"));
  const announced = await opened.call("POST", `${shop}/uploads`, {
    token: opened.owner,
    body: { files },
  });
  const { id, missing } = await announced.json();
  const huge = "x".repeat(9 * 1024 * 1024);

  const json = await opened.call("POST", `${shop}/uploads`, { token: opened.owner, body: huge });
  const blob = await opened.call("PUT", `${shop}/uploads/${id}/blobs/${missing[0]}`, {
    token: opened.owner,
    body: huge,
  });

  expect([json.status, (await json.json()).code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  expect([blob.status, (await blob.json()).code]).toEqual([422, "DIGEST_MISMATCH"]);
});

test("an upload of another app is nobody's", async () => {
  await using opened = await open();
  const made = await opened.call("POST", `${shop}/uploads`, {
    token: opened.owner,
    body: { files: listed(app("one")) },
  });
  const { id } = await made.json();

  const answer = await opened.call("POST", "/teams/crew/apps/other/releases", {
    token: opened.owner,
    body: { upload: id },
  });

  expect([answer.status, (await answer.json()).code]).toEqual([404, "UPLOAD_UNKNOWN"]);
});

test("[HT-QUEUE-1] of two deploys at once both end and exactly one release is live", async () => {
  await using opened = await open();
  const [one, two] = await Promise.all([
    opened.deploy(opened.owner, shop, app("one")),
    opened.deploy(opened.owner, shop, app("two")),
  ]);
  const releases = [(await one.json()).release, (await two.json()).release];

  expect([one.status, two.status]).toEqual([200, 200]);
  const record = await opened.catalog.app("crew", "shop");
  expect(releases).toContain(record?.live);
  expect(record?.history).toEqual(releases.filter((id) => id !== record?.live));
});

test("a rollback goes back to what was live before, a second one forth again, or to the release that is named", async () => {
  await using opened = await open();
  const ids: string[] = [];
  for (const text of ["one", "two", "three"]) {
    ids.push((await (await opened.deploy(opened.owner, shop, app(text))).json()).release);
  }
  const rollback = async (body: object) =>
    (await opened.call("POST", `${shop}/rollback`, { token: opened.owner, body })).json();

  expect(await rollback({})).toMatchObject({ release: ids[1], changed: true });
  expect(await rollback({})).toMatchObject({ release: ids[2], changed: true });
  expect((await opened.catalog.app("crew", "shop"))?.history).toEqual([ids[1], ids[0]]);
  expect(await rollback({ release: ids[0]?.slice(0, 8) })).toMatchObject({ release: ids[0] });
  expect(await rollback({ release: ids[0] })).toMatchObject({ changed: false });
  expect(await rollback({ release: "ffffffff" })).toMatchObject({ code: "RELEASE_UNKNOWN" });
  const listedReleases = await (
    await opened.call("GET", `${shop}/releases`, { token: opened.owner })
  ).json();
  expect(listedReleases.releases.map((each: { live: boolean }) => each.live)).toEqual([
    false,
    false,
    true,
  ]);
});

test("a team that deploys too often is told when to come back", async () => {
  await using opened = await open({ deploysPerHour: 1 });
  await opened.deploy(opened.owner, shop, app("one"));

  const refused = await opened.deploy(opened.owner, shop, app("two"));

  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
});

test("data files and assets go with the release, sources and settings do not", async () => {
  await using opened = await open();

  await opened.deploy(opened.owner, shop, {
    ...app("one"),
    "data/t.csv": "1,2",
    "assets/logo.svg": "<svg/>",
    "lib/unused.ts": "export {};",
  });

  const live = await opened.catalog.live("crew", "shop");
  expect(live?.bundle.map((file) => file.path)).toEqual([
    "assets/logo.svg",
    "data/t.csv",
    "main.mjs",
    "main.mjs.map",
  ]);
  expect(live?.assets).toMatchObject([{ path: "logo.svg", type: "image/svg+xml" }]);
  expect(live?.assetsDir).toBe("assets");
});

test("stored and new lines of the log come in order, until the caller leaves", async () => {
  await using opened = await open();
  await opened.deploy(opened.owner, shop, app("one"));
  const line = (text: string) =>
    ({ at: 0, processId: "p", release: "r", stream: "stdout", text }) as const;
  await opened.store.logs.append("crew", "shop", [line("one"), line("two")]);

  const stored = await opened.call("GET", `${shop}/logs?limit=1`, { token: opened.owner });
  expect(
    (await stored.text())
      .trim()
      .split("\n")
      .map((each) => JSON.parse(each).text),
  ).toEqual(["two"]);

  const tail = await opened.call("GET", `${shop}/logs?follow=true`, { token: opened.owner });
  const reader = tail.body?.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  const until = async (text: string) => {
    while (!seen.includes(text)) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error(`expected ${text} before the end`);
      seen += value;
    }
  };
  await until("two");
  await opened.store.logs.append("crew", "shop", [line("three")]);
  await until("three");
  await opened.control.drain();
  expect((await reader?.read())?.done).toBe(true);
});

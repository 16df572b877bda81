import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import type { Main, RunOptions } from "../run.ts";
import { texts, turn } from "./testing/app-session-texts.ts";
import { TestClient } from "./testing/test-client.ts";

/** A program that notes what it is told. */
function watching(told: string[]): Main {
  return (page) => {
    told.push("main");
    page.onConnect = () => {
      told.push("connect");
    };
    page.onDisconnect = (e) => {
      told.push(`disconnect ${e.data}`);
    };
    page.onClose = (e) => {
      told.push(`close ${e.data}`);
    };
  };
}

const slow = (): RunOptions => ({ beforeMain: () => turn() });

/** What a session keeps that has run a while. */
async function kept() {
  const before = await new TestClient(
    (page) => {
      page.session.store.set("n", 1);
    },
    { durability: "async" },
  ).open();
  before.keep();
  return before.restore;
}

test("a client that has left before main ran is told after it", async () => {
  const told: string[] = [];
  const client = new TestClient(watching(told), { options: slow() });
  const opened = client.open();
  await client.session.detach("lost");
  await opened;
  expect(told).toEqual(["main", "disconnect lost"]);
  await client.attach();
  await client.session.close("expired");
  expect(told.slice(2)).toEqual(["connect", "close expired"]);
});

test("a client that comes again before main ran gets one answer, and main's page after it", async () => {
  const client = new TestClient((page) => page.add(ft.Text("drawn")), { options: slow() });
  const opened = client.open();
  await client.attach();
  await opened;
  expect(client.take().map(([action]) => action)).toEqual([1, 2]);
  expect(texts(client)).toEqual(["drawn"]);
});

test("a restored run whose client left before it was answered is told so once, then that it is back", async () => {
  const told: string[] = [];
  const restore = await kept();
  const client = new TestClient(watching(told), { durability: "async", restore });
  const opened = client.open();
  const left = client.session.detach("lost");
  await opened;
  await left;
  await client.attach();
  await client.session.detach("lost");
  await client.attach();
  await client.session.close("user");
  expect(told).toEqual([
    "main",
    "disconnect lost",
    "connect",
    "disconnect lost",
    "connect",
    "close user",
  ]);
});

test("a client that was back before main ran had never left", async () => {
  const told: string[] = [];
  const client = new TestClient(watching(told), { options: slow() });
  const opened = client.open();
  await client.session.detach("lost");
  await client.attach();
  await opened;
  expect(told).toEqual(["main"]);
});

test("a client that takes another's place comes after that one has gone", async () => {
  const told: string[] = [];
  const client = await new TestClient(watching(told)).open();
  await client.attach();
  expect(told).toEqual(["main", "disconnect replaced", "connect"]);
});

test("a session that ends before main runs does not begin", async () => {
  const told: string[] = [];
  const client = new TestClient(watching(told), { options: slow() });
  const opened = client.open();
  await client.session.close("expired");
  await opened;
  expect(told).toEqual([]);
});

test("a client that comes while the app is told of the end is turned away", async () => {
  const told: string[] = [];
  const client = await new TestClient((page) => {
    watching(told)(page);
    page.onClose = async (e) => {
      await turn();
      told.push(`close ${e.data}`);
    };
  }).open();
  const closed = client.session.close("done");
  await expect(client.attach()).rejects.toThrow("Session closed");
  await closed;
  expect(told).toEqual(["main", "close done"]);
});

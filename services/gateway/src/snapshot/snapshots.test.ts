import { encodeFirstPage, type FirstPage, firstPageChannel, joinPackets } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { eventually, OpenGateway } from "../testing/open-gateway.ts";

/** A gateway that hears what sessions of the app's routes began with. */
class Visited implements AsyncDisposable {
  readonly opened: OpenGateway;
  #told = 0;

  private constructor(opened: OpenGateway) {
    this.opened = opened;
  }

  static async start(settings: Record<string, unknown> = {}): Promise<Visited> {
    return new Visited(await OpenGateway.start({ settings }));
  }

  /** Tells of a session's page and waits until the gateway has dealt with it. */
  async session(text: string, page: Partial<FirstPage> = {}): Promise<void> {
    const { store, release } = this.opened;
    const place = { team: "t", app: "counter", release, route: "/", isPersonal: false, ...page };
    const packets = joinPackets([new TextEncoder().encode(text)]);
    await store.bus.publish(firstPageChannel, encodeFirstPage(place, packets));
    this.#told += 1;
    await eventually(async () => expect(await this.#dealtWith()).toBe(this.#told), 40_000);
  }

  async get(path = "/t/counter/", headers: Record<string, string> = {}) {
    return await this.opened.get(path, { accept: "text/html", ...headers });
  }

  async outcome(name: string): Promise<number> {
    return await this.opened.metric(`flotilla_gateway_snapshots_total{outcome="${name}"}`);
  }

  async #dealtWith(): Promise<number> {
    const names = ["made", "kept", "waiting", "personal", "too_big", "failed"];
    const counts = await Promise.all(names.map((name) => this.outcome(name)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.opened[Symbol.asyncDispose]();
  }
}

test("the page that two sessions had alike is painted for the next visitor", async () => {
  await using visited = await Visited.start({ title: "Shop" });
  expect((await visited.get()).text).toContain("<p>Shop</p>");
  await visited.session("goods");
  expect((await visited.get()).text).toContain("<p>Shop</p>");
  await visited.session("goods");
  const { text, headers } = await visited.get();
  expect(text).toContain('<p class="fs0">goods /t/counter/ desktop</p>');
  expect(text).not.toContain("<p>Shop</p>");
  expect(text).toContain('<link rel="modulepreload" href="/assets/client/client-2.js">');
  expect(headers.get("content-security-policy")).toMatch(
    /style-src 'self' 'sha256-[^']+' 'sha256-[^']+';/,
  );
  expect(await visited.opened.metric('flotilla_gateway_shells_total{paint="snapshot"}')).toBe(1);
});

test("pages that differ make none, and one that is new takes the old one away", async () => {
  await using visited = await Visited.start();
  for (const text of ["1", "2", "3"]) await visited.session(text);
  expect((await visited.get()).text).not.toContain("fs0");
  await visited.session("3");
  expect((await visited.get()).text).toContain("3 /t/counter/");
  await visited.session("4");
  expect((await visited.get()).text).not.toContain("fs0");
});

test("a personal page is no snapshot, and ends the one there was", async () => {
  await using visited = await Visited.start();
  await visited.session("all");
  await visited.session("all");
  await visited.session("", { isPersonal: true });
  expect((await visited.get()).text).not.toContain("fs0");
  expect(await visited.outcome("personal")).toBe(1);
});

test("routes, releases and apps have snapshots of their own", async () => {
  await using visited = await Visited.start();
  for (const page of [{ route: "/a b" }, { release: "2".repeat(16) }, { app: "other" }]) {
    await visited.session("x", page);
    await visited.session("x", page);
  }
  expect((await visited.get()).text).not.toContain("fs0");
  expect((await visited.get("/t/counter/a%20b")).text).toContain("fs0");
});

test("parameters, and a reload by who has a session, get the title", async () => {
  await using visited = await Visited.start();
  await visited.session("x");
  await visited.session("x");
  expect((await visited.get("/t/counter/?a=1")).text).not.toContain("fs0");
  const first = await visited.get("/t/counter/", { "cache-control": "max-age=0" });
  expect(first.text).toContain("fs0");
  const [cookie = ""] = (first.headers.get("set-cookie") ?? "").split(";");
  expect((await visited.get("/t/counter/", { cookie })).text).toContain("fs0");
  const reload = { cookie, "cache-control": "max-age=0" };
  expect((await visited.get("/t/counter/", reload)).text).not.toContain("fs0");
});

test("phones get larger controls", async () => {
  await using visited = await Visited.start();
  await visited.session("x");
  await visited.session("x");
  const agent = "Mozilla/5.0 (Linux; Android 15) Mobile";
  expect((await visited.get("/t/counter/", { "user-agent": agent })).text).toContain("phone</p>");
});

test("blank pages, pages that fail and pages that are too big are none", async () => {
  await using visited = await Visited.start();
  const noise = Array.from({ length: 60_000 }, () => Math.random().toString(36).at(-1)).join("");
  for (const [text, outcome] of [
    ["blank", "failed"],
    ["throw", "failed"],
    [noise, "too_big"],
  ] as const) {
    const before = await visited.outcome(outcome);
    await visited.session(text);
    await visited.session(text);
    expect(await visited.outcome(outcome)).toBeGreaterThan(before);
    expect((await visited.get()).text).not.toContain("fs0");
  }
});

test("what is no first page is ignored", async () => {
  await using visited = await Visited.start();
  await visited.opened.store.bus.publish(firstPageChannel, Uint8Array.of(0xc1));
  await visited.opened.store.bus.publish(firstPageChannel, Uint8Array.of(1));
  await visited.session("x");
  await visited.session("x");
  expect((await visited.get()).text).toContain("fs0");
});

test("the page comes compressed", async () => {
  await using visited = await Visited.start({ title: "Shop" });
  for (const encoding of ["br", "gzip"]) {
    const { headers, text } = await visited.get("/t/counter/", { "accept-encoding": encoding });
    expect(headers.get("content-encoding")).toBe(encoding);
    expect(text).toContain("<p>Shop</p>");
  }
  const { headers } = await visited.get("/t/counter/", { "accept-encoding": "br;q=0, identity" });
  expect(headers.get("content-encoding")).toBeNull();
});

test("an app whose page costs the thread is not painted again, others are", async () => {
  await using visited = await Visited.start();
  await visited.session("memory");
  await visited.session("x");
  await visited.session("x");
  expect(await visited.outcome("failed")).toBe(3);
  await visited.session("x", { app: "other" });
  await visited.session("x", { app: "other" });
  expect(await visited.outcome("made")).toBe(1);
}, 60_000);

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type ClientRequest, request } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ServedHost } from "../support/served-host.ts";
import { deployUploadApp, put, UploadSession } from "./upload-app.ts";

let host: ServedHost;

beforeAll(async () => {
  host = await ServedHost.start(["--no-samples"]);
  await Promise.all([
    deployUploadApp(host, "files"),
    deployUploadApp(host, "small", { upload: { maxBytes: 1_000 } }),
    deployUploadApp(host, "brief", { session: { ttl: "1s" } }),
  ]);
}, 120_000);

afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

const sha256 = (body: string) => createHash("sha256").update(body).digest("hex");

/** Waits until something holds. */
async function eventually(check: () => Promise<void>): Promise<void> {
  const end = performance.now() + 10_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Sends what `write` writes; the status, or nothing if the connection broke. */
async function send(
  url: string,
  headers: Record<string, string | number>,
  write: (body: ClientRequest) => void,
): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const body = request(url, { method: "PUT", headers, agent: false }, (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  body.on("error", () => resolve(undefined));
  write(body);
  const status = await promise;
  body.destroy();
  return status;
}

test("an app gets the bytes below its upload folder, folders are made, an older file is replaced", async () => {
  await using session = await UploadSession.open(host, "files");
  const url = await session.sign("a/b/my file ä+.txt");
  expect(new URL(url).pathname).toBe("/local/files/upload");
  expect(url).toContain("?f=a%2Fb%2Fmy+file+%C3%A4%2B.txt&e=");
  expect(await put(url, "one")).toBe(200);
  expect(await session.ask("digest", "a/b/my file ä+.txt")).toBe(sha256("one"));
  expect(await put(url, "two")).toBe(200);
  expect(await session.ask("digest", "a/b/my file ä+.txt")).toBe(sha256("two"));
  expect(await put(await session.sign("empty"), "")).toBe(200);
  expect(await session.ask("digest", "empty")).toBe(sha256(""));
});

test("all sessions of a process share the folder", async () => {
  await using one = await UploadSession.open(host, "files");
  await using two = await UploadSession.open(host, "files");
  expect(await put(await one.sign("shared.txt"), "shared")).toBe(200);
  expect(await two.ask("digest", "shared.txt")).toBe(sha256("shared"));
});

test("an address that lacks a field, or has one twice, is 400", async () => {
  await using session = await UploadSession.open(host, "files");
  const url = await session.sign("x");
  for (const name of ["f", "e", "s", "t"]) {
    const lacking = new URL(url);
    lacking.searchParams.delete(name);
    expect(await put(lacking.href, "x")).toBe(400);
    expect(await put(`${url}&${name}=y`, "x")).toBe(400);
  }
  const timeless = new URL(url);
  timeless.searchParams.set("e", "soon");
  expect(await put(timeless.href, "x")).toBe(400);
});

test("an address with anything changed is 403", async () => {
  await using session = await UploadSession.open(host, "files");
  await using other = await UploadSession.open(host, "files");
  const url = await session.sign("x");
  const otherTicket = new URL(await other.sign("x")).searchParams.get("t") ?? "";
  const changes: readonly (readonly [string, string])[] = [
    ["f", "y"],
    ["e", "2099-01-01T00:00:00+00:00"],
    ["s", "0".repeat(64)],
    ["s", "short"],
    ["t", otherTicket],
    ["t", "AAAA"],
    ["t", "A".repeat(90)],
  ];
  for (const [name, value] of changes) {
    const changed = new URL(url);
    changed.searchParams.set(name, value);
    expect([name, await put(changed.href, "x")]).toEqual([name, 403]);
  }
  expect(await put(url.replace("/local/files/", "/local/small/"), "x")).toBe(403);
  expect(await put(url.replace("/local/files/", "/local/none/"), "x")).toBe(404);
});

test("an address is 410 after its time", async () => {
  await using session = await UploadSession.open(host, "files");
  const url = await session.sign("late", "signShort");
  expect(await put(url, "x")).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await put(url, "x")).toBe(410);
});

test("an address is 410 when its session has ended", async () => {
  const session = await UploadSession.open(host, "brief");
  const url = await session.sign("late");
  expect(await put(url, "x")).toBe(200);
  await session[Symbol.asyncDispose]();
  await eventually(async () => expect(await put(url, "x")).toBe(410));
});

test.each([
  ["../up"],
  ["a/../../up"],
  ["/etc/passwd"],
  ["a\\..\\up"],
  ["nul\0"],
  ["."],
  [".."],
  ["a//b"],
  ["folder/"],
])("%j is 400, though the app has signed it", async (name) => {
  await using session = await UploadSession.open(host, "files");
  expect(await put(await session.sign(name), "x")).toBe(400);
});

test("a file cannot take a folder's place, nor lie below a file", async () => {
  await using session = await UploadSession.open(host, "files");
  expect(await put(await session.sign("place/file"), "x")).toBe(200);
  expect(await put(await session.sign("place"), "x")).toBe(400);
  expect(await put(await session.sign("place/file/below"), "x")).toBe(400);
});

test("only PUT is taken", async () => {
  await using session = await UploadSession.open(host, "files");
  const url = await session.sign("x");
  for (const method of ["GET", "POST", "DELETE"]) {
    const response = await fetch(url, { method });
    expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, "PUT"]);
  }
});

test("a body over the app's own limit is 413, announced or not, and leaves no file", async () => {
  await using session = await UploadSession.open(host, "small");
  const url = await session.sign("big");
  expect(await put(url, "x".repeat(1_000))).toBe(200);
  await session.ask("clear", "big");
  expect(await put(url, "x".repeat(1_001))).toBe(413);
  const chunked = await send(url, { "transfer-encoding": "chunked" }, (body) => {
    body.write("x".repeat(600));
    body.end("x".repeat(600));
  });
  expect(chunked).toBe(413);
  expect(await session.ask("list")).toEqual([]);
});

test("a body over the host's limit is refused before it is sent", async () => {
  await using session = await UploadSession.open(host, "files");
  const length = 200 * 1024 * 1024 + 1;
  const status = await send(await session.sign("huge"), { "content-length": length }, (body) => {
    body.flushHeaders();
  });
  expect(status).toBe(413);
});

test("a file is not to be seen until it is whole; one that breaks off leaves nothing", async () => {
  await using session = await UploadSession.open(host, "small");
  const cut = await session.sign("cut");
  const leave = Promise.withResolvers<void>();
  const sent = send(cut, { "content-length": 900 }, (body) => {
    body.write("x".repeat(500));
    void leave.promise.then(() => body.destroy());
  });
  await eventually(async () => expect(await session.ask("list", ".incoming")).toHaveLength(1));
  expect(await session.ask("list")).toEqual([]);
  leave.resolve();
  expect(await sent).toBeUndefined();
  await eventually(async () => expect(await session.ask("list", ".incoming")).toEqual([]));
  expect(await session.ask("list")).toEqual([]);
  expect(await put(cut, "whole")).toBe(200);
  expect(await session.ask("list")).toEqual(["cut"]);
});

test("a link that the app lays is replaced, not followed", async () => {
  await using session = await UploadSession.open(host, "files");
  await put(await session.sign("first"), "x");
  await session.ask("link", "first");
  expect(await put(await session.sign("link"), "new")).toBe(200);
  expect(await session.ask("digest", "first")).toBe(sha256("x"));
  expect(await session.ask("digest", "link")).toBe(sha256("new"));
});

test("a process that is full answers 507 and takes files again when the app has made room", async () => {
  await using session = await UploadSession.open(host, "files");
  const part = new Uint8Array(100 * 1024 * 1024);
  expect(await put(await session.sign("full/1"), part)).toBe(200);
  expect(await put(await session.sign("full/2"), part)).toBe(200);
  expect(await put(await session.sign("full/3"), part)).toBe(507);
  await session.ask("clear", "full");
  expect(await put(await session.sign("full/3"), part)).toBe(200);
  await session.ask("clear", "full");
}, 60_000);

test("200 MiB pass through a host whose memory stays bounded", async () => {
  await using session = await UploadSession.open(host, "files");
  const resident = async () => {
    const status = await readFile(`/proc/${host.child.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
  };
  const before = await resident();
  let highest = before;
  const watch = setInterval(() => {
    void resident().then((now) => {
      highest = Math.max(highest, now);
    });
  }, 20);
  const chunk = Buffer.alloc(1024 * 1024, 7);
  const hash = createHash("sha256");
  const status = await send(
    await session.sign("large"),
    { "content-length": 200 * chunk.length },
    (body) => {
      let left = 200;
      const more = (): void => {
        while (left > 0) {
          left -= 1;
          hash.update(chunk);
          if (!body.write(chunk)) {
            body.once("drain", more);
            return;
          }
        }
        body.end();
      };
      more();
    },
  );
  clearInterval(watch);
  expect(status).toBe(200);
  expect(await session.ask("digest", "large")).toBe(hash.digest("hex"));
  await session.ask("clear", "large");
  expect(highest - before).toBeLessThan(120);
}, 60_000);

test.each(["full", "jail", "landlock", "none"])(
  "files arrive in tier %s and below",
  async (tier) => {
    await using other = await ServedHost.start(["--no-samples", "--max-tier", tier]);
    await deployUploadApp(other, "files");
    await using session = await UploadSession.open(other, "files");
    expect(await put(await session.sign("dir/file"), tier)).toBe(200);
    expect(await session.ask("digest", "dir/file")).toBe(sha256(tier));
    expect(await session.ask("list")).toEqual(["dir", "dir/file"]);
  },
  60_000,
);

import { gzipSync } from "node:zlib";
import type { AppMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { Errands } from "./errands.ts";
import { hostFetch } from "./host-fetch.ts";

type Asked = Extract<AppMessage, { type: "request" }>;
interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
  readonly error?: string;
  readonly code?: string;
}

/** A worker that answers each request as told; without an answer it stays silent. */
function worker(answerOf: (request: Asked) => Answer | undefined) {
  const asked: Asked[] = [];
  const errands = new Errands((message) => {
    if (message.type !== "request") return;
    asked.push(message);
    const answer = answerOf(message);
    if (answer === undefined) return;
    const { status = 200, headers = {}, body = "", ...rest } = answer;
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    errands.settle({ type: "response", n: message.n, status, headers, body: bytes, ...rest });
  });
  return { asked, fetch: hostFetch(errands), errands };
}

test("a request goes out as it was asked for, its answer comes back as fetch has it", async () => {
  const { asked, fetch } = worker(() => ({
    status: 201,
    headers: { "content-type": "application/json", "set-cookie": "a=1\nb=2" },
    body: '{"a":1}',
  }));
  const response = await fetch("https://api.test/x?y=1", {
    method: "post",
    headers: { "X-One": "1" },
    body: new URLSearchParams({ a: "b c" }),
  });
  expect(asked).toEqual([
    {
      type: "request",
      n: 1,
      url: "https://api.test/x?y=1",
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
        "x-one": "1",
      },
      body: new Uint8Array(Buffer.from("a=b+c")),
    },
  ]);
  expect([response.status, response.ok, response.url]).toEqual([201, true, asked[0]?.url]);
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(await response.json()).toEqual({ a: 1 });
});

test("an answer without a body, and one that is compressed", async () => {
  const { fetch } = worker(({ url }) =>
    url.endsWith("/none")
      ? { status: 204 }
      : { headers: { "content-encoding": "gzip" }, body: gzipSync("text") },
  );
  expect(await (await fetch("https://a.test/none")).text()).toBe("");
  expect(await (await fetch("https://a.test/zip")).text()).toBe("text");
});

test("a refusal is fetch's own error, with the reason in its text and the code in its cause", async () => {
  const { fetch } = worker(() => ({ status: 0, error: "10.0.0.1 may not be reached", code: "C" }));
  await expect(fetch("https://10.0.0.1/")).rejects.toThrow(
    expect.objectContaining({
      name: "TypeError",
      message: "fetch failed: 10.0.0.1 may not be reached",
      cause: expect.objectContaining({ code: "C" }),
    }),
  );
});

test("redirects are followed one request at a time; what belongs to an origin does not leave it", async () => {
  const { asked, fetch } = worker(({ url }) => {
    if (url === "https://a.test/1") return { status: 302, headers: { location: "/2" } };
    if (url === "https://a.test/2") {
      return { status: 307, headers: { location: "https://b.test/3" } };
    }
    return { body: "there" };
  });
  const response = await fetch("https://a.test/1", {
    method: "POST",
    body: "b",
    headers: { authorization: "secret", accept: "x" },
  });
  expect([await response.text(), response.url, response.redirected]).toEqual([
    "there",
    "https://b.test/3",
    true,
  ]);
  expect(asked.map(({ url, method, headers }) => [url, method, headers])).toEqual([
    [
      "https://a.test/1",
      "POST",
      { authorization: "secret", accept: "x", "content-type": "text/plain;charset=UTF-8" },
    ],
    ["https://a.test/2", "GET", { authorization: "secret", accept: "x" }],
    ["https://b.test/3", "GET", { accept: "x" }],
  ]);
});

test("redirects that are not to be followed, and those without an end", async () => {
  const { asked, fetch } = worker(() => ({ status: 302, headers: { location: "/again" } }));
  const manual = await fetch("https://a.test/", { redirect: "manual" });
  expect([manual.status, manual.headers.get("location")]).toEqual([302, "/again"]);
  await expect(fetch("https://a.test/", { redirect: "error" })).rejects.toThrow("redirect");
  asked.length = 0;
  await expect(fetch("https://a.test/")).rejects.toThrow("too many redirects");
  expect(asked).toHaveLength(21);
});

test("an aborted fetch rejects with the reason, though the answer never comes", async () => {
  const { fetch } = worker(() => undefined);
  const abort = new AbortController();
  const pending = fetch("https://a.test/", { signal: abort.signal });
  abort.abort(new Error("enough"));
  await expect(pending).rejects.toThrow("enough");
});

test("eight requests are on their way at a time, further ones wait for their turn", async () => {
  const { asked, errands } = worker(() => undefined);
  const ask = () =>
    errands.request({ url: "https://a.test/", method: "GET", headers: {}, body: new Uint8Array() });
  const all = Array.from({ length: 20 }, ask);
  await Promise.resolve();
  expect(asked).toHaveLength(8);
  for (let n = 1; n <= 20; n++) {
    errands.settle({ type: "response", n, status: 200, headers: {}, body: new Uint8Array() });
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.length).toBe(Math.min(20, 8 + n));
  }
  expect((await Promise.all(all)).map(({ n }) => n)).toEqual(all.map((_, i) => i + 1));
});

test("a sign-in is kept or refused", async () => {
  const errands = new Errands((message) => {
    if (message.type !== "login") return;
    const error = message.state === "bad" ? { error: "login: refused" } : {};
    errands.settle({ type: "login", n: message.n, ...error });
  });
  await errands.login({ session: "s", state: "good" });
  await expect(errands.login({ session: "s", state: "bad" })).rejects.toThrow("login: refused");
});

test("the answer to HEAD has no body, whatever its headers say of one", async () => {
  const { fetch } = worker(() => ({ headers: { "content-encoding": "gzip" } }));
  const response = await fetch("https://api.test/", { method: "HEAD" });
  expect([response.status, await response.text()]).toEqual([200, ""]);
});

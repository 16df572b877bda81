import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AppFolders, program } from "../support/app-folders.ts";
import { ServedHost } from "../support/served-host.ts";

let host: ServedHost;

beforeAll(async () => {
  await using apps = await AppFolders.open();
  host = await ServedHost.start(["--no-samples"]);
  const folder = await apps.write("shop", {
    "main.ts": program('ft.run((page) => { page.add(ft.Text("shop")); });'),
    "assets/words.txt": "0123456789",
    "assets/page.html": "<script>alert(1)</script>",
    "assets/ws/inner.txt": "hidden",
    "secret.txt": "not for the web",
  });
  const deployed = await host.command("deploy", folder);
  if (deployed.code !== 0) throw new Error(deployed.stderr);
}, 120_000);

afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A request whose path is sent as it is written. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { hostname, port } = new URL(host.ready.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

const html = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

test("an app's address without its slash leads to the one with it, query and all", async () => {
  for (const query of ["", "?a=1&b=/x", "?next=//evil.example"]) {
    const { status, headers } = await ask(`/local/shop${query}`);
    expect({ status, location: headers.location }).toEqual({
      status: 308,
      location: `/local/shop/${query}`,
    });
  }
});

test("the first page and client-side routes are pages that ask nobody but their own origin", async () => {
  for (const path of [
    "/",
    "/local/shop/",
    "/local/shop/a/b",
    "/local/shop/a/",
    "/local/shop/ünï",
  ]) {
    const { status, headers, body } = await ask(encodeURI(path), html);
    expect({ path, status }).toEqual({ path, status: 200 });
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/);
    expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(headers["cache-control"]).toContain("no-cache");
  }
  expect((await ask("/")).body).toContain('<a href="/local/shop/"');
});

test("what is not there is a page for people and a problem for programs", async () => {
  const paths = [
    "/local/none/",
    "/local/none",
    "/nobody/shop/",
    "/local",
    "/Local/shop/",
    "/healthz",
  ];
  for (const path of [
    ...paths,
    "/local/shop/none.png",

    "/assets/client/none.js",
  ]) {
    const page = await ask(path, html);
    expect({ path, status: page.status }).toEqual({ path, status: 404 });
    expect(page.headers["content-type"]).toContain("text/html");
    const problem = await ask(path, { accept: "application/json" });
    expect(problem.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(problem.body)).toMatchObject({
      status: 404,
      code: expect.stringMatching(/^[A-Z_]+$/),
    });
    expect(problem.headers["set-cookie"]).toBeUndefined();
  }
});

test("methods that an address does not take are refused by name", async () => {
  for (const [method, path] of [
    ["POST", "/"],
    ["DELETE", "/local/shop/"],
    ["PATCH", "/local/shop/words.txt"],
    ["TRACE", "/local/shop/"],
    ["PUT", "/api/v1/whoami"],
  ] as const) {
    const { status, headers } = await ask(path, {}, method);
    expect({ path, status }).toEqual({ path, status: 405 });
    expect(headers.allow).toContain("GET");
  }
  const socket = await ask("/local/shop/ws");
  expect([socket.status, socket.headers.upgrade]).toEqual([426, "websocket"]);
});

test("no trick with a path leads to another file", async () => {
  const tricks = [
    "/local/shop/../../etc/passwd",
    "/local/shop/%2e%2e/%2e%2e/etc/passwd",
    "/local/shop/..%2f..%2fetc%2fpasswd",
    "/local/shop/..%5c..%5csecret.txt",
    "/local/shop/%00words.txt",
    "/local/shop/words.txt%00.html",
    "/local/shop/%c0%ae%c0%ae/secret.txt",
    "//evil.example/local/shop/",
    "/assets/client/../../../package.json",
    "/local/shop/./words.txt",
  ];
  for (const path of tricks) expect({ path, ...(await ask(path)) }).toMatchObject({ status: 400 });
  for (const path of [
    "/local/shop/secret.txt",
    "/local/shop/main.ts",
    "/local/shop/ws/inner.txt",
  ]) {
    expect({ path, ...(await ask(path)) }).toMatchObject({ status: 404 });
  }
});

test("a file of an app comes with a validator, in parts if asked, and runs nothing", async () => {
  const whole = await ask("/local/shop/words.txt");
  expect(whole).toMatchObject({ status: 200, body: "0123456789" });
  expect(whole.headers["content-type"]).toMatch(/^text\/plain/);
  const etag = String(whole.headers.etag);
  expect(await ask("/local/shop/words.txt", { "if-none-match": etag })).toMatchObject({
    status: 304,
    body: "",
  });
  expect(await ask("/local/shop/words.txt", {}, "HEAD")).toMatchObject({
    status: 200,
    body: "",
    headers: { "content-length": "10" },
  });
  for (const [range, status, body] of [
    ["bytes=2-4", 206, "234"],
    ["bytes=-3", 206, "789"],
    ["bytes=8-", 206, "89"],
    ["bytes=0-999", 206, "0123456789"],
    ["bytes=10-", 416, ""],
    ["bytes=5-2", 200, "0123456789"],
    ["lines=1-2", 200, "0123456789"],
  ] as const) {
    expect({ range, ...(await ask("/local/shop/words.txt", { range })) }).toMatchObject({
      status,
      body,
    });
  }
  const page = await ask("/local/shop/page.html");
  expect(page.headers["content-security-policy"]).toContain("sandbox");
});

test("the client's own files never change under their name", async () => {
  const { body } = await ask("/local/shop/", html);
  const script = /src="(\/assets\/client\/[^"]+\.js)"/.exec(body)?.[1] ?? "";
  const { status, headers } = await ask(script);
  expect(status).toBe(200);
  expect(headers["cache-control"]).toContain("immutable");
});

test("the API asks for a token before it looks at anything else", async () => {
  for (const path of [
    "/whoami",
    "/teams/local/apps",
    "/teams/nobody/apps",
    "/teams/local/apps/none/releases",
  ]) {
    const { status, headers, body } = await ask(`/api/v1${path}`);
    expect({ path, status }).toEqual({ path, status: 401 });
    expect(headers["www-authenticate"]).toBe("Bearer");
    expect(JSON.parse(body)).toMatchObject({ code: "UNAUTHENTICATED" });
  }
  expect((await ask("/api/v1/teams", {}, "POST")).status).toBe(401);
  expect(JSON.parse((await ask("/api/v1/openapi.json")).body)).toMatchObject({
    openapi: expect.stringMatching(/^3\./),
  });
});

import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { deploy, OpenGateway } from "../testing/open-gateway.ts";
import { html, raw, rawGet } from "../testing/raw-http.ts";

test("the list of apps has one link for each, sorted, escaped, without any script", async () => {
  await using opened = await OpenGateway.start();
  await deploy(opened.catalog, "samples", "hello", { settings: { title: `<b>&'"` } });
  const { status, text, headers } = await opened.get("/", html);
  expect(status).toBe(200);
  expect([...text.matchAll(/<a href="([^"]*)"/g)].map((match) => match[1])).toEqual([
    "/samples/hello/",
    "/t/counter/",
  ]);
  expect(text).toContain("&lt;b&gt;&amp;&#39;&quot;");
  expect(text).not.toContain("<script");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("an empty host says how to bring an app", async () => {
  await using opened = await OpenGateway.start();
  await opened.catalog.removeApp("t", "counter");
  const { text } = await opened.get("/", html);
  expect(text).toContain("flotilla deploy");
  expect(text).not.toContain("<li>");
});

test("the page style is a file of its own, light and dark", async () => {
  await using opened = await OpenGateway.start();
  const [, path = ""] =
    /<link rel="stylesheet" href="([^"]*)"/.exec((await opened.get("/")).text) ?? [];
  const style = await opened.get(path);
  expect(style.headers.get("content-type")).toBe("text/css; charset=utf-8");
  expect(style.headers.get("cache-control")).toContain("immutable");
  expect(style.text).toContain("prefers-color-scheme:dark");
});

test.each([
  ["/t/counter/"],
  ["/t/counter/store"],
  ["/t/counter/a/b/"],
  ["/t/counter/x.html"],
  ["/t/counter/?a=1"],
])("%s is the app's shell", async (path) => {
  await using opened = await OpenGateway.start({ settings: { title: "Shop </script>" } });
  const { status, text, headers } = await opened.get(path, html);
  expect(status).toBe(200);
  expect(text).toContain('<base href="/t/counter/">');
  expect(text).toContain('<script type="module" src="/assets/client/client-1.js"></script>');
  expect(text).not.toMatch(/<script(?![^>]*(src=|application\/json))[^>]*>|style=| on[a-z]+=/);
  const styles = [...text.matchAll(/<style>(.*?)<\/style>/g)].map(([, css = ""]) => css);
  const policy = headers.get("content-security-policy") ?? "";
  for (const css of styles) {
    expect(policy).toContain(`'sha256-${createHash("sha256").update(css).digest("base64")}'`);
  }
  expect(styles.length).toBe(2);
  expect(text).toContain("<p>Shop &lt;/script&gt;</p>"); // to be read before anything else has come
  const [, json = ""] = /id="flotilla-config">(.*?)<\/script>/.exec(text) ?? [];
  expect(JSON.parse(json)).toEqual({
    team: "t",
    app: "counter",
    ws: "/t/counter/ws",
    routeUrlStrategy: "path",
    title: "Shop </script>",
  });
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
});

test("a browser gets one secret for each app, and keeps the one it has", async () => {
  await using opened = await OpenGateway.start();
  const first = await opened.get("/t/counter/");
  const cookie = first.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(
    /^flotilla_t_counter=[\w-]{43}; Path=\/t\/counter; HttpOnly; SameSite=Lax$/,
  );
  const again = await opened.get("/t/counter/", { cookie: cookie.split(";")[0] ?? "" });
  expect(again.headers.get("set-cookie")).toBeNull();
  const forged = await opened.get("/t/counter/", { cookie: "flotilla_t_counter=short" });
  expect(forged.headers.get("set-cookie")).toContain("flotilla_t_counter=");
});

test("an app without its slash is redirected for good, with its query", async () => {
  await using opened = await OpenGateway.start();
  const { status, headers } = await opened.get("/t/counter?x=1&y=//evil");
  expect([status, headers.get("location")]).toEqual([308, "/t/counter/?x=1&y=//evil"]);
});

test.each([
  ["/nobody/counter/"],
  ["/t/nothing"],
  ["/t/nothing/page"],
  ["/t/counter/logo.png"],
  ["/t/counter/a.b/c.d"],
  ["/t/counter/socket.io/other"],
  ["/t/counter/oauth_callback/other"],
  ["/t"],
  ["/T/counter/"],
  ["/api/v2/x"],
  ["/assets/client/secret.txt"],
  ["/assets/client/manifest.json"],
  ["/assets/client/"],
  ["/assets/other"],
  ["/healthz"],
  ["/metrics"],
  ["/readyz"],
])("%s is not there: a page for people, a problem for programs", async (path) => {
  await using opened = await OpenGateway.start();
  const people = await opened.get(path, html);
  expect(people.status).toBe(404);
  expect(people.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(people.text).toContain("<h1>");
  const programs = await opened.get(path, { accept: "application/json" });
  expect(programs.headers.get("content-type")).toBe("application/problem+json");
  expect(JSON.parse(programs.text)).toMatchObject({ status: 404 });
});

test.each([
  ["/t/counter/../../etc/passwd"],
  ["/t/counter/%2e%2e/secret"],
  ["/t/counter/.%2e/secret"],
  ["/t/counter/./x"],
  ["/t/counter/%2E/x"],
  ["/t/counter/a%2fb"],
  ["/t/counter/a%5cb"],
  ["/t/counter/a\\b"],
  ["/t/counter/a%00.png"],
  ["/t/counter/%0d%0aSet-Cookie:x"],
  ["/t/counter/%ff"],
  ["/t/counter/%"],
  ["/t/counter/%zz"],
  ["//evil.test/x"],
  ["/assets/client/%2e%2e/%2e%2e/package.json"],
  [`/${"a".repeat(9_000)}`],
])("the path trick %s is refused", async (path) => {
  await using opened = await OpenGateway.start({
    assets: { "a/b": { type: "text/plain", body: "inside" } },
  });
  const answer = await raw(
    opened.gateway.url,
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer.toLowerCase()).not.toContain("set-cookie");
});

test.each([["http://evil.test/"], ["*"], ["evil.test:80"]])(
  "the request target %s is refused",
  async (target) => {
    await using opened = await OpenGateway.start();
    const answer = await raw(
      opened.gateway.url,
      `OPTIONS ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  },
);

test.each([["POST"], ["PUT"], ["DELETE"], ["PATCH"], ["OPTIONS"]])(
  "%s is no way to read",
  async (method) => {
    await using opened = await OpenGateway.start();
    for (const path of ["/", "/t/counter/", "/assets/client/client-1.js"]) {
      const { status, headers } = await opened.get(path, {}, method);
      expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    }
  },
);

test.each([["/"], ["/t/counter/x"], ["/assets/client/client-1.js"], ["/nobody/here"]])(
  "a body that is sent slowly to %s is not waited for",
  async (path) => {
    await using opened = await OpenGateway.start();
    const began = performance.now();
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nx`;
    expect(await raw(opened.gateway.url, head)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(performance.now() - began).toBeLessThan(2_000);
  },
);

test("HEAD has the headers of GET and no body", async () => {
  await using opened = await OpenGateway.start();
  for (const path of ["/", "/t/counter/", "/assets/client/client-1.js"]) {
    const plain = { "accept-encoding": "identity" };
    const [head, get] = [await opened.get(path, plain, "HEAD"), await opened.get(path, plain)];
    expect(head.text).toBe("");
    expect(head.headers.get("content-length")).toBe(get.headers.get("content-length"));
  }
});

test("a plain request to a socket's address is told to upgrade", async () => {
  await using opened = await OpenGateway.start();
  const { status, headers } = await opened.get("/t/counter/ws");
  expect([status, headers.get("upgrade")]).toEqual([426, "websocket"]);
});

test.each([
  ["br, gzip", "br", "BR"],
  ["gzip", "gzip", "GZ"],
  ["br;q=0, gzip;q=0.5", "gzip", "GZ"],
  ["identity", null, "/* client */"],
  ["", null, "/* client */"],
])("client files for %j come as built", async (accepted, encoding, body) => {
  await using opened = await OpenGateway.start();
  const response = await rawGet(opened.gateway.url, "/assets/client/client-1.js", accepted);
  expect(response.encoding).toBe(encoding ?? undefined);
  expect(response.body).toBe(body);
  expect(response.cache).toBe("public, max-age=31536000, immutable");
});

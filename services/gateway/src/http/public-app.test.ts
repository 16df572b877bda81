import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, request as send } from "node:http";
import { connect } from "node:net";
import { addressOf } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { deploy, OpenGateway } from "../testing/open-gateway.ts";

const html = { accept: "text/html" };

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

const assets = {
  "logo.svg": { type: "image/svg+xml", body: "<svg onload='alert(1)'/>" },
  "data/a b.txt": { type: "text/plain; charset=utf-8", body: "0123456789" },
  "page.html": { type: "text/html", body: "<script>alert(1)</script>" },
};

test("files of the app have a validator and a policy under which they run nothing", async () => {
  await using opened = await OpenGateway.start({ assets });
  for (const path of ["/t/counter/logo.svg", "/t/counter/page.html", "/t/counter//logo.svg"]) {
    const { status, headers } = await opened.get(path);
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    const etag = headers.get("etag") ?? "";
    expect((await opened.get(path, { "if-none-match": `"x", W/${etag}` })).status).toBe(304);
  }
  expect((await opened.get("/t/counter/data/a%20b.txt")).text).toBe("0123456789");
});

test.each([
  ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-2", 206, "89", "bytes 8-9/10"],
  ["bytes=5-99", 206, "56789", "bytes 5-9/10"],
  ["bytes=-99", 206, "0123456789", "bytes 0-9/10"],
  ["bytes=10-", 416, "", "bytes */10"],
  ["bytes=-0", 416, "", "bytes */10"],
  ["bytes=3-1", 200, "0123456789", null],
  ["bytes=0-1,3-4", 200, "0123456789", null],
  ["lines=1-2", 200, "0123456789", null],
])("the range %s is answered with %i", async (range, status, body, contentRange) => {
  await using opened = await OpenGateway.start({ assets });
  const answer = await opened.get("/t/counter/data/a%20b.txt", { range });
  expect([answer.status, answer.text, answer.headers.get("content-range")]).toEqual([
    status,
    body,
    contentRange,
  ]);
});

test("a range of an older version is answered whole", async () => {
  await using opened = await OpenGateway.start({ assets });
  const headers = { range: "bytes=0-3", "if-range": '"older"' };
  expect((await opened.get("/t/counter/data/a%20b.txt", headers)).status).toBe(200);
});

test("the API is passed on both ways, with the address of the client and without our cookies", async () => {
  const control = createServer((request, response) => {
    response.writeHead(201, {
      "content-type": "application/json",
      connection: "close",
      "x-own": "1",
    });
    response.write(JSON.stringify({ url: request.url, headers: request.headers }));
    request.pipe(response);
  });
  control.listen(0, "127.0.0.1");
  await once(control, "listening");
  await using opened = await OpenGateway.start({ config: { controlUrl: addressOf(control) } });
  const response = await fetch(`${opened.gateway.url}/api/v1/teams?x=1`, {
    method: "POST",
    body: "body",
    headers: {
      authorization: "Bearer t",
      cookie: "flotilla_t_counter=1",
      forwarded: "for=6.6.6.6",
      "x-forwarded-for": "6.6.6.6",
      "x-forwarded-proto": "https",
      "x-forwarded-prefix": "/evil",
      connection: "close",
    },
  });
  expect([response.status, response.headers.get("x-own")]).toEqual([201, "1"]);
  const text = await response.text();
  expect(text.endsWith("body")).toBe(true);
  const { url, headers } = JSON.parse(text.slice(0, -"body".length));
  expect(url).toBe("/api/v1/teams?x=1");
  expect(headers).toMatchObject({
    authorization: "Bearer t",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "http",
  });
  expect(headers).not.toHaveProperty("cookie");
  expect(headers).not.toHaveProperty("forwarded");
  expect(headers).not.toHaveProperty("x-forwarded-prefix");
  control.close();
});

test("an answer of the API that goes on for long arrives as it is written", async () => {
  let more: (() => void) | undefined;
  const control = createServer((_request, response) => {
    response.write("first\n");
    more = () => response.end("last\n");
  });
  control.listen(0, "127.0.0.1");
  await once(control, "listening");
  await using opened = await OpenGateway.start({ config: { controlUrl: addressOf(control) } });
  const response = await fetch(`${opened.gateway.url}/api/v1/logs`, {
    headers: { connection: "close" },
  });
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("first\n");
  more?.();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("last\n");
  control.close();
});

test.each([[undefined], ["http://127.0.0.1:1"]])(
  "without a control service (%s) the API says when to try again",
  async (controlUrl) => {
    await using opened = await OpenGateway.start({ config: { controlUrl } });
    const { status, headers, text } = await opened.get("/api/v1/teams");
    expect([status, headers.get("retry-after")]).toEqual([503, "2"]);
    expect(JSON.parse(text)).toMatchObject({ code: "UNAVAILABLE" });
  },
);

test("health, readiness and metrics are on the internal port only", async () => {
  await using opened = await OpenGateway.start();
  const { internalUrl } = opened.gateway;
  const close = { headers: { connection: "close" } };
  expect((await fetch(`${internalUrl}/readyz`, close)).status).toBe(200);
  const metrics = await (await fetch(`${internalUrl}/metrics`, close)).text();
  expect(metrics).toContain("# TYPE flotilla_gateway_message_size_bytes histogram");
  expect(metrics).toContain('flotilla_gateway_messages_total{direction="in"} 0');
});

test("10,000 odd addresses add no series", async () => {
  await using opened = await OpenGateway.start();
  await opened.get("/t/counter/");
  await opened.get("/x/y/z");
  const before = (await opened.registry.metrics()).split("\n").length;
  await Promise.all(
    Array.from({ length: 100 }, (_, i) => opened.get(`/t${i}/a"${i}{}/${i}\u00e9`, {}, "GET")),
  );
  expect((await opened.registry.metrics()).split("\n").length - before).toBeLessThan(40);
});

/** Sends bytes as they are; resolves with all that comes back. */
async function raw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(text);
  let answer = "";
  socket.setEncoding("latin1");
  for await (const chunk of socket) answer += chunk;
  return answer;
}

/** Without fetch's own decoding. */
async function rawGet(url: string, path: string, accepted: string) {
  const request = send(new URL(path, url), {
    headers: { "accept-encoding": accepted },
    agent: false,
  });
  request.end();
  const [response] = await once(request, "response");
  let body = "";
  for await (const chunk of response) body += chunk;
  const { "content-encoding": encoding, "cache-control": cache } = response.headers;
  return { body, encoding, cache };
}

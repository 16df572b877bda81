import { once } from "node:events";
import { createServer } from "node:http";
import { addressOf } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { OpenGateway } from "../testing/open-gateway.ts";
import { assets } from "../testing/raw-http.ts";

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

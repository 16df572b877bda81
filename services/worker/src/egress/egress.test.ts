import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { Egress } from "./egress.ts";
import type { EgressRequest } from "./http-exchange.ts";
import { ProcessRequests } from "./process-requests.ts";
import type { HostAddress } from "./resolve-host.ts";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

/** A server on the loopback that answers as told; its port. */
async function serve(answer: Parameters<typeof createServer>[1]): Promise<number> {
  const server = createServer(answer as never);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function get(url: string, changes: Partial<EgressRequest> = {}): EgressRequest {
  return { url, method: "GET", headers: {}, body: new Uint8Array(0), ...changes };
}

const four = (address: string): HostAddress => ({ address, family: 4 });

test.each([
  ["http://127.0.0.1:80/", "expected an https URL"],
  ["http://example.com/", "expected an https URL"],
  ["ftp://example.com/", "expected an https URL"],
  ["https://127.0.0.1/", "private or local"],
  ["https://127.1/", "private or local"],
  ["https://2130706433/", "private or local"],
  ["https://0x7f.0.0.1/", "private or local"],
  ["https://[::1]/", "private or local"],
  ["https://[::ffff:7f00:1]/", "private or local"],
  ["https://169.254.169.254/latest/meta-data", "private or local"],
  ["https://name.test/", "private or local"],
  ["https://name.test./", "private or local"],
  ["https://user:secret@example.com/", "password"],
])("[HT-SSRF-1] %s is refused", async (url, reason) => {
  const egress = new Egress({ allow: [], resolve: async () => [four("127.0.0.1")] });
  await expect(egress.send(get(url))).rejects.toMatchObject({
    code: "EGRESS_REFUSED",
    message: expect.stringContaining(reason),
  });
});

test.each([
  ["no URL", get("/only/a/path")],
  ["another method", get("https://example.com/", { method: "CONNECT" })],
  ["too many headers", get("https://example.com/", { headers: { a: "x".repeat(20_000) } })],
])("%s is no request", async (_, request) => {
  const egress = new Egress({ allow: [], resolve: async () => [] });
  await expect(egress.send(request)).rejects.toMatchObject({ code: "REQUEST_INVALID" });
});

test("[HT-NET-2] a connection goes to the address that was checked, though the name leads elsewhere by now", async () => {
  const reached: string[] = [];
  const port = await serve((request, response) => {
    reached.push(request.headers.host ?? "");
    response.end("here");
  });
  let asked = 0;
  const egress = new Egress({
    allow: [`rebound.test:${port}`],
    resolve: async () => {
      asked += 1;
      return [four(asked === 1 ? "127.0.0.1" : "127.0.0.2")];
    },
  });
  const answer = await egress.send(get(`http://rebound.test:${port}/`));
  expect(Buffer.from(answer.body).toString()).toBe("here");
  expect(reached).toEqual([`rebound.test:${port}`]);
  expect(asked).toBe(1);
});

test("of a name's addresses only those that may be reached are used", async () => {
  const port = await serve((_, response) => response.end("allowed"));
  const egress = new Egress({
    allow: [`127.0.0.1:${port}`],
    // nothing listens at the first; what is refused is not even tried
    resolve: async () => [four("127.0.0.2"), four("10.0.0.1"), four("127.0.0.1")],
  });
  const answer = await egress.send(get(`http://mixed.test:${port}/`));
  expect(Buffer.from(answer.body).toString()).toBe("allowed");
});

test("what the operator allows is reached by name, by address and by range, other ports are not", async () => {
  const port = await serve((_, response) => response.end("ok"));
  const resolve = async () => [four("127.0.0.1")];
  for (const allow of [`local.test:${port}`, `127.0.0.1:${port}`, "127.0.0.0/8", "127.0.0.1"]) {
    const egress = new Egress({ allow: [allow], resolve });
    expect((await egress.send(get(`http://local.test:${port}/`))).status).toBe(200);
  }
  for (const allow of [`local.test:${port + 1}`, `other.test:${port}`, "10.0.0.0/8"]) {
    const egress = new Egress({ allow: [allow], resolve });
    await expect(egress.send(get(`http://local.test:${port}/`))).rejects.toMatchObject({
      code: "EGRESS_REFUSED",
    });
  }
});

test("method, headers and body go out; status, headers and body come back, redirects too", async () => {
  const port = await serve((request, response) => {
    request.setEncoding("utf8");
    let body = "";
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      response.writeHead(302, [
        ["location", "http://169.254.169.254/"],
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"],
      ] as never);
      const { host, ...headers } = request.headers;
      response.end(JSON.stringify({ method: request.method, headers, body, host }));
    });
  });
  const egress = new Egress({ allow: ["127.0.0.0/8"] });
  const answer = await egress.send({
    url: `http://127.0.0.1:${port}/a?b=c`,
    method: "POST",
    headers: { "X-One": "1", Host: "evil.test", "Transfer-Encoding": "chunked" },
    body: Buffer.from("body"),
  });
  expect(answer.status).toBe(302);
  expect(answer.headers).toMatchObject({
    location: "http://169.254.169.254/",
    "set-cookie": "a=1\nb=2",
  });
  const seen = JSON.parse(Buffer.from(answer.body).toString());
  expect(seen).toMatchObject({
    method: "POST",
    body: "body",
    host: `127.0.0.1:${port}`,
    headers: { "x-one": "1", "content-length": "4", "accept-encoding": "identity" },
  });
  expect(seen.headers).not.toHaveProperty("transfer-encoding");
});

test("an answer that is too big, does not end or does not come is cut off", async () => {
  const port = await serve((request, response) => {
    if (request.url === "/big") response.end(Buffer.alloc(2_000));
    else if (request.url === "/slow") response.write("a");
  });
  const egress = new Egress({
    allow: ["127.0.0.0/8"],
    limits: { bodyBytes: 1_000, timeoutMs: 500 },
  });
  const codeOf = async (path: string, changes: Partial<EgressRequest> = {}) =>
    egress.send(get(`http://127.0.0.1:${port}${path}`, changes)).then(
      () => "answered",
      (error: { code: string }) => error.code,
    );
  expect(await codeOf("/big")).toBe("PAYLOAD_TOO_LARGE");
  expect(await codeOf("/", { method: "POST", body: new Uint8Array(1_001) })).toBe(
    "PAYLOAD_TOO_LARGE",
  );
  expect(await codeOf("/slow")).toBe("TIMEOUT");
  expect(await codeOf("/silent")).toBe("TIMEOUT");
});

test("answers that are read at the same time share a budget, which they give back", async () => {
  const ends: (() => void)[] = [];
  const port = await serve((request, response) => {
    if (request.url !== "/held") response.end(Buffer.alloc(600));
    else {
      response.write(Buffer.alloc(600));
      ends.push(() => response.end());
    }
  });
  const egress = new Egress({
    allow: ["127.0.0.0/8"],
    limits: { bodyBytes: 1_000, timeoutMs: 20_000 },
    readBytes: 1_000,
  });
  const held = egress.send(get(`http://127.0.0.1:${port}/held`));
  const codeOf = async () =>
    egress.send(get(`http://127.0.0.1:${port}/`)).then(
      () => "answered",
      (error: { code: string }) => error.code,
    );
  let code = await codeOf();
  while (code === "answered") code = await codeOf(); // until the held one has been read so far
  expect(code).toBe("RATE_LIMITED");
  for (const end of ends) end();
  expect((await held).body).toHaveLength(600);
  expect(await codeOf()).toBe("answered");
}, 60_000);

test("an app that names its hosts reaches no other, one that names none reaches nothing", async () => {
  const port = await serve((_, response) => response.end("ok"));
  const egress = new Egress({ allow: ["127.0.0.0/8"], resolve: async () => [four("127.0.0.1")] });
  const url = `http://api.test:${port}/`;
  expect((await egress.send(get(url), ["api.test"])).status).toBe(200);
  expect((await egress.send(get(url), ["*.test"])).status).toBe(200);
  for (const hosts of [[], ["other.test"], ["*.api.test"]]) {
    await expect(egress.send(get(url), hosts)).rejects.toMatchObject({
      code: "EGRESS_REFUSED",
      message: expect.stringContaining("egress"),
    });
  }
});

test("a process has eight requests on their way, each further one is refused at once", async () => {
  const held: (() => void)[] = [];
  const port = await serve((_, response) => held.push(() => response.end("ok")));
  const results: string[] = [];
  const egress = new Egress({ allow: ["127.0.0.0/8"] });
  const requests = new ProcessRequests(egress, undefined, (result) => results.push(result));
  const ask = (n: number, headers: Record<string, unknown> = {}) =>
    requests.answer({ type: "request", n, ...get(`http://127.0.0.1:${port}/`), headers });
  const open = Array.from({ length: 8 }, (_, n) => ask(n));
  expect(await ask(8)).toMatchObject({ type: "response", n: 8, status: 0, code: "RATE_LIMITED" });
  while (held.length < 8) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const end of held) end();
  const answers = await Promise.all(open);
  expect(answers.map((answer) => Reflect.get(answer, "status"))).toEqual(Array(8).fill(200));
  expect(await ask(9, { a: 1 })).toMatchObject({ n: 9, status: 0, code: "REQUEST_INVALID" });
  expect(results).toEqual(["too_many", ...Array(8).fill("answered"), "invalid"]);
});

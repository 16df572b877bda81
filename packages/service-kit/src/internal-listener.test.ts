import { FlotillaError } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import express from "express";
import { InternalListener, requireBearer } from "./internal-listener.ts";
import { silentLogger } from "./logger.ts";
import { createRegistry } from "./metrics.ts";

test("health, readiness with its reasons, and metrics are answered", async () => {
  const reasons: string[] = ["starting"];
  await using listener = await open(reasons);
  expect(await get(listener, "/healthz")).toMatchObject({ status: 200, text: "ok\n" });
  expect(await get(listener, "/readyz")).toMatchObject({
    status: 503,
    text: '{"ready":false,"reasons":["starting"]}',
  });
  reasons.pop();
  expect((await get(listener, "/readyz")).status).toBe(200);
  expect((await get(listener, "/metrics")).text).toContain('flotilla_build_info{version="1"');
});

test("a draining listener answers what was asked before, and nobody else", async () => {
  const asked = Promise.withResolvers<() => void>();
  await using listener = await open([], asked.resolve);
  const slow = get(listener, "/slow");
  const answer = await asked.promise;
  const drained = listener.drain();
  await expect(get(listener, "/healthz")).rejects.toThrow();
  answer();
  expect(await slow).toMatchObject({ status: 200, text: "done" });
  await drained;
});

test("errors are problems: ours by their code, others without a word about themselves", async () => {
  await using listener = await open([]);
  const conflict = await get(listener, "/conflict");
  expect(conflict.status).toBe(409);
  expect(conflict.type).toBe("application/problem+json");
  expect(JSON.parse(conflict.text)).toMatchObject({
    status: 409,
    code: "CONFLICT",
    title: "too late",
  });
  const broken = await get(listener, "/broken");
  expect(broken.status).toBe(500);
  expect(broken.text).not.toContain("hunter2");
  expect(JSON.parse((await get(listener, "/nowhere")).text)).toMatchObject({ code: "NOT_FOUND" });
});

test.each([[undefined], ["Bearer wrong"], ["bearer right"], ["Bearer right "], ["Basic right"]])(
  "%s does not open an internal address",
  async (authorization) => {
    await using listener = await open([]);
    const headers = authorization === undefined ? {} : { authorization: `${authorization}x` };
    expect((await get(listener, "/secret", headers)).status).toBe(401);
  },
);

test("the token opens an internal address", async () => {
  await using listener = await open([]);
  expect((await get(listener, "/secret", { authorization: "Bearer right" })).status).toBe(200);
});

/** `onSlow` gets what answers a request of `/slow`. */
async function open(
  reasons: string[],
  onSlow: (answer: () => void) => void = () => {},
): Promise<InternalListener> {
  const routes = express.Router();
  routes.get("/conflict", () => {
    throw new FlotillaError("CONFLICT", "too late");
  });
  routes.get("/broken", () => {
    throw new Error("password hunter2");
  });
  routes.get("/secret", requireBearer("right"), (_request, response) => {
    response.send("yes");
  });
  routes.get("/slow", (_request, response) => onSlow(() => void response.send("done")));
  const listener = new InternalListener({
    host: "127.0.0.1",
    port: 0,
    registry: createRegistry({ version: "1" }),
    logger: silentLogger(),
    notReady: () => reasons,
    routes,
  });
  await listener.start();
  return listener;
}

async function get(
  listener: InternalListener,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string | null; text: string }> {
  const response = await fetch(listener.url + path, {
    headers: { ...headers, connection: "close" },
  });
  const type = response.headers.get("content-type");
  return { status: response.status, type, text: await response.text() };
}

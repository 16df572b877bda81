import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FlotillaError } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import express from "express";
import { createLogger } from "./logger.ts";
import { problemHandler } from "./problem.ts";

test.each([
  ["no room", new FlotillaError("NO_CAPACITY", "full"), 503, 0],
  ["a disk without room", new FlotillaError("STORAGE_FULL", "full"), 507, 1],
  ["an error of ours", new TypeError("x is not a function"), 500, 1],
])("%s is answered, and logged if somebody must act", async (_name, error, status, logged) => {
  const lines: string[] = [];
  const logger = createLogger({ name: "test", stream: { write: (line) => void lines.push(line) } });
  const app = express().get("/", () => {
    throw error;
  });
  const server = createServer(app.use(problemHandler(logger))).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(status);
  expect(lines).toHaveLength(logged);
  server.closeAllConnections();
  server.close();
});

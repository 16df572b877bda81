import { copyFile } from "node:fs/promises";
import { connect as connectPlain } from "node:net";
import { connect } from "node:tls";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import express from "express";
import { InternalListener } from "../internal-listener.ts";
import { createLogger, silentLogger } from "../logger.ts";
import { createRegistry, type Registry } from "../metrics.ts";
import { PeerClient } from "../peer-client.ts";
import { CertificateAuthority } from "../testing/index.ts";
import type { CertificateFiles } from "./certificate-files.ts";
import { PeerIdentity } from "./peer-identity.ts";
import type { PeerRole } from "./peer-role.ts";

const token = "the token of the services";
const timeoutMs = 5_000;
let authority: CertificateAuthority;
let stranger: CertificateAuthority;
/** Pairs of the authority, one for each role. */
let files: Record<PeerRole, CertificateFiles>;

beforeAll(async () => {
  [authority, stranger] = await Promise.all([
    CertificateAuthority.open(),
    CertificateAuthority.open(),
  ]);
  const issue = (role: PeerRole) => authority.issue({ roles: [role], name: role });
  files = {
    gateway: await issue("gateway"),
    worker: await issue("worker"),
    control: await issue("control"),
  };
});

afterAll(async () => {
  await Promise.all([authority, stranger].map((each) => each[Symbol.asyncDispose]()));
});

interface OpenWorker extends AsyncDisposable {
  readonly url: string;
  readonly identity: PeerIdentity;
  readonly registry: Registry;
  readonly lines: string[];
}

/** A worker's listener with one route for gateways and control, and one for all. */
async function openWorker(own: CertificateFiles = files.worker): Promise<OpenWorker> {
  const registry = createRegistry({ version: "1" });
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ name: "worker", level: "info", stream });
  const identity = await PeerIdentity.open({ role: "worker", files: own, registry, logger });
  const answers = (path: string) =>
    express.Router().get(path, (_request, response) => void response.json({ path }));
  const listener = new InternalListener({
    host: "127.0.0.1",
    port: 0,
    registry,
    logger,
    notReady: () => [],
    routes: answers("/v1/processes"),
    openRoutes: answers("/v1/store"),
    upgrade: (_request, socket) => socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
    identity,
  });
  await listener.start();
  const close = async () => {
    await listener.stop();
    await identity.stop();
  };
  return { url: listener.url, identity, registry, lines, [Symbol.asyncDispose]: close };
}

/** Asks as somebody with these certificates; the identity is stopped, its pair may be anything. */
async function ask(
  url: string,
  role: PeerRole,
  own: CertificateFiles,
  path = "/v1/processes",
): Promise<unknown> {
  const registry = createRegistry({ version: "1" });
  const identity = await PeerIdentity.open({ role, files: own, registry, logger: silentLogger() });
  await identity.stop();
  const client = new PeerClient(token, identity);
  return (await client.ask({ kind: "worker", internalUrl: url }, { path, timeoutMs })).body;
}

/** A request by TLS with whatever is in the options; the head and body of the answer. */
async function talk(url: string, options: object, path = "/v1/processes"): Promise<string> {
  const port = Number(new URL(url).port);
  const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options });
  socket.end(`GET ${path} HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n`);
  let text = "";
  for await (const chunk of socket) text += chunk;
  return text;
}

const pem = async ({ cert, key }: CertificateFiles) => {
  const { readFile } = await import("node:fs/promises");
  return { cert: await readFile(cert), key: await readFile(key) };
};

const failures = async (registry: Registry): Promise<number> => {
  const line = /flotilla_auth_failures_total\{kind="certificate"\} (\d+)/;
  return Number(line.exec(await registry.metrics())?.[1] ?? 0);
};

test("gateways and control are let in, and both ends know each other's role", async () => {
  await using worker = await openWorker();
  expect(worker.url).toMatch(/^https:/);
  expect(await ask(worker.url, "gateway", files.gateway)).toEqual({ path: "/v1/processes" });
  expect(await ask(worker.url, "control", files.control)).toEqual({ path: "/v1/processes" });
  expect(await failures(worker.registry)).toBe(0);
});

test("a worker may ask what all may, and cannot pass for a gateway", async () => {
  await using worker = await openWorker();
  expect(await ask(worker.url, "worker", files.worker, "/v1/store")).toEqual({ path: "/v1/store" });
  expect(await ask(worker.url, "worker", files.worker)).toMatchObject({
    code: "CERTIFICATE_REFUSED",
    detail: "a certificate of worker instead of gateway or control",
  });
  expect(await failures(worker.registry)).toBe(1);
  expect(worker.lines.join()).toContain("peer refused for its certificate");
});

test.each([
  ["none", () => Promise.resolve({}), "no certificate"],
  [
    "one of another authority",
    async () => await pem(await stranger.issue({ roles: ["gateway"] })),
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  ],
  [
    "one that has expired",
    async () => await pem(await authority.issue({ roles: ["gateway"], days: -1 })),
    "CERT_HAS_EXPIRED",
  ],
  [
    "one without a role",
    async () => await pem(await authority.issue({ roles: [] })),
    "a certificate of nobody",
  ],
])(
  "whoever shows %s is refused, counted and logged, and sees health all the same",
  async (_name, own, reason) => {
    await using worker = await openWorker();
    const shown = await own();
    const answer = await talk(worker.url, shown);
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
    expect(answer).toContain(`"code":"CERTIFICATE_REFUSED","detail":"${reason}`);
    expect(await failures(worker.registry)).toBe(1);
    expect(worker.lines.join()).toContain(reason);
    for (const path of ["/healthz", "/readyz", "/metrics"])
      expect(await talk(worker.url, shown, path)).toMatch(/^HTTP\/1.1 200 /);
  },
);

test("an upgrade takes a gateway's certificate", async () => {
  await using worker = await openWorker();
  const upgrade = "/v1/link HTTP/1.1\r\nUpgrade: x\r\nConnection: Upgrade\r\nX:";
  const asControl = await pem(files.control);
  expect(await talk(worker.url, asControl, upgrade)).toMatch(/^HTTP\/1.1 403 /);
  expect(await talk(worker.url, await pem(files.gateway), upgrade)).toMatch(/^HTTP\/1.1 101 /);
});

test("nothing below TLS 1.3, and nothing in the clear", async () => {
  await using worker = await openWorker();
  await expect(talk(worker.url, { maxVersion: "TLSv1.2" })).rejects.toThrow();
  const plain = connectPlain(Number(new URL(worker.url).port), "127.0.0.1");
  plain.on("error", () => {}); // a reset is as good
  plain.end("GET /metrics HTTP/1.1\r\nHost: w\r\n\r\n");
  let text = "";
  for await (const chunk of plain) text += chunk;
  expect(text).not.toContain("HTTP");
});

test.each<[string, () => Promise<CertificateFiles>, RegExp]>([
  ["has another role", async () => files.control, /of control instead of worker/],
  ["has expired", () => authority.issue({ roles: ["worker"], days: -1 }), /expired/],
  ["is of another authority", () => stranger.issue({ roles: ["worker"] }), /verify/],
])("a peer whose certificate %s is told nothing", async (_name, shown, reason) => {
  const server = (await import("node:tls")).createServer(await pem(await shown()), (socket) => {
    socket.on("error", () => {}); // the client goes
    socket.on("data", (bytes) => heard.push(String(bytes)));
  });
  const heard: string[] = [];
  server.on("tlsClientError", () => {}); // that is what is tried
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await expect(ask(`https://127.0.0.1:${port}`, "gateway", files.gateway)).rejects.toThrow(reason);
  expect(heard).toEqual([]);
  await new Promise((resolve) => server.close(resolve));
});

test("certificates are replaced while the service runs, on both ends; what is not in order is not taken", async () => {
  const [first, next, nextGateway, alien] = await Promise.all([
    authority.issue({ roles: ["worker"], name: "rotated" }),
    stranger.issue({ roles: ["worker"] }),
    stranger.issue({ roles: ["gateway"] }),
    stranger.issue({ roles: ["control"] }),
  ]);
  const own = { ...first, ca: `${first.cert}.ca` };
  await copyFile(files.worker.ca, own.ca);
  await using worker = await openWorker(own);
  await copyFile(alien.cert, own.cert); // half a change: the key is still the old one
  await worker.identity.reread();
  expect(await ask(worker.url, "gateway", files.gateway)).toEqual({ path: "/v1/processes" });
  expect(worker.lines.join()).toContain("certificates not replaced");
  await copyFile(next.cert, own.cert);
  await copyFile(next.key, own.key);
  await copyFile(next.ca, own.ca);
  await worker.identity.reread();
  expect(await ask(worker.url, "gateway", nextGateway)).toEqual({ path: "/v1/processes" });
  await expect(ask(worker.url, "gateway", files.gateway)).rejects.toThrow(/certificate/);
  const metrics = await worker.registry.metrics();
  expect(metrics).toContain('flotilla_tls_rereads_total{result="done"} 1');
  expect(metrics).toContain('flotilla_tls_rereads_total{result="failed"} 1');
});

test("a listener that stops waits for nobody who has not shown a certificate", async () => {
  const worker = await openWorker();
  const idle = connectPlain(Number(new URL(worker.url).port), "127.0.0.1");
  idle.on("error", () => {}); // it is cut off
  await new Promise((resolve) => idle.once("connect", resolve));
  const closed = new Promise((resolve) => idle.once("close", resolve));
  await worker[Symbol.asyncDispose]();
  await closed;
});

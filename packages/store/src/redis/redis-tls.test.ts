import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { session } from "../contract/session-fixtures.ts";
import { hasSentinel, RedisServer } from "../testing/index.ts";
import { freePort } from "../testing/redis-server.ts";
import { createRedisStore } from "./redis-store.ts";

/** Makes a certificate of this machine's address that has signed itself. */
async function certify(): Promise<{ cert: string; key: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-redis-tls-"));
  const [cert, key] = [join(folder, "redis.pem"), join(folder, "redis.key")];
  const about = ["-subj", "/CN=redis", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const out = ["-keyout", key, "-out", cert];
  await promisify(execFile)("openssl", ["req", "-x509", ...kind, ...out, ...about]);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { cert, key, [Symbol.asyncDispose]: remove };
}

/** Lets this process trust one more authority; returns the undo. */
function trust(authority: string): Disposable {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, authority]);
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) };
}

const testSentinel = hasSentinel() ? test : test.skip;

testSentinel("by rediss+sentinel both Sentinels and Redis are spoken to by TLS alone", async () => {
  await using files = await certify();
  const settings = {
    "tls-cert-file": files.cert,
    "tls-key-file": files.key,
    "tls-ca-cert-file": files.cert,
    "tls-auth-clients": "no",
    "tls-replication": "yes",
  };
  const [redisPort, sentinelPort] = [await freePort(), await freePort()];
  await using _redis = await RedisServer.start({ ...settings, "tls-port": redisPort });
  const text = [
    `tls-port ${sentinelPort}`,
    ...Object.entries(settings).map(([name, value]) => `${name} ${value}`),
    `sentinel monitor main 127.0.0.1 ${redisPort} 1`,
  ].join("\n");
  await using _sentinel = await RedisServer.start({}, { program: "redis-sentinel", text });

  const address = `127.0.0.1:${sentinelPort}/main`;
  const open = async (scheme: string) => {
    const store = createRedisStore({ url: `${scheme}://${address}` });
    await store.start();
    return { store, [Symbol.asyncDispose]: () => store.stop() };
  };
  const unavailable = { code: "STORE_UNAVAILABLE" };
  await Promise.all([
    expect(open("redis+sentinel")).rejects.toMatchObject(unavailable),
    expect(open("rediss+sentinel")).rejects.toMatchObject(unavailable), // nobody trusts its authority yet
  ]);
  using _trusted = trust(await readFile(files.cert, "utf8"));
  await using opened = await open("rediss+sentinel");
  await opened.store.sessions.create(session("a"));
  expect((await opened.store.sessions.get("a"))?.id).toBe("a");
  const heard: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  await opened.store.bus.subscribe("news", (bytes) => {
    heard.push(Buffer.from(bytes).toString());
    resolve();
  });
  await opened.store.bus.publish("news", Buffer.from("by TLS"));
  await promise;
  expect(heard).toEqual(["by TLS"]);
});

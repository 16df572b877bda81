import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { connect } from "node:tls";
import { CertificateAuthority } from "@flotilla/service-kit/testing";
import { expect, test } from "@jest/globals";
import { CountingCluster, countOf, press } from "../support/counting-cluster.ts";
import { until } from "../support/until.ts";

const roles = ["gateway", "worker", "control"] as const;
/** Files are read again every ten seconds. */
const rereadMs = 25_000;

/** What somebody without a certificate is told. */
async function ask(url: string, path: string): Promise<{ status: number; body: string }> {
  const asked = request(new URL(path, url), { rejectUnauthorized: false, agent: false }).end();
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  asked.on("error", reject).on("response", (response) => {
    text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
  });
  return await promise;
}

/** The certificate that a listener shows. */
async function shownAt(url: string): Promise<string | undefined> {
  const { hostname: host, port } = new URL(url);
  const socket = connect({ host, port: Number(port), rejectUnauthorized: false });
  await new Promise((resolve, reject) => socket.on("secureConnect", resolve).on("error", reject));
  const shown = socket.getPeerX509Certificate()?.fingerprint256;
  socket.destroy();
  return shown;
}

test("with certificates, services on several machines talk by TLS alone, and go on when these are replaced", async () => {
  await using authority = await CertificateAuthority.open();
  const { cert, key, ca } = await authority.issue({ roles, name: "all" });
  await using counting = await CountingCluster.start({
    FLOTILLA_TLS_CERT: cert,
    FLOTILLA_TLS_KEY: key,
    FLOTILLA_TLS_CA: ca,
    FLOTILLA_GATEWAY_MACHINE: "one",
    FLOTILLA_WORKER_MACHINE: "two",
  });
  const { gateways, workers, control } = counting.cluster.ready;
  const client = await counting.visit(0);
  await press(client);
  const urls = [...gateways, ...workers].map(({ internalUrl }) => internalUrl);
  for (const url of [...urls, control.url]) {
    expect(url).toMatch(/^https:/);
    expect((await ask(url, "/readyz")).status).toBe(200);
    expect((await ask(url, "/metrics")).body).toContain("flotilla_tls_certificate_expiry");
    const refused = await ask(url, "/v1/store");
    expect(refused.status).toBe(403);
    expect(refused.body).toContain("CERTIFICATE_REFUSED");
  }
  await authority.issue({ roles, name: "all" });
  const { fingerprint256 } = new X509Certificate(await readFile(cert));
  const areNew = async () => {
    const shown = await Promise.all(urls.map(shownAt));
    return shown.every((each) => each === fingerprint256) || undefined;
  };
  await until("new certificates to be shown", areNew, rereadMs);
  await press(client);
  const other = await counting.visit(1);
  await press(other);
  expect([countOf(client), countOf(other)]).toEqual([2, 1]);
  const refusals = await ask(urls.at(-1) ?? "", "/metrics");
  expect(refusals.body).toMatch(/flotilla_auth_failures_total\{kind="certificate"\} 1\b/);
}, 120_000);

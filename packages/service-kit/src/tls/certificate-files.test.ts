import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { CertificateAuthority } from "../testing/index.ts";
import { type CertificateFiles, readCertificates } from "./certificate-files.ts";

let authority: CertificateAuthority;
let other: CertificateAuthority;
let good: CertificateFiles;

beforeAll(async () => {
  [authority, other] = await Promise.all([
    CertificateAuthority.open(),
    CertificateAuthority.open(),
  ]);
  good = await authority.issue({ roles: ["worker"] });
});

afterAll(async () => {
  await Promise.all([authority, other].map((each) => each[Symbol.asyncDispose]()));
});

const read = (files: Partial<CertificateFiles>) =>
  readCertificates({ ...good, ...files }, "worker", Date.now());

test("a pair of an authority is taken, with the end of its time", async () => {
  const { expiresAt } = await read({});
  expect(expiresAt).toBeGreaterThan(Date.now() + 86_400_000);
});

test("a certificate may be one of several roles", async () => {
  await read(await authority.issue({ roles: ["gateway", "worker", "control"] }));
});

test("a file that is missing, or holds something else, is told by its variable", async () => {
  const nowhere = `${good.cert}.none`;
  const noise = `${good.cert}.noise`;
  await writeFile(noise, "noise");
  await expect(read({ cert: nowhere })).rejects.toThrow(/^FLOTILLA_TLS_CERT: .*ENOENT/);
  await expect(read({ key: nowhere })).rejects.toThrow(/^FLOTILLA_TLS_KEY: .*ENOENT/);
  await expect(read({ ca: nowhere })).rejects.toThrow(/^FLOTILLA_TLS_CA: .*ENOENT/);
  await expect(read({ cert: noise })).rejects.toThrow(/^FLOTILLA_TLS_CERT: .*no certificate/);
  await expect(read({ key: noise })).rejects.toThrow(/^FLOTILLA_TLS_KEY: .*not the key/);
  await expect(read({ ca: noise })).rejects.toThrow(/^FLOTILLA_TLS_CERT: .*not signed/);
});

test("what no peer would accept is not taken: another key, authority or role, or too old", async () => {
  const [stranger, gateway, old] = await Promise.all([
    other.issue({ roles: ["worker"] }),
    authority.issue({ roles: ["gateway"] }),
    authority.issue({ roles: ["worker"], days: -1 }),
  ]);
  await expect(read({ key: stranger.key })).rejects.toThrow(/^FLOTILLA_TLS_KEY: .*not the key/);
  await expect(read({ cert: stranger.cert, key: stranger.key })).rejects.toThrow(/not signed/);
  await expect(read(gateway)).rejects.toThrow(/of gateway instead of worker/);
  await expect(read(old)).rejects.toThrow(/^FLOTILLA_TLS_CERT: .*expired on /);
});

import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, test } from "@jest/globals";
import { CliWorld } from "./testing/cli-world.ts";
import { shop } from "./testing/shop-program.ts";

/** A server that is no host, or one in trouble; resolves `asked` with the first request. */
async function serveOther(listener: RequestListener) {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    resolve();
    listener(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    target: ["--url", `http://127.0.0.1:${port}`, "--token", "t"],
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

test.each([
  ["a page", 200, "text/html", "<h1>Welcome</h1>"],
  ["an error of a proxy", 502, "text/html", "<h1>Bad Gateway</h1>"],
  ["other JSON", 404, "application/json", `{"error":"nothing here"}`],
])(
  "an address that answers with %s is told to be no host, and what to check",
  async (_what, status, type, body) => {
    await using world = await CliWorld.open(process.env);
    await using other = await serveOther((_request, response) => {
      response.writeHead(status, { "content-type": type }).end(body);
    });
    const result = await world.run(["apps", ...other.target, "--json"]);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/answers .*: it is no Flotilla host.*check --url/);
    expect(result.stderr).not.toContain("    at ");
    expect(result.json).toMatchObject([{ event: "failed", code: "NOT_A_HOST" }]);
  },
);

test("who asks too often is told when to come back", async () => {
  await using world = await CliWorld.open(process.env);
  await using other = await serveOther((_request, response) => {
    const problem = { status: 429, code: "RATE_LIMITED", title: "too many calls" };
    response.writeHead(429, { "retry-after": "7" }).end(JSON.stringify(problem));
  });
  const result = await world.run(["apps", ...other.target]);
  expect([result.code, result.stderr]).toEqual([
    1,
    "flotilla: too many calls\nTry again in 7 s.\n",
  ]);
});

test("an interrupt ends logs in good order although the host does not answer", async () => {
  await using world = await CliWorld.open(process.env);
  await using other = await serveOther(() => {});
  const child = world.spawn(["logs", "shop", "-f", ...other.target]);
  const errors = child.stderr === null ? "" : text(child.stderr);
  await other.asked;
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await errors).toBe("");
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "%s in a deploy ends it with %i and says what may still become of it",
  async (signal, code) => {
    await using world = await CliWorld.open(process.env);
    await world.write({ "shop/main.ts": shop("one") });
    await using other = await serveOther(() => {});
    const child = world.spawn(["deploy", "shop", "--json", ...other.target]);
    const [out, errors] = [child.stdout, child.stderr].map((stream) => stream && text(stream));
    await other.asked;
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([code, null]);
    expect(await errors).toMatch(/^flotilla: interrupted; .*flotilla releases shop/);
    expect(JSON.parse((await out) ?? "")).toMatchObject({ event: "failed", code: "INTERRUPTED" });
  },
);

test.each([
  [["apps", "--token", "no token", "--url", "http://127.0.0.1:9"], "UNAUTHENTICATED"],
  [["deploy"], "USAGE_WRONG"],
  [["frobnicate"], "USAGE_WRONG"],
])("wrong usage %j is also told to programs", async (args, code) => {
  await using world = await CliWorld.open(process.env);
  const result = await world.run([...args, "--json"]);
  expect(result.code).toBe(2);
  expect(result.json).toMatchObject([{ event: "failed", code, message: expect.any(String) }]);
  expect(result.stderr).not.toBe("");
});

test("a file that is not the app's entry is not deployed as if it were", async () => {
  await using world = await CliWorld.open(process.env);
  await world.write({ "shop/main.ts": shop("one"), "shop/other.ts": shop("two") });
  const result = await world.run(["deploy", "shop/other.ts"]);
  expect([result.code, result.stderr]).toEqual([
    1,
    expect.stringMatching(/other\.ts: the app in this folder begins with main\.ts/),
  ]);
});

test("a host that is asked to leave ends the deploy that runs, and answers it", async () => {
  await using world = await CliWorld.open(process.env);
  await world.write({
    "slow/main.ts": `await new Promise((resolve) => setTimeout(resolve, 1_000));\n${shop("slow")}`,
  });
  const host = await world.serve(["--no-samples"]);
  const deploy = world.spawn(["deploy", "slow", "--json"]);
  const end = once(deploy, "exit");
  const lines: Record<string, unknown>[] = [];
  if (deploy.stdout === null) throw new Error("expected a pipe");
  for await (const line of createInterface({ input: deploy.stdout })) {
    lines.push(JSON.parse(line));
    if (lines.at(-1)?.step === "start") host.child.kill("SIGTERM");
  }
  expect(lines.at(-1)).toMatchObject({ event: "deployed", app: "slow", changed: true });
  expect(await end).toEqual([0, null]);
  expect(host.child.exitCode ?? (await once(host.child, "exit"))[0]).toBe(0);
}, 60_000);

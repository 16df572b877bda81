import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { press, TestClient } from "./test-client.ts";
import {
  hasBubblewrap,
  isRoot,
  onClick,
  openWorld,
  quietProgram,
  until,
  type World,
} from "./world.ts";

const mebibyte = 2 ** 20;
const suite = hasBubblewrap && isRoot ? describe : describe.skip;
const title = hasBubblewrap && isRoot ? "an app that takes too much" : "skipped: bubblewrap";

suite.each(["full", "jail"] as const)(`${title}, in tier %s`, (maxTier) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({
      maxTier,
      limits: {
        memoryBytes: 160 * mebibyte,
        cpus: 0.5,
        processes: 64,
        openFiles: 256,
        fileBytes: 4 * mebibyte,
        scratchBytes: 8 * mebibyte,
        threads: 2,
      },
      times: { startMs: 10_000, eventMs: 2_000, stopMs: 1_000 },
    });
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  test.each([
    [
      "off the heap",
      "const k = []; for (let i = 0; i < 30; i++) { k.push(Buffer.alloc(16 * 2 ** 20, 1)); await new Promise((r) => setTimeout(r, 20)); }",
    ],
    [
      "on the heap",
      "const k = []; for (;;) { k.push(new Array(1e5).fill(0).map((_, i) => ({ i }))); if (k.length % 3 === 0) await new Promise((r) => setTimeout(r, 5)); }",
    ],
  ])("[HT-MEM-1] memory %s: it is ended for it, its neighbour is not", async (_where, code) => {
    const neighbour = await world.run("neighbour", quietProgram);
    const run = await world.run("bomber", onClick(code));
    using client = await press(world, run.process);
    const report = await run.process.ended;
    expect(report.reason).toBe("oom");
    await until(() => (client.ends.includes("lost") ? true : undefined), 2_000, "the link's end");
    using other = await TestClient.connect(world, neighbour.process);
    await other.open();
    await world.worker.endProcess(neighbour.id);
  });

  test("[HT-MEM-1] what stays below the limit is nobody's business", async () => {
    const code = "globalThis.k = Buffer.alloc(40 * 2 ** 20, 1); page.add(new ft.Text('held'));";
    const run = await world.run("modest", onClick(code));
    using client = await press(world, run.process);
    await client.message(([, body]) => JSON.stringify(body).includes("held"));
    await sleep(300);
    expect(run.process.state).toBe("ready");
    await world.worker.endProcess(run.id);
  });

  test("[FM-6] [HT-CPU-1] an event loop that blocks is ended as unresponsive; a neighbour's answers go on", async () => {
    const neighbour = await world.run("neighbour", onClick("page.add(new ft.Text('pong'));"));
    const run = await world.run("spinner", onClick("for (;;);"));
    using _client = await press(world, run.process);
    const before = performance.now();
    using other = await press(world, neighbour.process);
    await other.message(([, body]) => JSON.stringify(body).includes("pong"));
    const report = await run.process.ended;
    expect(report.reason).toBe("unresponsive");
    expect(performance.now() - before).toBeLessThan(8_000);
    expect(neighbour.process.state).toBe("ready");
    await world.worker.endProcess(neighbour.id);
  });

  test("[HT-DISK-1] scratch space and single files are bounded", async () => {
    const code = `
      const attempt = (fn) => { try { fn(); return "done"; } catch (e) { return e.code; } };
      const big = attempt(() => fs.writeFileSync("big", Buffer.alloc(5 * 2 ** 20)));
      fs.rmSync("big", { force: true });
      let files = 0, full = "done";
      while (full === "done" && files < 30) full = attempt(() => fs.writeFileSync("f" + files++, Buffer.alloc(2 ** 20)));
      page.add(new ft.Text([big, full, files].join(" ")));`;
    const run = await world.run("filler", onClick(code));
    using client = await press(world, run.process);
    const [, body] = await client.message(([, each]) => /EFBIG|ENOSPC/.test(JSON.stringify(each)));
    expect(JSON.stringify(body)).toMatch(/EFBIG ENOSPC [89]/);
    await world.worker.endProcess(run.id);
  });

  test("[HT-DISK-1] a flood of output is kept up to the limit and counted", async () => {
    const code = `const line = "x".repeat(1023) + "\\n"; for (let i = 0; i < 8; i++) { process.stdout.write(line.repeat(1024)); await new Promise((r) => setTimeout(r, 10)); } page.add(new ft.Text("written"));`;
    const run = await world.run("talker", onClick(code));
    using client = await press(world, run.process);
    await client.message(([, body]) => JSON.stringify(body).includes("written"), 10_000);
    await until(
      async () =>
        (await world.appLines("talker")).find(({ text }) => text.includes("were dropped")),
      5_000,
      "the note about dropped output",
    );
    const bytes = (await world.appLines("talker")).reduce((sum, { text }) => sum + text.length, 0);
    expect(bytes).toBeGreaterThan(32 * 1024);
    expect(bytes).toBeLessThan(512 * 1024);
    const [metric = ""] = await world.metric("flotilla_app_output_dropped_bytes_total");
    expect(Number(metric.split(" ")[1])).toBeGreaterThan(6 * mebibyte);
    await world.worker.endProcess(run.id);
  });
});

suite("the rates of a jailed process", () => {
  test("[HT-CPU-1] a spinning app gets its share of a core and not more", async () => {
    await using world = await openWorld({
      times: { startMs: 10_000, eventMs: 30_000, stopMs: 100 },
      limits: {
        memoryBytes: 256 * mebibyte,
        cpus: 0.5,
        processes: 64,
        openFiles: 256,
        fileBytes: mebibyte,
        scratchBytes: mebibyte,
        threads: 2,
      },
    });
    if (
      (await world.metric("flotilla_sandbox_tier_info")).includes(
        'flotilla_sandbox_tier_info{tier="full"} 0',
      )
    )
      return;
    const run = await world.run("spinner", onClick("for (;;);"));
    const cpuOf = (): number => descendants(run.pid).reduce((sum, pid) => sum + cpuSeconds(pid), 0);
    using _client = await press(world, run.process);
    await sleep(200);
    const [cpu, at] = [cpuOf(), performance.now()];
    await sleep(1_500);
    const share = (cpuOf() - cpu) / ((performance.now() - at) / 1_000);
    expect(share).toBeGreaterThan(0.1); // the control: it does spin
    expect(share).toBeLessThan(0.6);
  });
});

describe.each([
  ["a length beyond the limit", "fs.writeSync(3, Buffer.from([255, 255, 255, 255]));"],
  [
    "garbage",
    "fs.writeSync(3, Buffer.concat([Buffer.from([4, 0, 0, 0]), Buffer.from([0xc1, 0xc1, 0xc1, 0xc1])]));",
  ],
  [
    "a nesting of 100,000",
    "const b = Buffer.alloc(100004, 0x91); b.writeUInt32LE(100000); for (let o = 0; o < b.length;) { try { o += fs.writeSync(3, b, o); } catch { await new Promise((r) => setTimeout(r, 1)); } }",
  ],
  [
    "an unknown message",
    "fs.writeSync(3, Buffer.from([7, 0, 0, 0, 0x81, 0xa4, 0x74, 0x79, 0x70, 0x65, 0xc0]));",
  ],
])("[HT-LINK-1] %s on the control channel", (_what, code) => {
  test("ends that app and nobody else", async () => {
    await using world = await openWorld({ maxTier: hasBubblewrap && isRoot ? "full" : "none" });
    const neighbour = await world.run("neighbour", quietProgram);
    const run = await world.run("liar", onClick(code));
    using _client = await press(world, run.process);
    expect((await run.process.ended).reason).toBe("killed");
    await until(
      async () =>
        (await world.appLines("liar")).find(({ text }) => text.includes("control channel")),
      2_000,
      "the reason in the log",
    );
    expect(neighbour.process.state).toBe("ready");
  });
});

test("[HT-LINK-1] a flood of tiny control messages does not grow the worker", async () => {
  await using world = await openWorld({ maxTier: hasBubblewrap && isRoot ? "full" : "none" });
  const code = `
    const one = Buffer.from([0x82, 0xa4, 0x74, 0x79, 0x70, 0x65, 0xa8, ...Buffer.from("sessions"), 0xa5, ...Buffer.from("count"), 1]);
    const head = Buffer.alloc(4); head.writeUInt32LE(one.length);
    const many = Buffer.concat(Array(2000).fill(Buffer.concat([head, one])));
    const end = Date.now() + 1500; let sent = 0, o = 0;
    while (Date.now() < end) { try { o += fs.writeSync(3, many, o); if (o === many.length) { sent += 2000; o = 0; } } catch { await new Promise((r) => setTimeout(r, 1)); } }
    page.add(new ft.Text("sent " + sent));`;
  const run = await world.run("flooder", onClick(code));
  using client = await press(world, run.process);
  const before = process.memoryUsage().arrayBuffers;
  let highest = before;
  const timer = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().arrayBuffers);
  }, 20);
  const [, body] = await client.message(
    ([, each]) => JSON.stringify(each).includes("sent "),
    8_000,
  );
  clearInterval(timer);
  expect(Number(/sent (\d+)/.exec(JSON.stringify(body))?.[1])).toBeGreaterThan(1_000); // the control
  expect(highest - before).toBeLessThan(16 * mebibyte);
  expect(run.process.state).toBe("ready");
}, 15_000);

function descendants(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(file) ? readFileSync(file, "utf8").trim().split(" ").map(Number) : [];
  return [pid, ...children.filter((child) => child > 0).flatMap(descendants)];
}

function cpuSeconds(pid: number): number {
  if (!readdirSync("/proc").includes(String(pid))) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

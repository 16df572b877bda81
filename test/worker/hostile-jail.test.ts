import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openRange, type Range } from "./attack.ts";
import { hasBubblewrap, isRoot, until } from "./world.ts";

const refusals =
  /^(ENOENT|EACCES|EPERM|EROFS|ESRCH|ECONNREFUSED|ENETUNREACH|EINVAL|EXDEV|ENOTDIR)$/;
const jails = ["full", "jail"] as const;
const suite = hasBubblewrap && isRoot ? describe : describe.skip;

suite(hasBubblewrap && isRoot ? "hostile code" : "skipped: bubblewrap", () => {
  let range: Range;
  beforeAll(async () => {
    range = await openRange();
  });
  afterAll(async () => {
    await range[Symbol.asyncDispose]();
  });

  describe("[HT-FS-1] reading another team's files", () => {
    const code = `
      const t = target;
      fs.rmSync(process.env.HOME + "/link", { force: true });
      const linked = attempt(() => fs.symlinkSync(t.file, process.env.HOME + "/link"));
      tell({
        path: attempt(() => fs.readFileSync(t.file, "utf8")),
        dots: attempt(() => fs.readFileSync("/app/../../../../../../.." + t.file, "utf8")),
        symlink: attempt(() => fs.readFileSync(process.env.HOME + "/link", "utf8")),
        shipped: attempt(() => fs.readFileSync(t.release + "/shipped-link", "utf8")),
        list: attempt(() => fs.readdirSync(t.folder).join()),
        procRoot: attempt(() => fs.readdirSync("/proc").filter((n) => /^\\d+$/.test(n))
          .map((pid) => attempt(() => fs.readFileSync("/proc/" + pid + "/root" + t.file, "utf8"))).join()),
        procCwd: attempt(() => fs.readdirSync("/proc").filter((n) => /^\\d+$/.test(n))
          .map((pid) => attempt(() => fs.readFileSync("/proc/" + pid + "/cwd" + t.file, "utf8"))).join()),
        fds: attempt(() => fs.readdirSync("/proc/self/fd")
          .map((fd) => attempt(() => fs.readlinkSync("/proc/self/fd/" + fd))).join()),
      });`;
    const setup = async () => {
      const canary = randomBytes(16).toString("hex");
      const file = join(range.folder, "team-b-secret");
      await writeFile(file, canary);
      const link = join(range.release, "shipped-link");
      if (!existsSync(link)) await symlink(file, link);
      return { canary, target: { file, folder: range.folder, release: "/app" } };
    };

    test.each(jails)("finds nothing in %s", async (tier) => {
      const { canary, target } = await setup();
      const { found } = await range.attack(tier, code, target);
      expect(JSON.stringify(found)).not.toContain(canary);
      expect(JSON.stringify(found)).not.toContain("team-b-secret");
      for (const way of ["path", "dots", "symlink", "shipped", "list"]) {
        expect(found[way]).toMatch(refusals);
      }
    });

    test("finds it where nothing is in its way", async () => {
      const { canary, target } = await setup();
      const { found } = await range.attack("none", code, { ...target, release: range.release });
      for (const way of ["path", "symlink", "shipped"]) expect(found[way]).toBe(canary);
      expect(found.list).toContain("team-b-secret");
    });
  });

  describe("[HT-FS-2] writing where it must not", () => {
    const code = `tell({
      bundle: attempt(() => fs.writeFileSync(target.release + "/main.mjs", "x")),
      runtime: attempt(() => fs.writeFileSync(target.runtime + "/main.mjs", "x")),
      node: attempt(() => fs.openSync("/node", "r+") && "done"),
      etc: attempt(() => fs.writeFileSync("/etc/passwd", "x")),
      root: attempt(() => fs.writeFileSync("/new", "x")),
      dev: attempt(() => fs.writeFileSync("/dev/new", "x")),
      core: attempt(() => fs.writeFileSync("/proc/sys/kernel/core_pattern", "x")),
      cgroup: attempt(() => fs.mkdirSync("/sys/fs/cgroup/new")),
      chmod: attempt(() => fs.chmodSync(target.release, 0o777)),
      scratch: attempt(() => fs.writeFileSync(process.env.HOME + "/mine", "x")),
    });`;

    test.each(jails)("is refused everywhere but in its scratch folder in %s", async (tier) => {
      await writeFile(join(range.release, "main.mjs"), "original");
      const { found } = await range.attack(tier, code, { release: "/app", runtime: "/runtime" });
      const { hello: _hello, scratch, ...refused } = found;
      for (const [way, outcome] of Object.entries(refused)) {
        expect([way, outcome]).toEqual([way, expect.stringMatching(refusals)]);
      }
      expect(scratch).toBe("done");
      expect(await readFile(join(range.release, "main.mjs"), "utf8")).toBe("original");
    });
  });

  describe("[HT-ENV-1] finding the worker's environment", () => {
    // What this process was really started with; what is set later never reaches /proc.
    const canary = readFileSync("/proc/self/environ", "utf8")
      .split("\0")
      .find((entry) => entry.startsWith("PATH=")) as string;
    const code = `tell({
      env: JSON.stringify(process.env),
      environs: fs.readdirSync("/proc").filter((n) => /^\\d+$/.test(n))
        .map((pid) => pid + attempt(() => fs.readFileSync("/proc/" + pid + "/environ", "utf8"))),
      cmdlines: fs.readdirSync("/proc").filter((n) => /^\\d+$/.test(n))
        .map((pid) => attempt(() => fs.readFileSync("/proc/" + pid + "/cmdline", "utf8"))),
      fds: fs.readdirSync("/proc/self/fd").map((fd) => attempt(() => fs.readlinkSync("/proc/self/fd/" + fd))),
    });`;

    test.each(jails)("fails in %s, and no foreign descriptor is open", async (tier) => {
      const { found } = await range.attack(tier, code);
      expect(JSON.stringify(found)).not.toContain(canary);
      expect(JSON.stringify(found)).not.toContain(range.folder);
      const { fds } = found as { fds: string[] };
      const foreign = fds.filter(
        (fd) => !/^(\/dev\/null|pipe:|socket:|anon_inode:|\/proc)/.test(fd),
      );
      expect(foreign).toEqual(["ENOENT"]); // the listing's own descriptor, closed by then
    });

    test("succeeds where nothing is in its way", async () => {
      const { found } = await range.attack("none", code);
      expect(JSON.stringify(found.environs).includes(canary)).toBe(true);
    });
  });

  describe("[HT-PROC-1] reaching other processes", () => {
    const code = `
      const probe = (pid) => attempt(() => (process.kill(pid, "SIGUSR2"), "done"));
      tell({
        pids: fs.readdirSync("/proc").filter((n) => /^\\d+$/.test(n)).map(Number),
        victim: probe(target.victim), all: attempt(() => target.all && (process.kill(-1, 0), "done")),
        memory: attempt(() => fs.openSync("/proc/" + target.victim + "/mem", "r") && "done"),
      });`;
    const victim = async () => {
      const child = spawn(process.execPath, [
        "-e",
        'process.on("SIGUSR2", () => process.stdout.write("hit")); process.stdout.write("up"); setInterval(() => {}, 1000);',
      ]);
      let heard = "";
      child.stdout.on("data", (chunk: Buffer) => {
        heard += chunk;
      });
      await until(() => (heard === "up" ? true : undefined), 5_000, "the victim");
      return { child, heard: () => heard };
    };

    test.each(jails)("shows only its own and hits nobody in %s", async (tier) => {
      const { child, heard } = await victim();
      try {
        const { found } = await range.attack(tier, code, { victim: child.pid });
        const { pids } = found as { pids: number[] };
        expect(pids.length).toBeLessThan(4);
        expect(pids).not.toContain(child.pid);
        expect(found.victim).toBe("ESRCH");
        expect(found.memory).toBe("ENOENT");
        expect(heard()).toBe("up");
      } finally {
        child.kill("SIGKILL");
      }
    });

    test("hits where nothing is in its way", async () => {
      const { child, heard } = await victim();
      try {
        const { found } = await range.attack("none", code, { victim: child.pid });
        expect(found.victim).toBe("done");
        await until(() => (heard() === "uphit" ? true : undefined), 2_000, "the signal");
      } finally {
        child.kill("SIGKILL");
      }
    });
  });

  describe("[HT-NET-1] [HT-SOCK-1] reaching the host's network and sockets", () => {
    const code = `tell({
      loopback: await dial({ host: "127.0.0.1", port: target.port }),
      loopback6: await dial({ host: "::1", port: target.port }),
      path: await dial({ path: target.path }),
      abstract: await dial({ path: "\\0" + target.abstract }),
      interfaces: attempt(() => fs.readFileSync("/proc/net/dev", "utf8").split("\\n").slice(2)
        .map((line) => line.split(":")[0].trim()).filter((name) => name !== "").join()),
    });`;
    const canaries = async () => {
      let hits = 0;
      const path = join(range.folder, "b.sock");
      const abstract = `flotilla-${randomBytes(8).toString("hex")}`;
      const servers = await Promise.all(
        [{ host: "::", port: 0 }, { path }, { path: `\0${abstract}` }].map(async (options) => {
          const server = createServer((socket) => {
            hits += 1;
            socket.destroy();
          });
          server.listen(options);
          await once(server, "listening");
          return server;
        }),
      );
      const address = servers[0]?.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      return {
        target: { port, path, abstract },
        hits: () => hits,
        close: () => servers.map((server) => server.close()),
      };
    };

    test.each(["full", "jail", "landlock"] as const)("is refused in %s", async (tier) => {
      const { target, hits, close } = await canaries();
      try {
        const { found } = await range.attack(tier, code, target);
        for (const way of ["loopback", "loopback6", "path", "abstract"]) {
          expect([way, found[way]]).toEqual([way, expect.stringMatching(refusals)]);
        }
        if (tier !== "landlock") expect(found.interfaces).toBe("lo");
        expect(hits()).toBe(0);
      } finally {
        close();
      }
    });

    test("reaches all of them where nothing is in its way", async () => {
      const { target, hits, close } = await canaries();
      try {
        const { found } = await range.attack("none", code, target);
        expect(found).toMatchObject({ loopback: "done", path: "done", abstract: "done" });
        expect(hits()).toBeGreaterThanOrEqual(3);
      } finally {
        close();
      }
    });
  });
});

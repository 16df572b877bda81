// Runs inside a jail at the worker's start and tells what it could reach. The environment is empty and there is no permission
// model here: only the operating system is asked. ARGUMENTS: a JSON text with the supervisor's pid, a port and two paths.
import fs from "node:fs";
import net from "node:net";
import process from "node:process";

const target = JSON.parse(process.argv[1]);
const attempt = (fn) => {
  try {
    const value = fn();
    return value === undefined ? "done" : value;
  } catch (error) {
    return error.code ?? "failed";
  }
};
const dial = (options) =>
  new Promise((resolve) => {
    const socket = net.connect(options, () => resolve("done"));
    socket.on("error", (error) => resolve(error.code ?? "failed"));
    socket.setTimeout(1000, () => resolve("timeout"));
  });
const status = attempt(() => fs.readFileSync("/proc/self/status", "utf8"));
const field = (name) => new RegExp(`^${name}:\\s*(\\S+)`, "m").exec(status)?.[1] ?? status;

const found = {
  hello: true,
  uid: process.getuid(),
  secret: attempt(() => fs.readFileSync(target.secret, "utf8").length),
  environment: attempt(() =>
    fs
      .readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => attempt(() => fs.readFileSync(`/proc/${pid}/environ`, "utf8")))
      .join("")
      .includes(target.canary),
  ),
  write: attempt(() => fs.writeFileSync(`${target.release}/written`, "x")),
  signal: attempt(() => process.kill(target.supervisor, 0) && "done"),
  network: await dial({ host: "127.0.0.1", port: target.port }),
  capabilities: field("CapEff"),
  privileges: field("NoNewPrivs"),
  filter: field("Seccomp"),
};
fs.writeSync(1, `${JSON.stringify(found)}\n`);
process.exit(0);

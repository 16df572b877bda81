#!/usr/bin/env node
// Runs the command line with the Node.js of this installation: a bare `node` may be older and cannot run TypeScript.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const [major] = process.versions.node.split(".").map(Number);

const isHost = process.argv[2] === "serve";

if (major < 26) runElsewhere(findNode());
else if (isHost) runElsewhere(process.execPath);
else await import(main);

function findNode() {
  const folder = dirname(createRequire(import.meta.url).resolve("node/package.json"));
  return join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
}

function runElsewhere(node) {
  // What a host holds for its clients lives long: a large young generation is memory and long pauses, and saves nothing.
  const flags = isHost ? ["--max-semi-space-size=4"] : [];
  const args = [...flags, main, ...process.argv.slice(2)];
  if (typeof process.execve === "function") process.execve(node, [node, ...args]);
  const child = spawn(node, args, { stdio: "inherit" });
  const passOn = (signal) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, passOn);
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 1 : constants.signals[signal]);
  });
}

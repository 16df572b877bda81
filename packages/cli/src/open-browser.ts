import { spawn } from "node:child_process";
import process from "node:process";
import type { CommandContext } from "./context.ts";

/** Shows an address in the user's browser; where there is no screen nothing happens. */
export function openBrowser(url: string, { terminal, env }: CommandContext): void {
  if (process.platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY) return;
  const opener = process.platform === "darwin" ? "open" : "xdg-open";
  const child = spawn(opener, [url], { stdio: "ignore", detached: true });
  child.on("error", () => terminal.err("no browser could be started: open the address yourself\n"));
  child.unref();
}

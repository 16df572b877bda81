import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { findRunningHosts, type RunningHost, userFolder } from "@flotilla/host/run-file";
import { type CommandContext, CommandError } from "./context.ts";
import { readLogin } from "./saved-login.ts";

/** The host that a command talks to, and as whom. */
export interface Target {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
}

/** What the command line says about the target. */
export interface TargetOptions {
  readonly url?: string;
  readonly token?: string;
}

/** Flags first, then the environment, then the saved login, then a host that runs on this machine. */
export async function findTarget(options: TargetOptions, context: CommandContext): Promise<Target> {
  const { env } = context;
  const folder = userFolder(env);
  const login = await readLogin(folder);
  const hosts = await findRunningHosts(folder);
  // An empty variable is how scripts say "not set".
  const url = options.url ?? (env.FLOTILLA_URL || login?.url || nearest(hosts, context)?.url);
  if (url === undefined || url === "") {
    throw new CommandError(
      "no host found: start one with `flotilla serve`, or name one with --url or FLOTILLA_URL",
    );
  }
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new CommandError(`--url: expected http(s)://HOST, got "${url}"`, { exitCode: 2 });
  }
  const target = new URL(url);
  const base = `${target.origin}${target.pathname.replace(/\/+$/, "")}`;
  const token = options.token ?? (env.FLOTILLA_TOKEN || (await knownToken(target, login, hosts)));
  if (token === undefined || token === "") {
    throw new CommandError(
      `no token for ${base}: use --token, FLOTILLA_TOKEN or \`flotilla login\``,
    );
  }
  if (!/^[!-~]+$/.test(token.trim())) {
    throw new CommandError("the token has characters that no token has: copy it again", {
      exitCode: 2,
      code: "UNAUTHENTICATED",
    });
  }
  return { url: base, token: token.trim() };
}

/** The host of the data folder that the shell stands in front of, else the one that started last. */
export function nearest(
  hosts: readonly RunningHost[],
  { cwd, env }: CommandContext,
): RunningHost | undefined {
  const dataDir = resolve(cwd, env.FLOTILLA_DATA_DIR || ".flotilla");
  return hosts.find((host) => host.dataDir === dataDir) ?? hosts[0];
}

/** A token goes to the host that it was made by, and to no other. */
async function knownToken(
  url: URL,
  login: Target | undefined,
  hosts: readonly RunningHost[],
): Promise<string | undefined> {
  if (login !== undefined && new URL(login.url).origin === url.origin) return login.token;
  const host = hosts.find((each) => isSameHost(new URL(each.url), url));
  if (host === undefined) return undefined;
  return await readFile(host.tokenFile, "utf8").catch((cause: unknown) => {
    throw new CommandError(`${host.tokenFile}: the token of the host cannot be read`, { cause });
  });
}

function isSameHost(known: URL, asked: URL): boolean {
  const loopback = ["127.0.0.1", "localhost", "[::1]"];
  if (known.port !== asked.port || known.protocol !== asked.protocol) return false;
  const isLocal = loopback.includes(known.hostname) || known.hostname === "0.0.0.0";
  return known.hostname === asked.hostname || (isLocal && loopback.includes(asked.hostname));
}

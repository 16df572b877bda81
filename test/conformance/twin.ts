import { readFile } from "node:fs/promises";
import { Extension } from "@flotilla/protocol";
import {
  type Answers,
  type Target,
  WireClient,
  type WireClientOptions,
} from "../support/wire-client.ts";
import { CanonicalIds, canonicalTree } from "./canonical-tree.ts";

/** One thing that a user of one of the sessions does. */
interface Step extends Answers {
  readonly session?: number;
  readonly event?: readonly [target: Target, name: string, data?: unknown];
  readonly update?: readonly [target: Target, props: Record<string, unknown>];
  readonly route?: string;
}

/** What was there after a step: the tree of each session, and how many handlers have failed. */
export interface Recording {
  readonly trees: readonly unknown[];
  readonly crashes: readonly number[];
}

export const twinsFolder = new URL("./twins/", import.meta.url);

/** Uses an app by its recorded steps and tells what each session shows after each of them. */
export async function useTwin(
  name: string,
  socketUrl: string,
  options: WireClientOptions = {},
): Promise<Recording[]> {
  const steps = JSON.parse(
    await readFile(new URL(`${name}/steps.json`, twinsFolder), "utf8"),
    readExtension,
  ) as Step[];
  const count = Math.max(1, ...steps.map((step) => step.session ?? 1));
  await using open = new AsyncDisposableStack();
  const sessions: WireClient[] = [];
  for (let index = 0; index < count; index += 1) {
    sessions.push(open.use(await WireClient.open(socketUrl, options)));
  }
  const ids = sessions.map(() => new CanonicalIds());
  const record = (): Recording => ({
    trees: sessions.map((session, index) =>
      canonicalTree(session.tree.page, ids[index] ?? new CanonicalIds()),
    ),
    crashes: sessions.map((session) => session.crashes.length),
  });

  const recordings = [record()];
  for (const step of steps) {
    const session = sessions[(step.session ?? 1) - 1];
    if (session === undefined) throw new Error(`${name}: no session ${step.session}`);
    session.script(step);
    if (step.event) session.event(...step.event);
    if (step.update) session.update(...step.update);
    if (step.route !== undefined) session.go(step.route);
    await Promise.all(sessions.map((one) => one.settle()));
    recordings.push(record());
  }
  return recordings;
}

/** `{"$ext": [code, text]}` stands for a value of a MessagePack extension type. */
function readExtension(_key: string, value: unknown): unknown {
  const ext = (value as { $ext?: readonly [number, string] } | null)?.$ext;
  return ext === undefined ? value : new Extension(ext[0], ext[1]);
}

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
  /** The client goes, without a word. */
  readonly leave?: true;
  /** The client comes back to its session, with what the page has at the client by then. */
  readonly come?: Readonly<Record<string, unknown>>;
}

/** What was there after a step: the tree of each session, and how many handlers have failed. */
export interface Recording {
  readonly trees: readonly unknown[];
  readonly crashes: readonly number[];
}

export const twinsFolder = new URL("./twins/", import.meta.url);

/** How long a step may take until it shows what is expected. */
const patienceMs = 4000;

/**
 * Uses an app by its recorded steps and tells what each session shows after each of them. A step is over when nothing
 * more comes; where it is known what will be shown, a slow machine gets the time to show it.
 */
export async function useTwin(
  name: string,
  socketUrl: string,
  options: WireClientOptions = {},
  expected: readonly Recording[] = [],
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
  let ids = sessions.map(() => new CanonicalIds());

  const recordings: Recording[] = [];
  const record = async () => {
    const wanted = JSON.stringify(expected[recordings.length]);
    for (const deadline = performance.now() + patienceMs; ; ) {
      await Promise.all(sessions.map((one) => one.settle()));
      const names = ids.map((one) => one.copy());
      const recording: Recording = {
        trees: sessions.map((one, index) =>
          canonicalTree(one.tree.page, names[index] ?? new CanonicalIds()),
        ),
        crashes: sessions.map((one) => one.crashes.length),
      };
      const isShown = wanted === undefined || JSON.stringify(recording) === wanted;
      if (!isShown && performance.now() < deadline) continue;
      ids = names;
      recordings.push(recording);
      return;
    }
  };

  await record();
  for (const step of steps) {
    const at = (step.session ?? 1) - 1;
    const session = sessions[at];
    if (session === undefined) throw new Error(`${name}: no session ${step.session}`);
    if (step.leave) await session[Symbol.asyncDispose]();
    if (step.come) {
      const { sessionId } = session;
      const page = step.come;
      sessions[at] = open.use(await WireClient.open(socketUrl, { ...options, sessionId, page }));
    }
    session.script(step);
    if (step.event) session.event(...step.event);
    if (step.update) session.update(...step.update);
    if (step.route !== undefined) session.go(step.route);
    await record();
  }
  return recordings;
}

/** `{"$ext": [code, text]}` stands for a value of a MessagePack extension type. */
function readExtension(_key: string, value: unknown): unknown {
  const ext = (value as { $ext?: readonly [number, string] } | null)?.$ext;
  return ext === undefined ? value : new Extension(ext[0], ext[1]);
}

import process from "node:process";
import { type AppMessage, messageOf } from "@flotilla/protocol";
import { AppSession } from "@flotilla/sdk/runtime";

const maxText = 8 * 1_024;

/** Reports what app code throws: in full to the process's own output, in short to the worker. */
export class Faults {
  readonly #send: (message: AppMessage) => void;

  constructor(send: (message: AppMessage) => void) {
    this.#send = send;
  }

  /** A handler, task or `main` of a session failed; the session itself has told its client. */
  crashed(sessionId: string, error: unknown): void {
    const text = describeError(error);
    process.stderr.write(`${text}\n`);
    const stack = text.slice(0, maxText);
    const message = messageOf(error).slice(0, maxText);
    this.#send({ type: "crashed", session: hash(sessionId), message, stack });
  }

  /**
   * Keeps the process alive when something outside of a handler fails. What a session's code started runs in that session's
   * async context, so the failure is that session's; what cannot be attributed is logged. Returns its undoing.
   */
  guard(): () => void {
    const onError = (error: unknown): void => {
      const session = AppSession.running;
      if (session !== undefined) session.reportError(error);
      else process.stderr.write(`uncaught outside of any session: ${describeError(error)}\n`);
    };
    process.on("uncaughtException", onError);
    process.on("unhandledRejection", onError);
    return () => {
      process.off("uncaughtException", onError);
      process.off("unhandledRejection", onError);
    };
  }
}

/** Where this runtime and the SDK lie: their frames tell an author nothing. */
const ownFolder = new URL(".", import.meta.url);

/** More causes than anybody reads; an error may be a cause of itself. */
const maxCauses = 8;

/** An error as a terminal would show it: with its stack, mapped to the app's sources, and its causes. */
export function describeError(error: unknown, causes = maxCauses): string {
  if (!(error instanceof Error)) return `Uncaught ${textOf(error)}`;
  const { cause, stack } = error;
  const own = typeof stack === "string" ? authorsStack(stack) : textOf(error);
  return cause === undefined || cause === error || causes === 0
    ? own
    : `${own}\n  [cause]: ${describeError(cause, causes - 1)}`;
}

/** A stack without what lies below the author's first call: how we came to call it. One that is all ours stays whole. */
function authorsStack(stack: string): string {
  const lines = stack.split("\n");
  const last = lines.findLastIndex((line) => isFrame(line) && !isOurs(line));
  if (last === -1) return stack;
  const next = lines.findIndex((line, at) => at > last && !isFrame(line));
  return [...lines.slice(0, last + 1), ...(next === -1 ? [] : lines.slice(next))].join("\n");
}

function isFrame(line: string): boolean {
  return /^\s+at /.test(line);
}

function isOurs(line: string): boolean {
  return (
    line.includes(ownFolder.href) ||
    line.includes(ownFolder.pathname) ||
    /[( ]node:|\(<anonymous>\)$/.test(line)
  );
}

/** Whatever is thrown has a text, even what cannot be made one. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "something without a text";
  }
}

/** A session as logs show it: its id is a secret. Loaded when something fails: OpenSSL takes longer to start than the runtime. */
function hash(sessionId: string): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(sessionId).digest("base64url").slice(0, 12);
}

import process from "node:process";
import type { AppMessage } from "@flotilla/protocol";
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
    const message = (error instanceof Error ? error.message : String(error)).slice(0, maxText);
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

/** An error as a terminal would show it: with its stack, mapped to the app's sources, and its causes. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `Uncaught ${String(error)}`;
  const own = error.stack ?? `${error.name}: ${error.message}`;
  const { cause } = error;
  return cause === undefined || cause === error
    ? own
    : `${own}\n  [cause]: ${describeError(cause)}`;
}

/** A session as logs show it: its id is a secret. Loaded when something fails: OpenSSL takes longer to start than the runtime. */
function hash(sessionId: string): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(sessionId).digest("base64url").slice(0, 12);
}

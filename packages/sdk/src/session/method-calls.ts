import { Action, type InvokeReply, type InvokeRequest } from "@flotilla/protocol";
import type { BaseControl } from "../core/base-control.ts";
import { toWire } from "../core/serialize.ts";
import type { Send } from "./live-tree.ts";

interface PendingCall {
  /** Keeps the control alive until the answer is there. */
  readonly control: BaseControl;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Calls of client methods that wait for their answers. */
export class MethodCalls {
  readonly #send: Send;
  readonly #pending = new Map<string, PendingCall>();

  constructor(send: Send) {
    this.#send = send;
  }

  /** How many calls wait. */
  get count(): number {
    return this.#pending.size;
  }

  /** Asks the client; without a time limit an answer may take for ever, also across lost connections. */
  call(
    control: BaseControl,
    name: string,
    args: Readonly<Record<string, unknown>> | undefined,
    timeoutMs: number | undefined,
  ): Promise<unknown> {
    const callId = randomCallId();
    const request: InvokeRequest = { control_id: control.controlId, call_id: callId, name };
    if (args !== undefined && Object.keys(args).length > 0) {
      request.args = toWire(args) as Record<string, unknown>;
    }
    return new Promise((resolve, reject) => {
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(() => {
              this.#pending.delete(callId);
              reject(new Error(`${name} was not answered within ${timeoutMs} ms`));
            }, timeoutMs);
      const settle = (run: () => void) => {
        clearTimeout(timer);
        run();
      };
      this.#pending.set(callId, {
        control,
        resolve: (result) => settle(() => resolve(result)),
        reject: (error) => settle(() => reject(error)),
      });
      try {
        this.#send(Action.invoke, request);
      } catch (error) {
        this.#pending.delete(callId);
        clearTimeout(timer);
        throw error; // its arguments cannot be sent
      }
    });
  }

  /** The client's answer; a late or duplicate one is ignored. */
  answer({ call_id, result, error }: InvokeReply): void {
    const call = this.#pending.get(call_id);
    if (call === undefined) return;
    this.#pending.delete(call_id);
    if (error) call.reject(new Error(error));
    else call.resolve(result ?? null);
  }

  /** Fails all that wait. */
  close(reason: string): void {
    for (const call of this.#pending.values()) call.reject(new Error(reason));
    this.#pending.clear();
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function randomCallId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("");
}

import type { InvokeReply, InvokeRequest } from "@flotilla/protocol";
import type { Methods } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

const defaultTimeoutSeconds = 10;

/** The methods that mounted controls and services offer to the app, and the answers to its calls. */
export class MethodTable {
  readonly #controlOf: (id: number) => ControlMap | undefined;
  readonly #listeners = new Map<number, Methods[]>();
  readonly #refusals = new Map<number, string>();
  readonly #arrivals = new Map<number, Set<() => void>>();

  constructor(controlOf: (id: number) => ControlMap | undefined) {
    this.#controlOf = controlOf;
  }

  /** Offers methods of a control; returns the undo. */
  add(id: number, methods: Methods): () => void {
    const list = this.#listeners.get(id) ?? [];
    this.#listeners.set(id, [...list, methods]);
    for (const arrived of this.#arrivals.get(id) ?? []) arrived();
    return () => {
      const left = (this.#listeners.get(id) ?? []).filter((entry) => entry !== methods);
      if (left.length > 0) this.#listeners.set(id, left);
      else this.#listeners.delete(id);
    };
  }

  /** Answers every call of a control with an error; returns the undo. */
  refuse(id: number, reason: string): () => void {
    this.#refusals.set(id, reason);
    for (const arrived of this.#arrivals.get(id) ?? []) arrived();
    return () => this.#refusals.delete(id);
  }

  /** Calls a method at once, within the running gesture; undefined if nobody offers it. */
  run(id: number, name: string, args: Readonly<Record<string, unknown>>): unknown {
    return this.#find(id, name)?.(args);
  }

  /** Answers one call of the app; never rejects, as an unanswered call would wait for ever. */
  async answer(request: InvokeRequest): Promise<InvokeReply> {
    const { control_id, call_id } = request;
    try {
      return { control_id, call_id, result: (await this.#call(request)) ?? null, error: null };
    } catch (error) {
      return { control_id, call_id, result: null, error: errorText(error) };
    }
  }

  async #call({ control_id: id, name, args, timeout }: InvokeRequest): Promise<unknown> {
    const control = this.#controlOf(id);
    if (!control) throw new Error(`Calling ${name} method of inexistent control: ${id}`);
    if (!this.#listeners.has(id) && !this.#refusals.has(id)) {
      await this.#arrival(control, name, timeout ?? defaultTimeoutSeconds);
    }
    const refusal = this.#refusals.get(id);
    if (refusal !== undefined) throw new Error(refusal);
    const method = this.#find(id, name);
    if (!method) throw new Error(`Exception: Unknown ${control._c} method: ${name}`);
    return method(args ?? {});
  }

  #find(id: number, name: string) {
    return (this.#listeners.get(id) ?? []).find((methods) => Object.hasOwn(methods, name))?.[name];
  }

  /** Waits until the control is mounted and takes calls. */
  #arrival(control: ControlMap, name: string, seconds: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = this.#arrivals.get(control._i) ?? new Set();
    this.#arrivals.set(control._i, waiting);
    const timer = setTimeout(
      () =>
        done(() =>
          reject(
            new Error(
              `TimeoutException after ${durationText(seconds)}: Timeout waiting for invoke method listener for ${control._c}(${control._i}).${name}`,
            ),
          ),
        ),
      seconds * 1000,
    );
    const arrived = () => done(resolve);
    const done = (settle: () => void) => {
      clearTimeout(timer);
      waiting.delete(arrived);
      if (waiting.size === 0) this.#arrivals.delete(control._i);
      settle();
    };
    waiting.add(arrived);
    return promise;
  }
}

function durationText(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const fraction = (seconds % 1).toFixed(6).slice(1);
  return `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}

function errorText(error: unknown): string {
  if (error instanceof DOMException) return `${error.name}, ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

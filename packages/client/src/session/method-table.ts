import type { InvokeReply, InvokeRequest } from "@flotilla/protocol";
import type { Method, Methods } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

/** The methods that mounted controls and services offer to the app, and the answers to its calls. */
export class MethodTable {
  /** The control of an id, if it is in the tree. */
  readonly controlOf: (id: number) => ControlMap | undefined;
  readonly #listeners = new Map<number, Methods[]>();
  readonly #refusals = new Map<number, string>();
  readonly #arrivals = new Map<() => void, number>();

  constructor(controlOf: (id: number) => ControlMap | undefined) {
    this.controlOf = controlOf;
  }

  /** Offers methods of a control; returns the undo. */
  add(id: number, methods: Methods): () => void {
    const list = this.#listeners.get(id) ?? [];
    this.#listeners.set(id, [...list, methods]);
    this.#arrived(id);
    return () => {
      const left = (this.#listeners.get(id) ?? []).filter((entry) => entry !== methods);
      if (left.length > 0) this.#listeners.set(id, left);
      else this.#listeners.delete(id);
    };
  }

  /** Answers every call of a control with an error; returns the undo. */
  refuse(id: number, reason: string): () => void {
    this.#refusals.set(id, reason);
    this.#arrived(id);
    return () => this.#refusals.delete(id);
  }

  /** Calls a method at once, within the running gesture; undefined if nobody offers it. */
  run(id: number, name: string, args: Readonly<Record<string, unknown>>): unknown {
    return this.find(id, name)?.(args);
  }

  /** Answers one call of the app; never rejects, as an unanswered call would wait for ever. */
  async answer(request: InvokeRequest): Promise<InvokeReply> {
    try {
      const { answerCall } = await import("./answer-call.ts");
      return await answerCall(this, request);
    } catch (error) {
      return { ...request, result: null, error: String(error) };
    }
  }

  /** The method of a control. */
  find(id: number, name: string): Method | undefined {
    return (this.#listeners.get(id) ?? []).find((methods) => Object.hasOwn(methods, name))?.[name];
  }

  /** Why a control takes no calls. */
  refusalOf(id: number): string | undefined {
    return this.#refusals.get(id);
  }

  /** Whether a control takes or refuses calls. */
  isOffered(id: number): boolean {
    return this.#listeners.has(id) || this.#refusals.has(id);
  }

  /** Calls back when a control begins to take or refuse calls; returns the undo. */
  onArrival(id: number, arrived: () => void): () => void {
    this.#arrivals.set(arrived, id);
    return () => this.#arrivals.delete(arrived);
  }

  #arrived(id: number): void {
    for (const [arrived, of] of [...this.#arrivals]) if (of === id) arrived();
  }
}

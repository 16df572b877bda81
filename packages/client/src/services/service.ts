import type { Methods } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

/** What services may use of the client. */
export interface ServiceHost {
  readonly window: Window & typeof globalThis;
  /** Prefix of everything that this app stores in the browser. */
  readonly storagePrefix: string;
  trigger(node: ControlMap, event: string, data?: unknown): void;
  /** The control as it is now. */
  get(id: number): ControlMap | undefined;
  announce(message: string, assertive?: boolean): void;
  /** Asks the visitor for a tap and runs the action in it, for what browsers allow only in a gesture. */
  inGesture<T>(label: string, action: () => Promise<T>): Promise<T>;
}

/** A service that is in use. */
export interface ServiceBinding {
  readonly methods: Methods;
  /** The service's properties changed. */
  changed?(): void;
  dispose?(): void;
}

/** Puts a service control to work. */
export type BindService = (node: ControlMap, host: ServiceHost) => ServiceBinding;

/** A chunk that holds a service. */
export interface ServiceModule {
  readonly bind: BindService;
}

/** Argument added to calls that the client itself makes within a gesture. */
export const fromGesture = "_from_gesture";

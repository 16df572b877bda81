import type { ClientConfig } from "./client-config.ts";
import type { Registry } from "./view/registry.ts";

/** What a client is made for. */
export interface ClientInit {
  /** The element that it draws in. */
  readonly root: HTMLElement;
  readonly view: Window & typeof globalThis;
  readonly config: ClientConfig;
  readonly registry: Registry;
}

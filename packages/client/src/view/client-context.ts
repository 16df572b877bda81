import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import type { DataChannel } from "../session/data-channels.ts";
import type { ThemeState } from "../theme/theme-state.ts";
import type { ControlMap } from "./control-map.ts";
import type { ViewChanges } from "./view-changes.ts";

/** A method of a control that the app calls by name; what it returns (or resolves to) is the answer. */
export type Method = (args: Readonly<Record<string, unknown>>) => unknown;
/** The methods of a mounted control by their wire names. */
export type Methods = Readonly<Record<string, Method>>;

/** What a control can do besides drawing itself. */
export interface ClientContext {
  /** Sends `event` to the app if it has a handler for it, or in any case with `always`. */
  trigger(node: ControlMap, event: string, data?: unknown, always?: "always"): void;
  /** Changes own properties after user input: at once in the tree, then in the app. Call before `trigger`. */
  update(node: ControlMap, props: Readonly<Record<string, unknown>>): void;
  /** Answers calls of methods while the control is mounted; returns the undo. Controls use `useMethods`. */
  onInvoke(node: ControlMap, methods: Methods): () => void;
  /** What a click means, synchronously within the gesture: open `url`, run `action`, send `click`. */
  activate(node: ControlMap): void;
  /** Whether `activate` would do anything (`url`, `action` or a handler of `click`). */
  isActive(node: ControlMap): boolean;
  /** Leaves the top view as its back button does, if the app allows it. */
  goBack(): void;
  /** Whether there is a view below the top one. */
  canGoBack(): boolean;
  /** Whether the view was left by the visitor and waits for the app to remove it. */
  isPopped(view: ControlMap): boolean;
  /** The app's answer to the question whether a view may be left. */
  confirmPop(view: ControlMap, shouldPop: boolean): void;
  /** The control of this id, if it is in the tree. */
  get(id: number): ControlMap | undefined;
  /** The control that holds this one, components looked through. */
  parentOf(node: ControlMap): ControlMap | undefined;
  /** The element whose border box is the control's box, while it is mounted. */
  elementOf(node: ControlMap): HTMLElement | undefined;
  /** Draws the control again, for state that lives outside the tree. */
  redraw(node: ControlMap): void;
  /** Opens a pipe of bytes between the control and the app, which learns of it by `data_channel_open`. */
  openChannel(node: ControlMap, name: string, receive: (bytes: Uint8Array) => void): DataChannel;
  /** The address of an asset: URLs as they are, other names below the app's own path. */
  readonly assetUrl: (src: string) => string;
  /** Says a message to assistive technology. */
  announce(message: string, assertive?: boolean): void;
  /** Tells when another view comes on top. */
  readonly viewChanges: ViewChanges;
  readonly theme: ThemeState;
  /** Desktop browsers are compact, phones standard, as in Flutter. */
  readonly density: "compact" | "standard";
  readonly platform: "ios" | "android" | "macos" | "windows" | "linux";
  /** Language tags of the browser, best first. */
  readonly locales: readonly string[];
}

/** Provided once by the client around the page. */
export const ClientProvider = createContext<ClientContext | undefined>(undefined);

/** The client that the calling control belongs to. */
export function useClient(): ClientContext {
  const client = useContext(ClientProvider);
  if (!client) throw new Error("a control is rendered outside of a client");
  return client;
}

/** Answers the app's calls of methods on `node` while the calling control is mounted. */
export function useMethods(node: ControlMap, methods: Methods): void {
  const client = useClient();
  useEffect(() => client.onInvoke(node, methods));
}

import { type CSSProperties, createContext } from "preact";
import type { Subscriber } from "../store/ui-store.ts";
import type { ControlMap } from "./control-map.ts";
import type { ControlView, Fill, Offers } from "./registry.ts";

/** What `<Control>` needs of the client: the tree, subscriptions to it, and the components. */
export interface Renderer {
  get(id: number): ControlMap | undefined;
  /** Tells when the control has to be drawn again; returns the undo. */
  subscribe(id: number, subscriber: Subscriber): () => void;
  /** The component of a wire type, undefined if there is none. */
  view(type: string): ControlView | "loading" | "failed" | undefined;
  /** Asks again for the code that did not come. */
  retry(): void;
  /** Which axes the control takes wholly under these constraints. */
  fill(node: ControlMap, offers: Offers): Fill;
  /** The styles of transforms and animations. */
  effectsOf(node: ControlMap): CSSProperties;
  /** Whether the control has to wait for the code of its transforms and animations. */
  awaitsEffects(node: ControlMap): boolean;
  /** The styles of a control that has a theme of its own. */
  themeOf(node: ControlMap): CSSProperties;
  /** The control stands on the page as its properties say. */
  drawn(node: ControlMap, element: HTMLElement): void;
  /** Notes which element is the control's box; a moved control may be mounted anew before it is dropped. */
  addElement(id: number, element: HTMLElement): void;
  dropElement(id: number, element: HTMLElement): void;
}

/** Provided once by the client around the page. */
export const RendererProvider = createContext<Renderer | undefined>(undefined);

import type { ComponentChild, CSSProperties } from "preact";
import type { ControlMap } from "./control-map.ts";
import type { LayoutContext } from "./layout-context.ts";

/**
 * What `<Control>` lays on the element whose border box is the control's box. Spread it on the root
 * element; if the control has styles of its own, merge them: `style={{ ...own, ...frame.style }}`.
 */
export interface Frame {
  readonly ref: (element: HTMLElement | null) => void;
  readonly style: CSSProperties;
  readonly "data-id": number;
  readonly "data-key"?: string;
}

/** What every control component gets. `ctx` is what its box may use, its own width and height applied. */
export interface ControlProps {
  readonly node: ControlMap;
  readonly ctx: LayoutContext;
  readonly frame: Frame;
}

/** Draws one type of control. Hooks are allowed; the component runs again whenever the control changes. */
export type ControlView = (props: ControlProps) => ComponentChild;

/** Which axes a control takes wholly when they are offered with a limit. */
export interface Fill {
  readonly width: boolean;
  readonly height: boolean;
}

/** The offers on both axes. */
export type Offers = Pick<LayoutContext, "width" | "height">;

/**
 * Decides `Fill` from the control; `offers` has the control's own size applied, `fillOf` decides for
 * a child under the offers that the control would make to it.
 */
export type FillRule = (
  node: ControlMap,
  offers: Offers,
  fillOf: (child: ControlMap, offers: Offers) => Fill,
  page: PageMeasure,
) => Fill;

/** What of the page layout decisions depend on. */
export interface PageMeasure {
  readonly width: number;
}

/** A control of the first load, or one that comes with a chunk. */
export type ControlEntry =
  | { readonly view: ControlView; readonly fill?: Fill | FillRule }
  | {
      /** Loads the chunk; it exports views under the types' names, and its CSS as `styles`. */
      readonly load: () => Promise<Readonly<Record<string, unknown>>>;
      readonly fill?: Fill | FillRule;
    };

/** Everything the client can draw, by wire type. */
export type Registry = Readonly<Record<string, ControlEntry>>;

/** Shorthands for entries: takes the offered width, or both axes. */
export const fillsWidth: Fill = { width: true, height: false };
export const fillsBoth: Fill = { width: true, height: true };

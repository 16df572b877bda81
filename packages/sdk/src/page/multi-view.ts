import { defineControl } from "../core/base-control.ts";
import type { View } from "../generated/core.ts";
import { type MultiViewFields, multiViewSpec } from "../generated/page.ts";
import type { Constructor } from "../tables/constructor.ts";
import { BasePage } from "./base-page.ts";

class MultiViewClass extends BasePage {}

/** Named properties of `MultiView`. */
export interface MultiViewProps {
  viewId: number;
  initialData: Record<string, unknown>;
  views?: View[];
}

/** A page-like part of a page that is embedded into several elements of a host page. */
export interface MultiView extends MultiViewClass, MultiViewFields {}
export const MultiView = defineControl(MultiViewClass, {
  ...multiViewSpec,
  positional: ["viewId", "initialData"],
}) as unknown as Constructor<MultiView, MultiViewProps, [props: MultiViewProps]>;

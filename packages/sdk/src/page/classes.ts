import { Control, defineControl } from "../core/base-control.ts";
import { defineValue, Value } from "../core/value.ts";

const insets = () => new Padding();

class PaddingClass extends Value {
  declare left: number;
}
export const Padding = defineValue(
  PaddingClass as unknown as new (
    ...args: unknown[]
  ) => PaddingClass,
  {
    positional: ["left", "top", "right", "bottom"],
    encoding: "sparse",
    fields: ["left", "top", "right", "bottom"].map((name) => ({
      name,
      wire: name,
      kind: "scalar" as const,
      default: 0,
    })),
  },
);

class PageMediaDataClass extends Value {}
export const PageMediaData = defineValue(PageMediaDataClass, {
  encoding: "plain",
  fields: [
    { name: "padding", wire: "padding", kind: "value", factory: insets },
    { name: "viewPadding", wire: "view_padding", kind: "value", factory: insets },
    { name: "viewInsets", wire: "view_insets", kind: "value", factory: insets },
    { name: "devicePixelRatio", wire: "device_pixel_ratio", kind: "scalar", default: 0 },
    { name: "orientation", wire: "orientation", kind: "scalar", default: "portrait" },
    { name: "always24", wire: "always_use_24_hour_format", kind: "scalar", default: false },
  ],
});

export class View extends Control {
  declare controls: Control[];
  declare route: string;
}
defineControl(View, {
  type: "View",
  internals: { host_expanded: true },
  positional: ["controls", "route"],
  properties: [
    { name: "controls", wire: "controls", kind: "controls", structural: true, factory: () => [] },
    {
      name: "route",
      wire: "route",
      kind: "scalar",
      factory: () => "/",
      structural: true,
      alwaysSent: true,
    },
    {
      name: "padding",
      wire: "padding",
      kind: "value",
      factory: () => new Padding(10, 10, 10, 10),
      alwaysSent: true,
    },
  ],
  events: [],
});

export class Window extends Control {}
defineControl(Window, { type: "Window", properties: [], events: [] });

export class PageBase extends Control {}

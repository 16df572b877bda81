export { BaseControl } from "./core/base-control.ts";
export { Value } from "./core/value.ts";
export { ControlEvent, ControlEvent as Event, type Handler } from "./events/control-event.ts";
// biome-ignore lint/performance/noReExportAll: the generated module is itself a list of names
export * from "./generated/public.ts";
export {
  alignment,
  border,
  borderRadius,
  canvas,
  cupertinoColors,
  dropdown,
  dropdownm2,
  margin,
  padding,
} from "./namespaces.ts";
export type { PropertiesOf } from "./tables/constructor.ts";
export { TimeOfDay } from "./values/time-of-day.ts";

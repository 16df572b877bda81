export { BaseControl } from "./core/base-control.ts";
export { Value } from "./core/value.ts";
export {
  ControlEvent,
  ControlEvent as Event,
  type ControlEventHandler,
  type Handler as EventHandler,
} from "./events/control-event.ts";
// biome-ignore lint/performance/noReExportAll: the generated module is itself a list of names
export * from "./generated/public.ts";
export { UnsupportedPlatformError } from "./hooks/platforms.ts";
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
export { BasePage } from "./page/base-page.ts";
export { MultiView, type MultiViewProps } from "./page/multi-view.ts";
export { Page } from "./page/page.ts";
export { PubSubClient } from "./pubsub/pubsub-client.ts";
export { Ref } from "./ref.ts";
export { PageQuery } from "./routing/page-query.ts";
export { TemplateRoute } from "./routing/template-route.ts";
export { type Main, type RunOptions, run } from "./run.ts";
export { context } from "./session/context.ts";
export { DataChannel } from "./session/data-channel.ts";
export { PageSession } from "./session/page-session.ts";
export { SessionStore } from "./session/session-store.ts";
export type { PropertiesOf } from "./tables/constructor.ts";
export type { ThreadOptions } from "./tasks/task-runner.ts";
export { TimeOfDay } from "./values/time-of-day.ts";

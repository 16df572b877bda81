export type { Authorization } from "./auth/authorization.ts";
export type { LoginOptions } from "./auth/login-flow.ts";
export { OAuthProvider } from "./auth/oauth-provider.ts";
export { Auth0OAuthProvider } from "./auth/providers/auth0-oauth-provider.ts";
export { AzureOAuthProvider } from "./auth/providers/azure-oauth-provider.ts";
export { GitHubOAuthProvider } from "./auth/providers/github-oauth-provider.ts";
export { GoogleOAuthProvider } from "./auth/providers/google-oauth-provider.ts";
export { BaseControl } from "./core/base-control.ts";
export { Value } from "./core/value.ts";
export type { Children } from "./declarative/children.ts";
export { component, memo } from "./declarative/component.ts";
export {
  type Context,
  createContext,
  type ProviderProps,
  useContext,
} from "./declarative/context.ts";
export type { Component, Keyed } from "./declarative/definition.ts";
export { ErrorBoundary, type ErrorBoundaryProps } from "./declarative/error-boundary.ts";
export { useDialog } from "./declarative/hooks/use-dialog.ts";
export { onMounted, onUnmounted, onUpdated, useEffect } from "./declarative/hooks/use-effect.ts";
export { useCallback, useMemo } from "./declarative/hooks/use-memo.ts";
export { type MutableRef, useRef } from "./declarative/hooks/use-ref.ts";
export { type SetState, useReducer, useState } from "./declarative/hooks/use-state.ts";
export { Observable, observable } from "./declarative/observable/observable.ts";
export { Route, type RouteParams, type RouteProps } from "./declarative/router/route.ts";
export { Router, type RouterProps } from "./declarative/router/router.ts";
export {
  isRouteActive,
  useRouteLoaderData,
  useRouteLocation,
  useRouteOutlet,
  useRouteParams,
  useViewPath,
} from "./declarative/router/router-contexts.ts";
export {
  ControlEvent,
  ControlEvent as Event,
  type ControlEventHandler,
  type Handler as EventHandler,
} from "./events/control-event.ts";
// biome-ignore lint/performance/noReExportAll: the generated module is itself a list of names
export * from "./generated/public.ts";
export { UnsupportedPlatformError } from "./hooks/platforms.ts";
export type { Clonable } from "./keeping/clonable.ts";
export type { KeptHook, KeptSession, Migrate } from "./keeping/migrate.ts";
export {
  alignment,
  auth,
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

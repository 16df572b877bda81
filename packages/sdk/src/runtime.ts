export type { IdSource } from "./core/mounting.ts";
export { type Migrate, migrateParts } from "./keeping/migrate.ts";
export type { Restore } from "./keeping/restored-session.ts";
export type { Checkpoint, KeepPort } from "./keeping/session-keeping.ts";
export { decodeMessagePayload } from "./pubsub/pubsub-client.ts";
export { PubSubHub } from "./pubsub/pubsub-hub.ts";
export {
  type AppDefinition,
  type Main,
  type RunOptions,
  type RuntimePort,
  runtimeKey,
} from "./run.ts";
export { AppSession } from "./session/app-session.ts";
export { IdCounter } from "./session/id-counter.ts";
export type { ClientInfo, Connection } from "./session/session-host.ts";
export type { SessionHooks, SessionInit } from "./session/session-init.ts";
export type { ThreadPort } from "./tasks/task-runner.ts";

export { addressOf } from "./address.ts";
export { closeAll } from "./close-all.ts";
export { type Component, ComponentGroup, startOrStop } from "./component.ts";
export {
  type ConfigDefinition,
  ConfigError,
  type ConfiguredProcess,
  type ConfigVariable,
  defineConfig,
  describeConfig,
  type ParsedConfig,
  parseConfig,
  parseConfigOrExit,
} from "./config.ts";
export { parseDuration } from "./duration.ts";
export {
  bearerCheck,
  InternalListener,
  type InternalListenerOptions,
  requireBearer,
} from "./internal-listener.ts";
export { isAlive } from "./is-alive.ts";
export { LabelCap, maxAppLabels, maxTeamLabels } from "./label-cap.ts";
export { defaultLeaseTimes, type LeaseTimes } from "./lease-times.ts";
export {
  isLinkAnswer,
  type LinkAnswer,
  type LinkPass,
  readLinkPass,
  signLinkAnswer,
  signLinkPass,
} from "./link-pass.ts";
export {
  createLogger,
  hashSessionId,
  type Logger,
  type LoggerOptions,
  sessionFields,
  silentLogger,
} from "./logger.ts";
export { isOnMachine, machineName, makeWorkerId } from "./machine.ts";
export {
  authFailures,
  createRegistry,
  exposeGauge,
  exposeReadings,
  type Reading,
  type Readings,
  Registry,
  type RegistryOptions,
  sharedCounter,
} from "./metrics.ts";
export { nowAndThen } from "./now-and-then.ts";
export { PeerClient, peerAddress } from "./peer-client.ts";
export { portTaken } from "./port-taken.ts";
export { type Problem, problemHandler, problemOf, sendProblem } from "./problem.ts";
export { leastOf, type ProcessSettings, readProcessSettings } from "./process-settings.ts";
export { reachAnswer, reachRoutes } from "./reach-routes.ts";
export { makeRequestId, requestIdHeader, requestIdOf } from "./request-id.ts";
export { resource } from "./resource.ts";
export {
  type ProcessHandle,
  type RunServiceOptions,
  runService,
  runServiceOrExit,
} from "./run-service.ts";
export {
  logLevelVariable,
  machineVariable,
  sharedVariables,
  tracingVariables,
  warmProcessesVariable,
} from "./shared-variables.ts";
export { SteadyReach } from "./steady-reach.ts";
export { StoreMetrics } from "./store-metrics.ts";
export { CertificateMetrics } from "./tls/certificate-metrics.ts";
export { openIdentityOrExit } from "./tls/open-identity.ts";
export { PeerIdentity } from "./tls/peer-identity.ts";
export type { PeerRole } from "./tls/peer-role.ts";
export { certificateFiles, tlsProblems } from "./tls/tls-variables.ts";
export { type SpanFacts, traceTime } from "./tracing/span-facts.ts";
export {
  decodeTraceContext,
  encodeTraceContext,
  makeSpanId,
  makeTraceId,
  type TraceContext,
} from "./tracing/trace-context.ts";
export { createTracing, Tracing } from "./tracing/tracing.ts";
export {
  booleanVariable,
  durationVariable,
  integerVariable,
  listVariable,
  portVariable,
} from "./variables.ts";

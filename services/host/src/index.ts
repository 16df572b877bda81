export { findInstallation, type Installation } from "@flotilla/control";
export {
  type Component,
  createLogger,
  type ProcessHandle,
  runService,
} from "@flotilla/service-kit";
export { type HostConfig, hostVariables, parseHostConfig } from "./config.ts";
export { Host, type HostAddress, type HostOptions, localTeam } from "./host.ts";

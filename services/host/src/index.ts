export {
  type AppFile,
  type AppSettings,
  type BuildProblem,
  BuildProblems,
  buildApp,
  checkTypes,
  chooseEntry,
  defaultCompilerOptions,
  findInstallation,
  formatProblem,
  type Installation,
  parseSettings,
  readAppFolder,
  settingsFile,
} from "@flotilla/control";
export {
  type Component,
  createLogger,
  type ProcessHandle,
  runService,
} from "@flotilla/service-kit";
export { type HostConfig, hostVariables, parseHostConfig } from "./config.ts";
export { Host, type HostAddress, type HostOptions, localTeam } from "./host.ts";

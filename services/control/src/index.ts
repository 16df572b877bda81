export {
  type AppSettings,
  chooseEntry,
  parseSettings,
  settingsFile,
} from "./build/app-settings.ts";
export { type BuildRequest, type BuildResult, buildApp } from "./build/build-app.ts";
export { type BuildProblem, BuildProblems, formatProblem } from "./build/build-problem.ts";
export { checkTypes, defaultCompilerOptions, type TypeCheckResult } from "./build/check-types.ts";
export { type AppFile, readAppFolder } from "./build/read-app-folder.ts";
export { type ControlConfig, controlConfig, defaultControlLimits } from "./config.ts";
export { Control, type ControlOptions } from "./control.ts";
export type { AppStarter } from "./deploy/app-starter.ts";
export type { DeployEvent, DeployResult } from "./deploy/deploy-event.ts";
export type { Deployer, DeployRequest } from "./deploy/deployer.ts";
export { findInstallation, type Installation } from "./installation.ts";

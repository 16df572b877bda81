export { readAppFolder } from "./build/read-app-folder.ts";
export { type ControlConfig, controlConfig, defaultControlLimits } from "./config.ts";
export { Control, type ControlOptions } from "./control.ts";
export type { AppStarter } from "./deploy/app-starter.ts";
export type { DeployEvent, DeployResult } from "./deploy/deploy-event.ts";
export type { Deployer, DeployRequest } from "./deploy/deployer.ts";
export { findInstallation, type Installation } from "./installation.ts";

// What can be told of an app's folder without any service: commands that need no more than this start at once.
export { findInstallation } from "../installation.ts";
export { chooseEntry, parseSettings, settingsFile } from "./app-settings.ts";
export { buildApp } from "./build-app.ts";
export { BuildProblems, formatProblem } from "./build-problem.ts";
export { checkTypes, defaultCompilerOptions } from "./check-types.ts";
export { type AppFile, readAppFolder } from "./read-app-folder.ts";

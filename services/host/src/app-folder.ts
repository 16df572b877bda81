// What can be told of an app's folder without any service: commands that need no more than this start at once.
export {
  type AppFile,
  BuildProblems,
  buildApp,
  checkTypes,
  chooseEntry,
  defaultCompilerOptions,
  findInstallation,
  formatProblem,
  parseSettings,
  readAppFolder,
  settingsFile,
} from "@flotilla/control/app-folder";

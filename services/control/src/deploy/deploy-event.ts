import type { BuildProblem } from "../build/build-problem.ts";

/** The steps of a deploy, in order. */
export type DeployStep = "fetch" | "install" | "build" | "types" | "publish" | "start" | "activate";

/** What a deploy tells while it runs. */
export type DeployEvent =
  | { readonly event: "step"; readonly step: DeployStep }
  | { readonly event: "warning"; readonly text: string; readonly problem?: BuildProblem };

/** How a deploy ended. */
export interface DeployResult {
  readonly team: string;
  readonly app: string;
  readonly release: string;
  /** False if this very release was live before. */
  readonly changed: boolean;
}

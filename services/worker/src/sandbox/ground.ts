import { randomBytes } from "node:crypto";
import process from "node:process";
import { closeAll, type Logger } from "@flotilla/service-kit";
import { type CgroupDriver, noCgroups } from "../cgroup/cgroup-driver.ts";
import { detectCgroups, groupPrefix, sweepGroups } from "../cgroup/detect-cgroups.ts";
import { announceTier } from "./announce-tier.ts";
import { Launcher } from "./launcher.ts";
import { inspectMachine, type Machine } from "./machine.ts";
import { RunFolder } from "./run-folder.ts";
import { selfTest } from "./self-test.ts";
import type { Tier } from "./tier.ts";

/** What the ground is laid from. */
export interface GroundParts {
  /** What the machine offers; looked up if not given. */
  readonly machine: Machine | undefined;
  /** Folder for sockets and scratch space. */
  readonly folder: string;
  /** Folder of the built runtime. */
  readonly runtimeFolder: string;
  readonly minTier: Tier;
  readonly maxTier: Tier;
  /** Told of the tier that was reached; `none` if it is not the required one. */
  readonly onTier: (tier: Tier) => void;
  readonly logger: Logger;
}

/** What app processes stand on: a folder and control groups of this worker, and the walls that its self-test has proven. */
export class Ground {
  readonly #parts: GroundParts;
  #cgroups: CgroupDriver = noCgroups;
  #runFolder: RunFolder | undefined;

  constructor(parts: GroundParts) {
    this.#parts = parts;
  }

  /** Throws `TierError` when the machine does not reach the required tier. */
  async open(): Promise<Launcher> {
    const { folder, runtimeFolder, minTier, maxTier, onTier, logger } = this.#parts;
    const machine = this.#parts.machine ?? (await inspectMachine());
    const unique = `${groupPrefix}${process.pid}-${randomBytes(3).toString("hex")}`;
    const { driver: cgroups, reason } = await detectCgroups(unique);
    this.#cgroups = cgroups;
    await sweepGroups(cgroups.folders);
    this.#runFolder = new RunFolder(folder, cgroups.folders);
    const shared = { machine, cgroups, runFolder: await this.#runFolder.open(), runtimeFolder };
    const tested = await selfTest({ ...shared, minTier, maxTier }).catch((error: unknown) => {
      onTier("none");
      throw error;
    });
    const { tier, disableUserns } = tested;
    onTier(tier);
    announceTier(tested, { minTier, maxTier, cgroups: reason }, logger);
    const onLeftover = (err: unknown): void => {
      logger.warn({ err }, "an ended app process has left something behind");
    };
    return new Launcher({ ...shared, tier, disableUserns, onLeftover });
  }

  async close(): Promise<void> {
    await closeAll("ground", [() => this.#cgroups.stop(), () => this.#runFolder?.close()]);
  }
}

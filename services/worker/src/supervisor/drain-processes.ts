import type { Logger } from "@flotilla/service-kit";
import type { WorkerConfig } from "../config.ts";
import type { AppProcess } from "../process/app-process.ts";
import type { ProcessRegister } from "./process-register.ts";

/**
 * Ends processes with their last sessions, which go on elsewhere one by one if there is an elsewhere. Resolves when all have
 * ended, or the deadline has passed; what is left then is handed over as it is.
 */
export async function drainProcesses(
  processes: readonly AppProcess[],
  register: ProcessRegister,
  { config, logger }: { readonly config: WorkerConfig; readonly logger: Logger },
): Promise<void> {
  const { drainMs, handsOver } = config;
  const leave = async (process: AppProcess): Promise<void> => {
    if (process.state === "starting") void process.stop();
    if (process.state !== "ready") return;
    await register // first, so that its sessions are not sent where they come from
      .put(process, "draining")
      .catch((err: unknown) => logger.warn({ err, process: process.id }, "drain not announced"));
    if (handsOver) process.handOver("same", drainMs);
    else process.drain(drainMs);
  };
  const { promise: deadline, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(() => resolve("late"), drainMs);
  const ended = Promise.all(
    processes.map(async (process) => {
      await leave(process);
      await process.ended;
    }),
  );
  const isLate = (await Promise.race([deadline, ended])) === "late";
  clearTimeout(timer);
  if (isLate && handsOver) await Promise.all(processes.map((process) => process.move("same")));
}

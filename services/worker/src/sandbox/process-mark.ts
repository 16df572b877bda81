import { readFileSync } from "node:fs";
import process from "node:process";
import { isAlive } from "@flotilla/service-kit";

/**
 * This process as a part of a file's name: its id and when it began. In a container every worker has the same id, elsewhere one
 * is given again some day.
 */
export function processMark(): string {
  return `${process.pid}.${beginningOf(process.pid)}`;
}

/** Whether the process that a mark is of has ended. */
export function hasEnded(mark: string): boolean {
  const [id, beginning] = mark.split(".");
  const pid = Number(id);
  return !isAlive(pid) || beginningOf(pid) !== beginning;
}

/** In ticks of the machine's clock; nothing where nobody tells. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, fields = ""] = /^.*\) (.*)$/s.exec(stat) ?? [];
    return Number(fields.split(" ")[19]).toString(36);
  } catch {
    return "";
  }
}

import { Extension } from "@flotilla/protocol";
import type { ComponentChild } from "preact";
import { durationOf } from "../../values/duration.ts";
import { choiceOf, numberOf } from "../../values/scalars.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { type Column, Columns } from "./columns.tsx";

const durationExtension = 3;

/** Wheels for a duration. */
export function CupertinoTimerPicker(props: ControlProps): ComponentChild {
  const { node } = props;
  const client = useClient();
  const mode = choiceOf(node.mode, ["hm", "ms", "hms"], "hms");
  const { value } = node;
  const ms =
    value instanceof Extension && value.code === durationExtension
      ? Number(value.text) / 1_000
      : durationOf(value);
  const all = Math.floor(ms / 1_000);
  const parts = { h: Math.floor(all / 3_600) % 24, m: Math.floor(all / 60) % 60, s: all % 60 };
  const set = (change: Partial<typeof parts>) => {
    const { h, m, s } = { ...parts, ...change };
    const next = new Extension(durationExtension, String((h * 3_600 + m * 60 + s) * 1_000_000));
    client.update(node, { value: next });
    client.trigger(node, "change", next);
  };
  const columns: Column[] = [];
  const width = 294 / mode.length;
  const wheel = (unit: "h" | "m" | "s", label: string, short: string, step: number) => {
    if (!mode.includes(unit)) return;
    columns.push({
      label,
      width,
      unit: short,
      count: (unit === "h" ? 24 : 60) / step,
      index: Math.floor(parts[unit] / step),
      looping: unit !== "h",
      text: (at) => (unit === "h" ? String(at).padStart(2, "0") : String(at * step)),
      onChange: (at) => set({ [unit]: at * step }),
    });
  };
  wheel("h", "Hours", parts.h === 1 ? "hour" : "hours", 1);
  wheel("m", "Minutes", "min.", numberOf(node.minute_interval) ?? 1);
  wheel("s", "Seconds", "sec.", numberOf(node.second_interval) ?? 1);
  return <Columns {...props} columns={columns} />;
}

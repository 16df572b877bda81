import { seconds } from "./amounts.ts";
import type { AppProcessHooks } from "./app-process-hooks.ts";
import type { ControlConnection } from "./control-connection.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { OutputPump } from "./output-pump.ts";

const warnMs = 5_000;

/** The heartbeat of an app process: its author and its visitors learn that it is silent, `end` is called if that lasts. */
export function watchSilence(
  control: ControlConnection,
  output: OutputPump,
  {
    killMs,
    onSilent,
    end,
  }: Pick<AppProcessHooks, "onSilent"> & {
    readonly killMs: number;
    readonly end: (why: string) => void;
  },
): Heartbeat {
  return new Heartbeat(
    { intervalMs: 1_000, warnMs, killMs },
    {
      ping: (n) => void control.send({ type: "ping", n }),
      isDeaf: () => control.isHeld,
      onSilent: (ms) => {
        output.note(`the app has not responded for ${seconds(ms)}`);
        onSilent(true);
      },
      onBack: () => onSilent(false),
      onDead: (ms) => end(`not responding for ${seconds(ms)}`),
    },
  );
}

import { durationOf } from "../../values/duration.ts";
import { flagOf } from "../../values/scalars.ts";
import type { BindService } from "../service.ts";
import { openSensor } from "./open-sensor.ts";
import type { SensorKind } from "./sensor-source.ts";

const usualIntervalMs = 200;

/** Accelerometer, UserAccelerometer, Gyroscope, Magnetometer: the device's movements, while somebody listens. */
export const bind: BindService = (node, host) => {
  const kind = node._c as SensorKind;
  const current = () => host.get(node._i) ?? node;
  let wanted = "";
  let stop: (() => void) | undefined;
  const follow = () => {
    const { enabled, interval, on_reading, on_error, cancel_on_error } = current();
    const isHeard = on_reading === true || on_error === true;
    const given = durationOf(interval, usualIntervalMs);
    const intervalMs = given < 0 ? usualIntervalMs : given;
    const next = JSON.stringify([enabled, intervalMs, on_reading, on_error, cancel_on_error]);
    if (next === wanted) return;
    wanted = next;
    stop?.();
    stop = undefined;
    if (!flagOf(enabled, true) || !isHeard) return;
    let hasFailed = false;
    const close = openSensor(host, kind, {
      intervalMs,
      reading: (reading) =>
        host.trigger(current(), "reading", { ...reading, timestamp: new Date() }),
      error: (message) => {
        host.trigger(current(), "error", { message });
        hasFailed = flagOf(cancel_on_error, true);
        if (hasFailed) stop?.();
      },
    });
    if (hasFailed) close();
    else stop = close;
  };
  follow();
  return { methods: {}, changed: follow, dispose: () => stop?.() };
};

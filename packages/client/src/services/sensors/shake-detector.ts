import { numberOf } from "../../values/scalars.ts";
import type { BindService } from "../service.ts";
import { openSensor } from "./open-sensor.ts";
import { ShakeCount } from "./shake-count.ts";

const samplingMs = 20;

/** ShakeDetector: tells when the device is shaken. */
export const bind: BindService = (node, host) => {
  const current = () => host.get(node._i) ?? node;
  const count = new ShakeCount(() => {
    const { minimum_shake_count, shake_slop_time_ms } = current();
    const { shake_count_reset_time_ms, shake_threshold_gravity } = current();
    return {
      minimumCount: numberOf(minimum_shake_count) ?? 1,
      slopMs: numberOf(shake_slop_time_ms) ?? 500,
      resetMs: numberOf(shake_count_reset_time_ms) ?? 3000,
      thresholdGravity: numberOf(shake_threshold_gravity) ?? 2.7,
    };
  });
  const stop = openSensor(host, "Accelerometer", {
    intervalMs: samplingMs,
    reading: (reading) => {
      if (count.isShake(reading, host.window.performance.now())) {
        host.trigger(current(), "shake");
      }
    },
    error: () => undefined, // a device that cannot be shaken is not shaken
  });
  return { methods: {}, dispose: stop };
};

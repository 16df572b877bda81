import type { Reading, SensorKind, SensorSource } from "./sensor-source.ts";

type Ask = (label: string, action: () => Promise<string>) => Promise<string>;
type MotionEvents = typeof DeviceMotionEvent & { requestPermission?: () => Promise<string> };

const radians = Math.PI / 180;
const measures: Readonly<Record<string, (event: DeviceMotionEvent) => Reading | undefined>> = {
  Accelerometer: ({ accelerationIncludingGravity }) => whole(accelerationIncludingGravity),
  UserAccelerometer: ({ acceleration }) => whole(acceleration),
  Gyroscope: ({ rotationRate }) => {
    const degrees = rotationRate && whole(turns(rotationRate));
    return degrees
      ? { x: degrees.x * radians, y: degrees.y * radians, z: degrees.z * radians }
      : undefined;
  },
};

/** The movements that browsers without sensors tell of, Safari first; undefined where there is nothing. */
export function deviceMotion(
  window: Window & typeof globalThis,
  kind: SensorKind,
  ask: Ask,
): SensorSource | undefined {
  const measure = measures[kind];
  const Events = window.DeviceMotionEvent as MotionEvents | undefined;
  if (!measure || !Events) return undefined;
  return ({ intervalMs, reading, error }) => {
    let last = Number.NEGATIVE_INFINITY;
    let stopped = false;
    const heard = (event: DeviceMotionEvent) => {
      const value = measure(event);
      if (!value) return error("this device has no such sensor");
      if (event.timeStamp - last < intervalMs) return;
      last = event.timeStamp;
      reading(value);
    };
    const listen = async () => {
      const answer = await Events.requestPermission?.().catch(() =>
        ask("Allow this app to sense movements", async () => {
          return (await Events.requestPermission?.()) ?? "granted";
        }),
      );
      if (answer === "denied") error("NotAllowedError: access to movements was refused");
      else if (!stopped) window.addEventListener("devicemotion", heard);
    };
    listen().catch((refusal) => error(String(refusal)));
    return () => {
      stopped = true;
      window.removeEventListener("devicemotion", heard);
    };
  };
}

interface Axes {
  readonly x: number | null;
  readonly y: number | null;
  readonly z: number | null;
}

function turns({ alpha, beta, gamma }: DeviceMotionEventRotationRate): Axes {
  return { x: beta, y: gamma, z: alpha };
}

function whole(axes: Axes | null): Reading | undefined {
  if (axes === null) return undefined;
  const { x, y, z } = axes;
  return x === null || y === null || z === null ? undefined : { x, y, z };
}

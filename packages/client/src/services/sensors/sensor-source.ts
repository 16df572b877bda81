/** A measurement along the axes of the device: m/s², rad/s or µT. */
export interface Reading {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The names of what is measured, as apps know them. */
export type SensorKind =
  | "Accelerometer"
  | "Barometer"
  | "Gyroscope"
  | "Magnetometer"
  | "UserAccelerometer";

/** Who hears of a sensor. */
export interface SensorListener {
  readonly intervalMs: number;
  reading(reading: Reading): void;
  error(message: string): void;
}

/** Starts a sensor; returns what stops it. */
export type SensorSource = (listener: SensorListener) => () => void;

interface GenericSensor extends EventTarget {
  readonly x: number | null;
  readonly y: number | null;
  readonly z: number | null;
  start(): void;
  stop(): void;
}
type SensorClass = new (options: { frequency: number }) => GenericSensor;
type SensorWindow = Window & Readonly<Record<string, SensorClass | undefined>>;

/** No browser has a barometer. */
const classNames: Readonly<Partial<Record<SensorKind, string>>> = {
  Accelerometer: "Accelerometer",
  Gyroscope: "Gyroscope",
  Magnetometer: "Magnetometer",
  UserAccelerometer: "LinearAccelerationSensor",
};
const highestFrequency = 60;

/** The browser's own sensor of this kind; undefined where it has none. */
export function genericSensor(window: Window, kind: SensorKind): SensorSource | undefined {
  const Sensor = (window as unknown as SensorWindow)[classNames[kind] ?? ""];
  if (!Sensor) return undefined;
  return ({ intervalMs, reading, error }) => {
    let sensor: GenericSensor;
    try {
      const frequency = Math.min(highestFrequency, 1000 / Math.max(1, intervalMs));
      sensor = new Sensor({ frequency });
    } catch (refusal) {
      error(String(refusal)); // the page may not use it at all
      return () => undefined;
    }
    sensor.addEventListener("reading", () => {
      const { x, y, z } = sensor;
      if (x !== null && y !== null && z !== null) reading({ x, y, z });
    });
    sensor.addEventListener("error", (event) => {
      const { name, message } = (event as Event & { error: DOMException }).error;
      error(`${name}: ${message}`);
    });
    sensor.start();
    return () => sensor.stop();
  };
}

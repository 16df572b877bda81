import type { ServiceHost } from "../service.ts";
import { deviceMotion } from "./device-motion.ts";
import { genericSensor, type SensorKind, type SensorListener } from "./sensor-source.ts";

/** Starts the best source of a measurement that the browser has; returns what stops it. */
export function openSensor(
  { window, inGesture }: Pick<ServiceHost, "window" | "inGesture">,
  kind: SensorKind,
  listener: SensorListener,
): () => void {
  const source = genericSensor(window, kind) ?? deviceMotion(window, kind, inGesture);
  if (source) return source(listener);
  listener.error(`${kind} is not available in this browser`);
  return () => undefined;
}

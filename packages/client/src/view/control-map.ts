/** A control as it stands in the client's tree: its wire type, its id and its properties. */
export type ControlMap = { _c: string; _i: number; [property: string]: unknown };

/** Tells a control from any other value of a property. */
export function isControl(value: unknown): value is ControlMap {
  return typeof value === "object" && value !== null && "_c" in value && "_i" in value;
}

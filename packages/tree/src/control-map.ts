/** A control as it travels: type, id and properties; the presence of `_c` is what makes a map a control. */
export interface ControlMap {
  _c: string;
  _i: number;
  [property: string]: unknown;
}

/** Whether a wire value is a control. */
export function isControl(value: unknown): value is ControlMap {
  return isPlainMap(value) && value._c !== undefined;
}

/** Whether a wire value is a map with string keys: a control, a value object or a plain map. */
export function isPlainMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** Looks through components: the rendered body instead of the transparent wrapper, however many there are. */
export function body(value: unknown): unknown {
  let inner = value;
  while (isControl(inner) && inner._c === "C") inner = inner._b;
  return inner;
}

/** The author's key of a control: the plain value, without the map around it. */
export function keyOf(control: ControlMap): unknown {
  const key = control.key;
  return isPlainMap(key) ? key.value : (key ?? undefined);
}

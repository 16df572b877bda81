/** A field that Node hangs on its errors (`code`, `errcode`); no `instanceof`, tests run in another realm. */
export function errorField(error: unknown, field: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, field) : undefined;
}

/** `scroll_to` → `scrollTo`; a leading underscore stays. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[^_])_+([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** `scrollTo` → `scroll_to`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The identifier in generated modules of a schema id such as `canvas.Path.Arc` or `dropdownm2.Option`. */
export function identifier(id: string): string {
  if (id.startsWith("canvas.Path.")) {
    const rest = id.slice("canvas.Path.".length);
    return rest === "PathElement" ? rest : `Path${rest}`;
  }
  if (id === "dropdownm2.Option") return "DropdownM2Option";
  if (id === "Event") return "ControlEvent";
  if (id === "_Matrix4Call") return "Matrix4Call";
  return id.slice(id.lastIndexOf(".") + 1);
}

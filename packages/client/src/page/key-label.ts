const labels: Readonly<Record<string, string>> = {
  " ": "Space",
  ArrowDown: "Arrow Down",
  ArrowLeft: "Arrow Left",
  ArrowRight: "Arrow Right",
  ArrowUp: "Arrow Up",
  PageDown: "Page Down",
  PageUp: "Page Up",
  ContextMenu: "Context Menu",
  PrintScreen: "Print Screen",
};
const modifiers = new Set([
  "Shift",
  "Control",
  "Alt",
  "Meta",
  "AltGraph",
  "CapsLock",
  "NumLock",
  "ScrollLock",
  "Fn",
  "OS",
]);

/** Flutter's label of a key (`A`, `Arrow Down`, `F2`); undefined for modifiers and unfinished input. */
export function keyLabel(event: KeyboardEvent): string | undefined {
  const { key } = event;
  if (event.isComposing || key === "Dead" || key === "Process" || key === "Unidentified")
    return undefined;
  if (modifiers.has(key)) return undefined;
  const label = labels[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return event.location === KeyboardEvent.DOM_KEY_LOCATION_NUMPAD ? `Numpad ${label}` : label;
}

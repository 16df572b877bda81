/** A key handler that runs `action` at Enter, as links do. */
export function onEnter(action: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    action();
  };
}

/** A key handler that runs `action` at Enter and Space, as buttons do. */
export function onPress(action: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    action();
  };
}

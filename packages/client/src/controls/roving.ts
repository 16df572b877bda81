/** A key handler that moves the focus between the items of a bar or menu by arrow keys, Home and End. */
export function roving(
  axis: "horizontal" | "vertical",
  rtl = false,
): (event: KeyboardEvent & { currentTarget: HTMLElement }) => void {
  const [forward, back] =
    axis === "vertical"
      ? ["ArrowDown", "ArrowUp"]
      : rtl
        ? ["ArrowLeft", "ArrowRight"]
        : ["ArrowRight", "ArrowLeft"];
  return (event) => {
    const items = itemsOf(event.currentTarget);
    const at = items.indexOf(event.target as HTMLElement);
    const next = nextPlace(event.key, at, items.length, { forward, back });
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  };
}

/** Moves the focus to the first item of a menu. */
export function focusFirst(menu: HTMLElement): void {
  itemsOf(menu)[0]?.focus({ preventScroll: true });
}

/** The items of a bar or menu that can have the focus. */
function itemsOf(container: HTMLElement): HTMLElement[] {
  const roles = ["tab", "menuitem", "menuitemcheckbox", "option"];
  const selector = [...roles.map((role) => `[role=${role}]`), ".fl-destination"].join();
  return [...container.querySelectorAll<HTMLElement>(selector)].filter(
    (item) => !item.matches(":disabled"),
  );
}

function nextPlace(
  key: string,
  at: number,
  count: number,
  { forward, back }: { forward: string; back: string },
): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case forward:
      return (at + 1) % count;
    case back:
      return at < 0 ? count - 1 : (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

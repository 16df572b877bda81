/**
 * Remembers where the focus is. The result, called when another tree has been drawn, brings it back if it was lost: to the
 * same control if that was drawn anew, else to what is left around it, where keys do no harm.
 */
export function keepFocus(
  root: HTMLElement,
  elementOf: (id: number) => HTMLElement | undefined,
): () => void {
  const { ownerDocument: document } = root;
  const focused = document.activeElement;
  if (!focused || !root.contains(focused)) return () => undefined;
  if (!(focused instanceof HTMLElement)) return () => undefined;
  const ids = controlsAround(focused);
  const selection = selectionOf(focused);
  const bringBack = () => {
    if (document.activeElement !== document.body || focused.isConnected) return;
    const [own] = ids;
    const twin = own === undefined ? undefined : twinOf(focused, elementOf(own));
    if (twin) {
      twin.focus({ preventScroll: true });
      if (selection && isText(twin)) twin.setSelectionRange(...selection);
      return;
    }
    const left = ids.map(elementOf).find((element) => element !== undefined);
    focusBox(left ?? root);
  };
  // Components are drawn when the running task has ended.
  return () => void setTimeout(bringBack);
}

/** The innermost first. */
function controlsAround(focused: HTMLElement): readonly number[] {
  const ids: number[] = [];
  let element = focused.closest<HTMLElement>("[data-id]");
  while (element) {
    ids.push(Number(element.dataset.id));
    element = element.parentElement?.closest<HTMLElement>("[data-id]") ?? null;
  }
  return ids;
}

/** The element that does in the newly drawn control what the focused one did in the old. */
function twinOf(focused: HTMLElement, box: HTMLElement | undefined): HTMLElement | undefined {
  if (!box) return undefined;
  const { tagName } = focused;
  return box.tagName === tagName ? box : (box.querySelector<HTMLElement>(tagName) ?? undefined);
}

/** Focuses a box that takes no keys, as a place from which the visitor goes on. */
function focusBox(box: HTMLElement): void {
  if (box.tabIndex < 0) {
    box.tabIndex = -1;
    box.style.outline = "none";
    const left = () => {
      box.removeAttribute("tabindex");
      box.style.outline = "";
    };
    box.addEventListener("blur", left, { once: true });
  }
  box.focus({ preventScroll: true });
}

function isText(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && element.selectionStart !== null)
  );
}

function selectionOf(element: HTMLElement): [number, number, "forward" | "backward"] | undefined {
  if (!isText(element)) return undefined;
  const { selectionStart, selectionEnd, selectionDirection } = element;
  const direction = selectionDirection === "backward" ? "backward" : "forward";
  return [selectionStart ?? 0, selectionEnd ?? 0, direction];
}

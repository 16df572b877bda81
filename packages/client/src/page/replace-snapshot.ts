const emptyPageMs = 1_000;

/**
 * Takes away what the host's page shows until the client draws, in the same frame in which there is a page to be seen, or a
 * word on why there is none. A control whose code is on its way, or a theme whose colors are, is waited for.
 */
export function replaceSnapshot(root: HTMLElement): void {
  const snapshot = root.ownerDocument.getElementById("flotilla-snapshot");
  if (!snapshot) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const remove = () => {
    clearTimeout(timer);
    observer.disconnect();
    snapshot.remove();
  };
  const observer = new MutationObserver(() => {
    const has = (selector: string) => root.querySelector(selector) !== null;
    if (has(".fl-panel,.fl-status")) remove();
    else if (root.ariaBusy === "true" || has("[aria-busy]")) return;
    else if (has("main [data-id]")) remove();
    else if (has("main")) timer ??= setTimeout(remove, emptyPageMs); // it may well be empty
  });
  observer.observe(root, { attributeFilter: ["aria-busy"], childList: true, subtree: true });
}

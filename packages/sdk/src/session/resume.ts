/** How long a restored session's page waits for `main`, so that nothing flickers. */
const maxWaitMs = 1_000;
/** Renders that follow each other before the page is shown, at most. */
const maxRounds = 10;

/** Resolves when `main` has ended, waits for the client, or takes too long. */
export async function whenSettled(
  main: void | Promise<void>,
  needsClient: Promise<void>,
): Promise<void> {
  if (main === undefined) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, maxWaitMs);
  await Promise.race([main, needsClient, promise]);
  clearTimeout(timer);
}

/** Renders until effects ask for no further renders. */
export function renderAll(components: { readonly isIdle: boolean; flush(): void }): void {
  for (let round = 0; round < maxRounds && !components.isIdle; round++) components.flush();
}

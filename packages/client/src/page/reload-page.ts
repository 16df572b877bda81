/** Loads the page anew if the host is there, as else the visitor would be left with nothing. */
export async function reloadPage({ fetch, location }: Window & typeof globalThis): Promise<void> {
  const { status } = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
  if (status < 500) location.reload();
}

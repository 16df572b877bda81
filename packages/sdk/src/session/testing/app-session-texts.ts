import type { TestClient } from "./test-client.ts";

export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The texts of the first view, as the client has them. */
export function texts(client: TestClient): unknown[] {
  const [view] = client.page.views as { controls?: { value?: string; _c: string }[] }[];
  return (view?.controls ?? []).filter(({ _c }) => _c === "Text").map(({ value }) => value ?? "");
}

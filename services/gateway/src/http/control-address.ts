import type { Nodes } from "@flotilla/store";

/** Where the control API is: at the address that was set, else that of a control service that is registered; undefined while nobody knows. */
export async function controlAddress(
  configured: string | undefined,
  nodes: Pick<Nodes, "list">,
): Promise<string | undefined> {
  if (configured !== undefined) return configured;
  const [control] = await nodes.list("control");
  return control?.internalUrl;
}

/** What the query of an Engine.IO request says. */
export interface EngineQuery {
  readonly transport: "polling" | "websocket";
  /** The client that the request belongs to; undefined for a handshake. */
  readonly sid: string | undefined;
}

const sidPattern = /^(g-[\w-]{1,64})\.[\w-]{16,64}$/;

/** Reads an Engine.IO query; undefined if it is none of the fourth protocol, or asks for scripts (JSONP). */
export function readEngineQuery(url: string | undefined): EngineQuery | undefined {
  const at = url?.indexOf("?") ?? -1;
  const query = new URLSearchParams(at === -1 ? "" : url?.slice(at));
  const transport = query.get("transport");
  if (query.get("EIO") !== "4" || query.has("j")) return undefined;
  if (transport !== "polling" && transport !== "websocket") return undefined;
  // Two readers of a query that says something twice could read it in two ways.
  for (const name of ["EIO", "transport", "sid"]) {
    if (query.getAll(name).length > 1) return undefined;
  }
  return { transport, sid: query.get("sid") ?? undefined };
}

/** The gateway that gave an identifier; undefined if none of ours did. */
export function gatewayOf(sid: string): string | undefined {
  return sidPattern.exec(sid)?.[1];
}

import { encodeNotice } from "@flotilla/protocol";
import type { AppLink } from "../upstream/app-link.ts";
import type { ConnectionTable } from "./connection-table.ts";

/** Tells the clients of a link that nothing comes from their app, or that something does again. */
export function tellSilence(connections: ConnectionTable, link: AppLink, isSilent: boolean): void {
  const packet = encodeNotice({ type: isSilent ? "not_responding" : "responding" });
  for (const connection of connections.all()) {
    if (connection.attachment?.link === link) connection.notify(packet);
  }
}

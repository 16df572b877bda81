import type { LinkAttach } from "@flotilla/protocol";
import type { ClientInfo } from "@flotilla/sdk/runtime";

/** What the app may know of the client that a gateway attaches. */
export function clientOf({ client, pageUrl, pageName }: LinkAttach): ClientInfo {
  return { ip: client.ip, userAgent: client.userAgent, pageUrl, pageName };
}

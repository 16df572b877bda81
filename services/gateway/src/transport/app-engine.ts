import type { IncomingMessage } from "node:http";
import { Server, type ServerOptions, type Transport } from "engine.io";
import { WebSocketServer, type ServerOptions as WsServerOptions } from "ws";
import { wsBounds } from "./ws-socket.ts";

/** Packets in one request of a polling client; more than a client can say in its burst. */
const maxPacketsPerRequest = 4_096;
const separator = "\u001e";

/** Engine.IO's server for the clients of all apps, with our bounds on what one request may hold. */
export class AppEngine extends Server {
  constructor(options: ServerOptions) {
    super({
      ...options,
      transports: ["polling", "websocket"],
      httpCompression: false,
      perMessageDeflate: false,
      allowEIO3: false,
      wsEngine: BoundedWsServer,
    });
  }

  protected override createTransport(
    name: "polling" | "websocket" | "webtransport",
    request: IncomingMessage,
  ): Transport {
    const transport = super.createTransport(name, request);
    if (name === "polling") bound(transport as PollingTransport);
    return transport;
  }
}

class BoundedWsServer extends WebSocketServer {
  constructor(options: WsServerOptions) {
    super({ ...options, ...wsBounds });
  }
}

type PollingTransport = Transport & {
  onData(data: string): void;
  onError(message: string): void;
  /** How long a closed client has to come for the news. */
  closeTimeout: number;
};

/** All packets of a request are decoded before the first is looked at: so they are counted first. */
function bound(transport: PollingTransport): void {
  transport.closeTimeout = wsBounds.closeTimeout;
  const onData = transport.onData.bind(transport);
  transport.onData = (data) => {
    if (hasTooMany(data)) transport.onError("too many packets in a request");
    else onData(data);
  };
}

function hasTooMany(data: string): boolean {
  let count = 0;
  for (let at = data.indexOf(separator); at !== -1; at = data.indexOf(separator, at + 1)) {
    count += 1;
    if (count >= maxPacketsPerRequest) return true;
  }
  return false;
}

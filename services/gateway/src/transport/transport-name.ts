/** What carries a client's packets. */
export const transports = ["ws", "sio-ws", "sio-poll"] as const;
export type TransportName = (typeof transports)[number];

const separator = "\u001e";
const announcement = '451-["packet",{"_placeholder":true,"num":0}]';

/** What a request was answered with. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Speaks Engine.IO's polling by hand, so that it can do what no library does. */
export class RawPoller {
  readonly url: string;
  sid = "";

  constructor(appUrl: string) {
    this.url = `${appUrl}/socket.io/`;
  }

  /** Opens, and joins the namespace. */
  static async open(appUrl: string, headers: Record<string, string> = {}): Promise<RawPoller> {
    const poller = new RawPoller(appUrl);
    const { text } = await poller.request("GET", "EIO=4&transport=polling", undefined, headers);
    poller.sid = (JSON.parse(text.slice(1)) as { sid: string }).sid;
    await poller.post("40");
    await poller.poll();
    return poller;
  }

  async request(
    method: string,
    query: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<RawAnswer> {
    const response = await fetch(`${this.url}?${query}`, {
      method,
      headers: { connection: "close", ...headers },
      ...(body !== undefined && { body }),
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  poll(): Promise<RawAnswer> {
    return this.request("GET", this.query);
  }

  post(...packets: readonly string[]): Promise<RawAnswer> {
    return this.request("POST", this.query, packets.join(separator), {
      "content-type": "text/plain;charset=UTF-8",
    });
  }

  /** Sends a packet of ours. */
  send(packet: Uint8Array): Promise<RawAnswer> {
    return this.post(announcement, `b${Buffer.from(packet).toString("base64")}`);
  }

  get query(): string {
    return `EIO=4&transport=polling&sid=${this.sid}`;
  }
}

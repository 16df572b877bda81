import { decode, encode } from "@flotilla/protocol";
import { isPlainObject } from "../core/same-value.ts";
import { withDates } from "../session/inbound.ts";

type Fields = Readonly<Record<string, unknown>>;

const pageId = 1;
const windowId = 2;

/** What a client has said about its page and window since it registered: newer than its registration. */
export class KeptPage {
  #fields: Record<string, unknown> = {};
  #bytes: Uint8Array | null = null;

  /** Takes over what was kept; throws for anything else. */
  constructor(kept?: Uint8Array) {
    if (kept === undefined) return;
    const fields = withDates(decode(kept));
    if (!isPlainObject(fields)) throw new TypeError("no page fields");
    this.#fields = fields;
  }

  get fields(): Fields {
    return this.#fields;
  }

  /** The client has registered: what it says there is the newest. */
  registered(): void {
    this.#fields = {};
    this.#bytes = null;
  }

  /** The client has updated a control. */
  updated(id: number, props: Fields): void {
    if (id === pageId) Object.assign(this.#fields, props);
    else if (id === windowId) {
      const { window } = this.#fields;
      this.#fields.window = { ...(isPlainObject(window) ? window : {}), ...props };
    } else return;
    this.#bytes = null;
  }

  /** The part of a checkpoint. */
  encode(): Uint8Array {
    this.#bytes ??= encode(this.#fields);
    return this.#bytes;
  }
}

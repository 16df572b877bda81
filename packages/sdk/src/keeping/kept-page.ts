import { decode, encode } from "@flotilla/protocol";
import type { BaseControl } from "../core/base-control.ts";
import { isPlainObject } from "../core/same-value.ts";
import { nodeKey } from "../core/tree-node.ts";
import { withDates } from "../session/inbound.ts";

type Fields = Readonly<Record<string, unknown>>;

const pageId = 1;
const windowId = 2;

/** What a client has said about its page and window since it registered: newer than its registration. */
export class KeptPage {
  #fields: Record<string, unknown> = {};
  #isChanged = true;

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
    this.#isChanged = true;
  }

  /** The client has updated a control. */
  updated(control: BaseControl, props: Fields): void {
    const { id, table } = control[nodeKey];
    if (id !== pageId && id !== windowId) return;
    const known = Object.entries(props).filter(([name]) => table.propertiesByWire.has(name));
    const fields = Object.fromEntries(known);
    const { window } = this.#fields;
    if (id === pageId) Object.assign(this.#fields, fields);
    else this.#fields.window = { ...(isPlainObject(window) ? window : {}), ...fields };
    this.#isChanged = true;
  }

  /** The part of a checkpoint; undefined if it has not changed since the last look. */
  takeChanges(): Uint8Array | undefined {
    if (!this.#isChanged) return undefined;
    this.#isChanged = false;
    return encode(this.#fields);
  }
}

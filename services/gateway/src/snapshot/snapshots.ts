import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { decodeFirstPage, type FirstPage, firstPageChannel } from "@flotilla/protocol";
import type { Logger } from "@flotilla/service-kit";
import type { Bus, Undo } from "@flotilla/store";
import type { Device, Drawing, Drawings, Painter } from "./painter.ts";

/** What became of a first page: it matched the one before and is shown, is the first of its kind, … */
export type SnapshotOutcome = "made" | "kept" | "waiting" | "personal" | "too_big" | "failed";

/** A page that a visitor sees before there is a session. */
export interface Snapshot extends Drawing {
  /** The same for the same page. */
  readonly digest: string;
}

/** Which page. */
export interface SnapshotPlace {
  readonly team: string;
  readonly app: string;
  readonly release: string;
  readonly route: string;
}

interface Entry {
  /** What the last session's page was like. */
  last: string;
  shown: Readonly<Record<Device, Snapshot>> | undefined;
}

interface Parts {
  readonly bus: Bus;
  readonly painter: Painter;
  readonly logger: Logger;
  readonly observe: (outcome: SnapshotOutcome) => void;
}

const maxEntries = 500;
/** Bytes of a snapshot after compression: what is left of a first load's 45 KB. */
const maxBytes = 16 * 1024;
const maxCharacters = 256 * 1024;

/**
 * Pages to paint before an app has answered: those that two sessions in a row had alike, and of which no app has asked who
 * sees them. They are compared as drawn, so nothing is shown that was not the same for both. The newest page counts: one
 * that looks otherwise takes the snapshot away until the next one is like it.
 */
export class Snapshots {
  readonly #parts: Parts;
  readonly #entries = new Map<string, Entry>();
  #undo: Undo | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#undo = await this.#parts.bus.subscribe(firstPageChannel, (bytes) => {
      this.#heard(bytes).catch((err: unknown) => {
        this.#parts.logger.warn({ err }, "first page not used");
      });
    });
  }

  async stop(): Promise<void> {
    await this.#undo?.();
    this.#undo = undefined;
    await this.#parts.painter.stop();
    this.#entries.clear();
  }

  /** The snapshot of a page, if there is one. */
  find(place: SnapshotPlace, device: Device): Snapshot | undefined {
    const key = keyOf(place);
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key); // to the end: it was used last
    this.#entries.set(key, entry);
    return entry.shown?.[device];
  }

  async #heard(bytes: Uint8Array): Promise<void> {
    const page = decodeFirstPage(bytes);
    if (page !== undefined) this.#parts.observe(await this.#take(page));
  }

  async #take(page: FirstPage): Promise<SnapshotOutcome> {
    const key = keyOf(page);
    const drawings = page.isPersonal ? undefined : await this.#draw(page);
    if (drawings === undefined) {
      this.#entries.delete(key);
      return page.isPersonal ? "personal" : "failed";
    }
    const digest = digestOf(drawings);
    const entry = this.#entries.get(key) ?? { last: "", shown: undefined };
    this.#keep(key, entry);
    if (entry.last !== digest) {
      entry.last = digest;
      entry.shown = undefined;
      return "waiting";
    }
    if (entry.shown !== undefined) return "kept";
    if (!(await isSmall(drawings))) return "too_big";
    const { desktop, phone } = drawings;
    if (entry.last === digest) {
      entry.shown = {
        desktop: { ...desktop, digest: `${digest}-d` },
        phone: { ...phone, digest: `${digest}-p` },
      };
    }
    return "made";
  }

  async #draw({ team, app, packets }: FirstPage): Promise<Drawings | undefined> {
    try {
      const drawings = await this.#parts.painter.paint(packets, `/${team}/${app}/`);
      return isBlank(drawings.desktop) ? undefined : drawings;
    } catch (err) {
      this.#parts.logger.debug({ err, app: `${team}/${app}` }, "page not painted");
      return undefined;
    }
  }

  /** Bounded: what was asked for least lately goes. */
  #keep(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size <= maxEntries) return;
    const oldest = this.#entries.keys().next();
    if (oldest.done !== true) this.#entries.delete(oldest.value);
  }
}

function keyOf({ team, app, release, route }: SnapshotPlace): string {
  return `${team}/${app}/${release} ${route}`;
}

function digestOf(drawings: Drawings): string {
  return createHash("sha256").update(JSON.stringify(drawings)).digest("base64url");
}

/** A page without any text tells a visitor no more than the shell without a snapshot, which names the app. */
function isBlank({ html }: Drawing): boolean {
  return html.replace(/<[^>]*>/g, "").trim() === "" && !/ value="[^"]/.test(html);
}

async function isSmall({ desktop, phone }: Drawings): Promise<boolean> {
  for (const { html, css } of [desktop, phone]) {
    if (html.length + css.length > maxCharacters) return false;
    const bytes = await promisify(brotliCompress)(`${css}${html}`);
    if (bytes.length > maxBytes) return false;
  }
  return true;
}

import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { decodeFirstPage, type FirstPage, firstPageChannel } from "@flotilla/protocol";
import type { Logger } from "@flotilla/service-kit";
import type { Bus, Undo } from "@flotilla/store";
import type { KeptSnapshots, SnapshotPlace } from "./kept-snapshots.ts";
import {
  type Device,
  type Drawing,
  type Drawings,
  type Painter,
  PainterLostError,
} from "./painter.ts";

/** What became of a first page: it matched the one before and is shown, is the first of its kind, … */
export type SnapshotOutcome = "made" | "kept" | "waiting" | "personal" | "too_big" | "failed";

/** A page that a visitor sees before there is a session. */
export interface Snapshot extends Drawing {
  /** The same for the same page. */
  readonly digest: string;
}

interface Entry {
  /** What the last session's page was like. */
  last: string;
  shown: Readonly<Record<Device, Snapshot>> | undefined;
}

interface Parts {
  readonly bus: Bus;
  readonly painter: Painter;
  readonly kept: KeptSnapshots;
  readonly logger: Logger;
  readonly observe: (outcome: SnapshotOutcome) => void;
}

const maxEntries = 500;
/** How long an app whose page has cost a thread gets no other one. */
const barredMs = 600_000;
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
  readonly #barredUntil = new Map<string, number>();
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
  async find(place: SnapshotPlace, device: Device): Promise<Snapshot | undefined> {
    const key = keyOf(place);
    const entry = this.#entries.get(key) ?? (await this.#read(place, key));
    if (entry === undefined) return undefined;
    this.#keep(key, entry);
    return entry.shown?.[device];
  }

  /** One that was made before this gateway started. What sessions have told meanwhile is newer. */
  async #read(place: SnapshotPlace, key: string): Promise<Entry | undefined> {
    const found = await this.#parts.kept.read(place).catch((err: unknown) => {
      this.#parts.logger.warn({ err }, "snapshot not read");
      return undefined;
    });
    const entry = this.#entries.get(key);
    if (found === undefined || entry !== undefined) return entry;
    return { last: found.digest, shown: shownOf(found.digest, found.drawings) };
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
      await this.#quietly(this.#parts.kept.forget(page));
      return page.isPersonal ? "personal" : "failed";
    }
    const digest = digestOf(drawings);
    const entry = this.#entries.get(key) ??
      (await this.#read(page, key)) ?? { last: "", shown: undefined };
    this.#keep(key, entry);
    if (entry.last !== digest) {
      entry.last = digest;
      entry.shown = undefined;
      await this.#quietly(this.#parts.kept.forget(page));
      return "waiting";
    }
    if (entry.shown !== undefined) return "kept";
    if (!(await isSmall(drawings))) return "too_big";
    if (entry.last === digest) {
      entry.shown = shownOf(digest, drawings);
      await this.#quietly(this.#parts.kept.keep(page, digest, drawings));
    }
    return "made";
  }

  /** Without the object store a snapshot lives as long as this gateway. */
  async #quietly(work: Promise<void>): Promise<void> {
    await work.catch((err: unknown) => this.#parts.logger.warn({ err }, "snapshot not kept"));
  }

  async #draw({ team, app, packets }: FirstPage): Promise<Drawings | undefined> {
    const name = `${team}/${app}`;
    if (this.#isBarred(name)) return undefined;
    try {
      const drawings = await this.#parts.painter.paint(packets, `/${name}/`);
      return isBlank(drawings.desktop) ? undefined : drawings;
    } catch (err) {
      if (err instanceof PainterLostError) {
        this.#barredUntil.set(name, performance.now() + barredMs);
        this.#parts.logger.warn({ err, app: name }, "page not painted, no snapshots for a while");
      } else this.#parts.logger.debug({ err, app: name }, "page not painted");
      return undefined;
    }
  }

  #isBarred(name: string): boolean {
    const now = performance.now();
    for (const [barred, until] of this.#barredUntil) {
      if (until < now) this.#barredUntil.delete(barred);
    }
    return this.#barredUntil.has(name);
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

function shownOf(digest: string, { desktop, phone }: Drawings): Entry["shown"] {
  return {
    desktop: { ...desktop, digest: `${digest}-d` },
    phone: { ...phone, digest: `${digest}-p` },
  };
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

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Catalog, DiskObjects } from "@flotilla/objects";
import { encodeFirstPage, firstPageChannel, joinPackets } from "@flotilla/protocol";
import { silentLogger } from "@flotilla/service-kit";
import { createMemoryStore, ManualClock } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { eventually, standInRenderer } from "../testing/open-gateway.ts";
import { KeptSnapshots } from "./kept-snapshots.ts";
import { Painter } from "./painter.ts";
import { type SnapshotOutcome, Snapshots } from "./snapshots.ts";

const place = { team: "t", app: "a", release: "1".repeat(16), route: "/" };

/** A place for objects, and gateways' snapshots that come and go on it. */
class Place implements AsyncDisposable {
  readonly store = createMemoryStore({ clock: new ManualClock() });
  readonly outcomes: SnapshotOutcome[] = [];
  readonly #folder: string;
  readonly #objects: DiskObjects;
  readonly #open: Snapshots[] = [];

  private constructor(folder: string, objects: DiskObjects) {
    this.#folder = folder;
    this.#objects = objects;
  }

  static async open(): Promise<Place> {
    const folder = await mkdtemp(join(tmpdir(), "flotilla-kept-"));
    await writeFile(join(folder, "render.mjs"), standInRenderer);
    const objects = new DiskObjects(join(folder, "objects"));
    await objects.start();
    return new Place(folder, objects);
  }

  /** The snapshots of a gateway with this client. */
  async snapshots(client = "client-1.js"): Promise<Snapshots> {
    const data = { module: join(this.#folder, "render.mjs"), sheet: "", icons: "" };
    const { snapshots: files } = new Catalog(this.#objects);
    const snapshots = new Snapshots({
      bus: this.store.bus,
      painter: new Painter(() => data),
      kept: new KeptSnapshots(files, () => client),
      logger: silentLogger(),
      observe: (outcome) => this.outcomes.push(outcome),
    });
    this.#open.push(snapshots);
    await snapshots.start();
    return snapshots;
  }

  async session(text: string, isPersonal = false): Promise<void> {
    const count = this.outcomes.length;
    const packets = joinPackets([new TextEncoder().encode(text)]);
    const bytes = encodeFirstPage({ ...place, isPersonal }, packets);
    await this.store.bus.publish(firstPageChannel, bytes);
    await eventually(() => expect(this.outcomes.length).toBeGreaterThan(count), 20_000);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const snapshots of this.#open) await snapshots.stop();
    await this.#objects.stop();
    await rm(this.#folder, { recursive: true });
  }
}

test("a gateway that starts has the snapshots that were made before", async () => {
  await using at = await Place.open();
  const before = await at.snapshots();
  await at.session("x");
  await at.session("x");
  await before.stop();
  const after = await at.snapshots();
  expect((await after.find(place, "desktop"))?.html).toContain("x /t/a/ desktop");
  expect(await after.find({ ...place, route: "/other" }, "desktop")).toBeUndefined();
  await at.session("x");
  expect(at.outcomes).toEqual(["waiting", "made", "kept"]);
});

test.each([
  ["a personal page", "", true],
  ["another page", "y", false],
])("%s takes it away for good", async (_, text, isPersonal) => {
  await using at = await Place.open();
  const before = await at.snapshots();
  await at.session("x");
  await at.session("x");
  await before.stop();
  const later = await at.snapshots();
  await at.session(text, isPersonal);
  expect(await later.find(place, "desktop")).toBeUndefined();
  const last = await at.snapshots();
  expect(await last.find(place, "desktop")).toBeUndefined();
});

test("what another client has drawn is not shown", async () => {
  await using at = await Place.open();
  await at.snapshots();
  await at.session("x");
  await at.session("x");
  const other = await at.snapshots("client-2.js");
  expect(await other.find(place, "desktop")).toBeUndefined();
});

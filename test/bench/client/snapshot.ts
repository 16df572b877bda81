import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { Action, encodeMessage } from "@flotilla/protocol";
import { builtClient } from "../../../scripts/build/built-client.ts";
import { buildSnapshotRenderer } from "../../../scripts/build/snapshot-renderer.ts";
import { cards } from "./cards.ts";
import type { Figure } from "./goal.ts";
import { benchList } from "./measured-page.ts";

const controls = 182;

/** The part of the built renderer that is measured. */
interface Renderer {
  renderSnapshot(job: {
    readonly packets: readonly Uint8Array[];
    readonly base: string;
    readonly icons: string;
    readonly device: "desktop" | "phone";
    readonly sheet: string;
  }): Promise<{ readonly html: string }>;
}

/** Goal 17: what it costs the server to draw a page as HTML. */
export async function measureSnapshot(options: {
  readonly times: number;
}): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-snapshot-"));
  try {
    const file = join(folder, "snapshot.mjs");
    await buildSnapshotRenderer(file);
    const client = await builtClient();
    const renderer = (await import(file)) as Renderer;
    const job = {
      packets: [registration()],
      base: "/team/app/",
      icons: "/icons/",
      device: "desktop",
      sheet: await readFile(join(client.folder, client.manifest.css), "utf8"),
    } as const;
    let bytes = 0;
    const draw = async () => {
      for (let time = 0; time < options.times; time += 1)
        bytes = (await renderer.renderSnapshot(job)).html.length;
    };
    await draw(); // warms up
    const before = process.cpuUsage();
    await draw();
    const { user, system } = process.cpuUsage(before);
    return [
      {
        goal: 17,
        what: `snapshot of ${controls} controls, whole: reading packets, styles, HTML; warm, CPU`,
        unit: "ms",
        limit: 5,
        value: (user + system) / 1_000 / options.times,
        note: `${(bytes / 1_024).toFixed(0)} KiB of HTML`,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function registration(): Uint8Array {
  const list = cards(Math.floor(controls / 10), benchList);
  return encodeMessage(Action.register, {
    session_id: "BenchSession00001",
    page_patch: {
      _c: "Page",
      _i: 1,
      views: [{ _c: "View", _i: 3, route: "/", padding: {}, controls: [list] }],
    },
    error: "",
  });
}

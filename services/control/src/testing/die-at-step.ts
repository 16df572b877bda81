import { createHash } from "node:crypto";
import { join } from "node:path";
import process from "node:process";
import { Catalog, DiskObjects } from "@flotilla/objects";
import { createRegistry } from "@flotilla/service-kit";
import { defaultFileLimits } from "../build/file-rules.ts";
import { Deployer } from "../deploy/deployer.ts";
import { Semaphore } from "../deploy/semaphore.ts";
import { WorkFolder } from "../deploy/work-folder.ts";
import { ControlMetrics } from "../metrics.ts";
import { TestStarter } from "./open-control.ts";

/** A deploy in a process of its own that is killed as soon as it reaches a step. */
const [folder = "", step = ""] = process.argv.slice(2);
const objects = new DiskObjects(join(folder, "data"));
await objects.start();
const catalog = new Catalog(objects);
const source = new TextEncoder().encode("export const killed = true;\n");
const sha256 = createHash("sha256").update(source).digest("hex");
const file = { path: "main.ts", sha256, size: source.byteLength };
await catalog.blobs.put("crew", file, bytes());
const workFolder = new WorkFolder(join(folder, "work", "deploys"));
await workFolder.start();
const deployer = new Deployer({
  announce: async () => {},
  catalog,
  starter: new TestStarter(),
  metrics: new ControlMetrics(createRegistry({ version: "test" }), () => 0),
  turns: new Semaphore(1),
  now: () => new Date(),
  workFolder,
  packageCache: join(folder, "work", "packages"),
  registryUrl: "http://127.0.0.1:9/",
  sdkVersion: "0.1.0",
  sdkTypes: {},
  fileLimits: defaultFileLimits,
});
await deployer.deploy({
  team: "crew",
  app: "shop",
  files: [file],
  tell: (event) => {
    if (event.event === "step" && event.step === step) process.kill(process.pid, "SIGKILL");
  },
});

async function* bytes(): AsyncIterable<Uint8Array> {
  yield source;
}

import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { Drawing, PaintAnswer, PainterData, PaintOrder } from "./painter.ts";

const { module, sheet, icons } = workerData as PainterData;

type Render = (job: object) => Promise<Drawing>;
const { renderSnapshot } = (await import(pathToFileURL(module).href)) as { renderSnapshot: Render };

parentPort?.on("message", (order: PaintOrder) => {
  paint(order).then(
    (answer) => parentPort?.postMessage(answer),
    (error: unknown) => {
      const failed: PaintAnswer = { n: order.n, error: String(error).slice(0, 500) };
      parentPort?.postMessage(failed);
    },
  );
});

async function paint({ n, packets, base }: PaintOrder): Promise<PaintAnswer> {
  const job = { packets, base, icons, sheet };
  const desktop = await renderSnapshot({ ...job, device: "desktop" });
  const phone = await renderSnapshot({ ...job, device: "phone" });
  return { n, drawings: { desktop, phone } };
}

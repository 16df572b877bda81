import type { Release } from "@flotilla/objects";
import { type AppMessage, encodeFirstPage, firstPageChannel } from "@flotilla/protocol";
import type { Bus } from "@flotilla/store";

type PageMessage = Extract<AppMessage, { type: "page" }>;

const burst = 32;
const perMs = 1 / 2_000;

/** Tells gateways of the first pages of one app process; what a process tells beyond a certain rate is dropped. */
export function firstPages(
  bus: Bus,
  { team, app, id: release }: Release,
  onError: (error: unknown) => void,
): (message: PageMessage) => void {
  let left = burst;
  let at = performance.now();
  return ({ route, isPersonal, packets }) => {
    const now = performance.now();
    left = Math.min(burst, left + (now - at) * perMs);
    at = now;
    if (left < 1) return;
    left -= 1;
    const page = { team, app, release, route, isPersonal };
    bus.publish(firstPageChannel, encodeFirstPage(page, packets)).catch(onError);
  };
}

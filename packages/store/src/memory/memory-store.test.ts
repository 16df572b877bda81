import { ManualClock } from "../clock.ts";
import {
  loginsContract,
  processesContract,
  sessionsContract,
  sharedContract,
} from "../contract/index.ts";
import type { OpenStore } from "../contract/open-store.ts";
import { createMemoryStore } from "./memory-store.ts";

async function open(): Promise<OpenStore> {
  const clock = new ManualClock();
  const store = createMemoryStore({ clock });
  await store.start();
  return { store, clock, [Symbol.asyncDispose]: () => store.stop() };
}

sessionsContract("memory", open);
processesContract("memory", open);
sharedContract("memory", open);
loginsContract("memory", open);

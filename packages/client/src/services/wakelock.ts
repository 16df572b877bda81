import type { BindService } from "./service.ts";

/** Wakelock: keeps the screen on; the browser drops the lock in a hidden tab, so it is taken again. */
export const bind: BindService = (_node, { window }) => {
  let wanted = false;
  let lock: WakeLockSentinel | undefined;
  const isHeld = () => lock !== undefined && !lock.released;
  const take = async () => {
    if (isHeld()) return;
    const taken = await window.navigator.wakeLock.request("screen");
    if (wanted && !isHeld()) lock = taken;
    else await taken.release(); // not wanted any more, or taken twice
  };
  const onVisible = () => {
    if (wanted && !window.document.hidden) take().catch(() => undefined); // refused now: tried again when next visible
  };
  const disable = async () => {
    wanted = false;
    window.document.removeEventListener("visibilitychange", onVisible);
    await lock?.release();
    lock = undefined;
  };
  return {
    methods: {
      enable: async () => {
        if (!window.navigator.wakeLock) throw new Error("this browser has no wake lock");
        wanted = true;
        window.document.addEventListener("visibilitychange", onVisible);
        await take().catch(async (error: unknown) => {
          await disable();
          throw error;
        });
      },
      disable,
      is_enabled: isHeld,
    },
    dispose: () => void disable(),
  };
};

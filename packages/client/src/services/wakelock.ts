import type { BindService } from "./service.ts";

/** Wakelock: keeps the screen on; the browser drops the lock in a hidden tab, so it is taken again. */
export const bind: BindService = (_node, { window }) => {
  let wanted = false;
  let lock: WakeLockSentinel | undefined;
  const take = async () => {
    lock = await window.navigator.wakeLock.request("screen");
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
        await take();
        wanted = true;
        window.document.addEventListener("visibilitychange", onVisible);
      },
      disable,
      is_enabled: () => lock !== undefined && !lock.released,
    },
    dispose: () => void disable(),
  };
};

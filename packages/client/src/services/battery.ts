import type { BindService } from "./service.ts";

interface BatteryManager extends EventTarget {
  readonly charging: boolean;
  readonly level: number;
}

/** Battery: level and state where the browser tells them, else unknown. */
export const bind: BindService = (node, { window, trigger, get }) => {
  const navigator = window.navigator as Navigator & { getBattery?: () => Promise<BatteryManager> };
  const battery = navigator.getBattery?.();
  const stateOf = (manager: BatteryManager | undefined) => {
    if (!manager) return "unknown";
    if (manager.charging) return manager.level === 1 ? "full" : "charging";
    return "discharging";
  };
  const tell = async () => {
    trigger(get(node._i) ?? node, "state_change", { state: stateOf(await battery) });
  };
  const heard = () => void tell();
  void battery?.then((manager) => manager.addEventListener("chargingchange", heard));
  return {
    methods: {
      get_battery_level: async () => {
        const manager = await battery;
        return manager ? Math.round(manager.level * 100) : null;
      },
      get_battery_state: async () => stateOf(await battery),
      is_in_battery_save_mode: () => false,
    },
    dispose: () =>
      void battery?.then((manager) => manager.removeEventListener("chargingchange", heard)),
  };
};

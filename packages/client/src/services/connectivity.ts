import type { BindService } from "./service.ts";

/** Connectivity: by which network the device is online, as far as the browser tells. */
export const bind: BindService = (node, { window, trigger, get }) => {
  const kinds: Readonly<Record<string, string>> = {
    cellular: "mobile",
    ethernet: "ethernet",
    wifi: "wifi",
    bluetooth: "bluetooth",
  };
  const current = () => {
    const { onLine, connection } = window.navigator as Navigator & {
      connection?: { type?: string };
    };
    if (!onLine) return ["none"];
    return [kinds[connection?.type ?? ""] ?? "wifi"];
  };
  const heard = () => trigger(get(node._i) ?? node, "change", { connectivity: current() });
  window.addEventListener("online", heard);
  window.addEventListener("offline", heard);
  return {
    methods: { get_connectivity: current },
    dispose: () => {
      window.removeEventListener("online", heard);
      window.removeEventListener("offline", heard);
    },
  };
};

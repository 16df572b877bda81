import type { BindService } from "./service.ts";

/** HapticFeedback: short vibrations, where the device has them. */
export const bind: BindService = (_node, { window }) => {
  const buzz = (ms: number) => () => {
    window.navigator.vibrate?.(ms);
  };
  return {
    methods: {
      heavy_impact: buzz(40),
      medium_impact: buzz(25),
      light_impact: buzz(12),
      selection_click: buzz(8),
      vibrate: buzz(400),
    },
  };
};

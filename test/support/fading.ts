import type { WireControl } from "./client-harness.ts";

/** A control that fades and tells the end of it. */
export const fading: WireControl = {
  _c: "Container",
  _i: 55,
  width: 20,
  height: 20,
  opacity: 1,
  animate_opacity: 50,
  on_animation_end: true,
};

/** What it tells then. */
export const faded = { target: 55, name: "animation_end", data: "opacity" };

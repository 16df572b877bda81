import { layoutControls } from "../layout/registry.ts";
import type { Registry } from "../view/registry.ts";

/** Every control of the client by wire type; chunks are loaded when their first control appears. */
export const registry: Registry = {
  ...layoutControls,
};

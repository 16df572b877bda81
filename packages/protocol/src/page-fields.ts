import type { Shape } from "./shape.ts";

const platforms = ["ios", "android", "android_tv", "macos", "windows", "linux"];

/** Page fields whose values are an enumeration. */
export const pageEnums: Readonly<Record<string, ReadonlySet<string>>> = {
  platform: new Set(platforms),
  platform_brightness: new Set(["light", "dark"]),
};

/** Values of the orientation in the page's `media`. */
export const orientations: ReadonlySet<string> = new Set(["portrait", "landscape"]);

const insets = { top: "?number", right: "?number", bottom: "?number", left: "?number" } as const;

/** Page fields of a registration and their types; each may be absent. */
export const pageShape: Shape = {
  route: "?string",
  pwa: "?boolean",
  web: "?boolean",
  debug: "?boolean",
  wasm: "?boolean",
  test: "?boolean",
  multi_view: "?boolean",
  pyodide: "?boolean",
  platform_brightness: "?string",
  width: "?number",
  height: "?number",
  platform: "?string",
};

/** State of a native window. */
export const windowShape: Shape = {
  maximized: "?boolean",
  minimized: "?boolean",
  full_screen: "?boolean",
  always_on_top: "?boolean",
  focused: "?boolean",
  visible: "?boolean",
  width: "?number",
  height: "?number",
  top: "?number",
  left: "?number",
  opacity: "?number",
};

/** What surrounds the page. */
export const mediaShape: Shape = {
  padding: insets,
  view_padding: insets,
  view_insets: insets,
  device_pixel_ratio: "?number",
  orientation: "?string",
  always_use_24_hour_format: "?boolean",
};

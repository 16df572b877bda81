import type { Routes } from "./routes.ts";

/** Where the client runs, as the page control names it. */
export type Platform = "ios" | "android" | "macos" | "windows" | "linux";

/** Guesses the operating system as Flutter's engine does. */
export function platformOf(navigator: Navigator): Platform {
  const platform = navigator.platform.toLowerCase();
  const agent = navigator.userAgent.toLowerCase();
  if (platform.startsWith("mac")) return navigator.maxTouchPoints > 2 ? "ios" : "macos";
  if (/iphone|ipad|ipod/.test(platform)) return "ios";
  if (agent.includes("android")) return "android";
  if (platform.startsWith("win")) return "windows";
  return "linux";
}

/** Flutter makes controls smaller on desktops than on phones. */
export function densityOf(platform: Platform): "compact" | "standard" {
  return platform === "ios" || platform === "android" ? "standard" : "compact";
}

/** The color scheme that the browser asks for. */
export function brightnessOf(view: Window): "light" | "dark" {
  return view.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Size of the element that the page fills, in CSS pixels. */
export function sizeOf(root: Element): { width: number; height: number } {
  const { width, height } = root.getBoundingClientRect();
  return { width, height };
}

/** The `media` record: what the device takes away from the page. */
export function mediaOf(view: Window, root: Element): Record<string, unknown> {
  const insets = view.getComputedStyle(root);
  const inset = (side: string) =>
    Number.parseFloat(insets.getPropertyValue(`--fl-safe-${side}`)) || 0;
  const padding = {
    top: inset("top"),
    right: inset("right"),
    bottom: inset("bottom"),
    left: inset("left"),
  };
  const { width, height } = sizeOf(root);
  return {
    padding,
    view_padding: padding,
    view_insets: { top: 0, right: 0, bottom: 0, left: 0 },
    device_pixel_ratio: view.devicePixelRatio,
    orientation: width > height ? "landscape" : "portrait",
    always_use_24_hour_format: false,
  };
}

/** The page fields of a registration. */
export function pageFields(view: Window, root: Element, routes: Routes): Record<string, unknown> {
  const standalone = ["standalone", "fullscreen", "minimal-ui"].some(
    (mode) => view.matchMedia(`(display-mode: ${mode})`).matches,
  );
  return {
    route: routes.current(),
    pwa: standalone,
    web: true,
    debug: false,
    wasm: false,
    test: false,
    multi_view: false,
    pyodide: false,
    platform_brightness: brightnessOf(view),
    ...sizeOf(root),
    platform: platformOf(view.navigator),
    window: {},
    media: mediaOf(view, root),
  };
}

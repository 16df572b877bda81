import type { ServiceModule } from "./service.ts";

/** The services that a browser can offer, each in a chunk of its own. */
export const serviceLoaders: Readonly<Record<string, () => Promise<ServiceModule>>> = {
  Battery: () => import("./battery.ts"),
  BrowserContextMenu: () => import("./browser-context-menu.ts"),
  Clipboard: () => import("./clipboard.ts"),
  Connectivity: () => import("./connectivity.ts"),
  FilePicker: () => import("./file-picker.ts"),
  HapticFeedback: () => import("./haptic-feedback.ts"),
  SemanticsService: () => import("./semantics-service.ts"),
  Share: () => import("./share.ts"),
  SharedPreferences: () => import("./shared-preferences.ts"),
  UrlLauncher: () => import("./url-launcher.ts"),
  Wakelock: () => import("./wakelock.ts"),
};

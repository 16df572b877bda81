import type { ServiceModule } from "./service.ts";

const sensor = () => import("./sensors/sensor.ts");

/** The services that a browser can offer, each in a chunk of its own. */
export const serviceLoaders: Readonly<Record<string, () => Promise<ServiceModule>>> = {
  Accelerometer: sensor,
  Barometer: sensor,
  Battery: () => import("./battery.ts"),
  BrowserContextMenu: () => import("./browser-context-menu.ts"),
  Clipboard: () => import("./clipboard.ts"),
  Connectivity: () => import("./connectivity.ts"),
  FilePicker: () => import("./file-picker.ts"),
  Gyroscope: sensor,
  HapticFeedback: () => import("./haptic-feedback.ts"),
  Magnetometer: sensor,
  ScreenBrightness: () => import("./screen-brightness.ts"),
  SemanticsService: () => import("./semantics-service.ts"),
  ShakeDetector: () => import("./sensors/shake-detector.ts"),
  Share: () => import("./share.ts"),
  SharedPreferences: () => import("./shared-preferences.ts"),
  UrlLauncher: () => import("./url-launcher.ts"),
  UserAccelerometer: sensor,
  Wakelock: () => import("./wakelock.ts"),
};

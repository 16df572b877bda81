import { textOf } from "../values/scalars.ts";
import type { Methods } from "../view/client-context.ts";

/** What the app may ask of the page itself. */
export function pageMethods(navigator: Navigator, goTo: (route: string) => void): Methods {
  return {
    push_route: ({ route }) => goTo(textOf(route) ?? "/"),
    get_device_info: async () => (await import("./device-info.ts")).deviceInfo(navigator),
    set_allowed_device_orientations: () => undefined,
  };
}

import { numberOf, textOf } from "../values/scalars.ts";
import type { Methods } from "../view/client-context.ts";

interface PageMethodParts {
  readonly navigator: Navigator;
  readonly goTo: (route: string) => void;
  /** Takes pictures of the page, each after its delay. */
  readonly take: (delays: readonly unknown[], pixelRatio?: number) => Promise<Uint8Array[]>;
}

/** What the app may ask of the page itself. */
export function pageMethods({ navigator, goTo, take }: PageMethodParts): Methods {
  return {
    push_route: ({ route }) => goTo(textOf(route) ?? "/"),
    get_device_info: async () => (await import("./device-info.ts")).deviceInfo(navigator),
    set_allowed_device_orientations: () => undefined,
    take_screenshot: async ({ delay, pixel_ratio }) =>
      (await take([delay], numberOf(pixel_ratio)))[0],
    take_animation: ({ frame_delays_ms: delays, pixel_ratio }) =>
      take(Array.isArray(delays) ? delays : [], numberOf(pixel_ratio)),
  };
}

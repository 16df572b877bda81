import { Action, type ClientMessage } from "@flotilla/protocol";
import type { ControlMap } from "../view/control-map.ts";

/** What Flet's client tells right after its first registration. */
export function greetingsOf(page: ControlMap): readonly ClientMessage[] {
  const { platform_brightness, media, width, height } = page;
  return [
    [Action.update, { id: page._i, props: { platform_brightness } }],
    [
      Action.event,
      { target: page._i, name: "platform_brightness_change", data: platform_brightness },
    ],
    [Action.update, { id: page._i, props: { media } }],
    [Action.update, { id: page._i, props: { width, height } }],
  ];
}

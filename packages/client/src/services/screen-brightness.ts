import type { BindService } from "./service.ts";

const names = [
  "get_system_screen_brightness",
  "can_change_system_screen_brightness",
  "set_system_screen_brightness",
  "get_application_screen_brightness",
  "set_application_screen_brightness",
  "reset_application_screen_brightness",
  "is_animate",
  "set_animate",
  "is_auto_reset",
  "set_auto_reset",
];

/** ScreenBrightness: no browser tells or changes it, so there is never an answer. */
export const bind: BindService = () => ({
  methods: Object.fromEntries(names.map((name) => [name, () => null])),
});

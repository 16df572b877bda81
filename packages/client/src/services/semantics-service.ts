import { flagOf, textOf } from "../values/scalars.ts";
import type { BindService } from "./service.ts";

/** SemanticsService: speaks to assistive technology and tells what the visitor asked the browser for. */
export const bind: BindService = (_node, { window, announce }) => {
  const wants = (query: string) => window.matchMedia(query).matches;
  return {
    methods: {
      announce_message: ({ message, assertiveness }) =>
        announce(textOf(message) ?? "", textOf(assertiveness)?.toLowerCase() === "assertive"),
      announce_tooltip: ({ message }) => announce(textOf(message) ?? ""),
      get_accessibility_features: () => ({
        accessible_navigation: flagOf(undefined),
        bold_text: false,
        disable_animations: wants("(prefers-reduced-motion: reduce)"),
        high_contrast: wants("(prefers-contrast: more)"),
        invert_colors: wants("(inverted-colors: inverted)"),
        reduce_motion: wants("(prefers-reduced-motion: reduce)"),
        on_off_switch_labels: false,
        supports_announcements: true,
      }),
    },
  };
};

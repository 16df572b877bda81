import { numberOf, textOf } from "../values/scalars.ts";
import { isSafeUrl, openUrl, urlOf } from "./open-url.ts";
import type { BindService } from "./service.ts";

/** UrlLauncher: opens addresses and popups. */
export const bind: BindService = (_node, { window }) => ({
  methods: {
    launch_url: ({ url, web_only_window_name }) => {
      const parsed = urlOf(url);
      if (!parsed) throw new Error("launch_url: expected a URL");
      openUrl({ url: parsed.url, target: textOf(web_only_window_name) ?? parsed.target }, window);
    },
    can_launch_url: ({ url }) => {
      const parsed = urlOf(url);
      return parsed !== undefined && isSafeUrl(parsed.url, window.document.baseURI);
    },
    open_window: ({ url, title, width, height }) => {
      const parsed = urlOf(url);
      if (!parsed || !isSafeUrl(parsed.url, window.document.baseURI)) {
        throw new Error("open_window: expected a URL that may be opened");
      }
      const [w, h] = [numberOf(width) ?? 1200, numberOf(height) ?? 800];
      const left = Math.max(0, (window.screen.width - w) / 2);
      const top = Math.max(0, (window.screen.height - h) / 2);
      const features = `popup,width=${w},height=${h},left=${left},top=${top}`;
      const opened = window.open(parsed.url, textOf(title) ?? "Flet", features);
      if (opened === null) throw new Error("open_window: the browser has blocked the window");
    },
    close_in_app_web_view: () => undefined,
    supports_launch_mode: ({ mode }) =>
      mode === "platformDefault" || mode === "externalApplication",
    supports_close_for_launch_mode: () => false,
  },
});

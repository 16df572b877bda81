import { sessionKey } from "../core/base-control.ts";
import { PagePlatform } from "../generated/enums.ts";
import { UrlLauncher } from "../generated/services.ts";
import type { Page } from "../page/page.ts";
import { LoginFlow, type LoginHost, loginsKey } from "./login-flow.ts";

/** The sign-ins of a page; most pages never have one. */
export function loginsOf(page: Page): LoginFlow {
  page[loginsKey] ??= new LoginFlow(hostOf(page));
  return page[loginsKey];
}

function hostOf(page: Page): LoginHost {
  const session = page[sessionKey];
  return {
    get web() {
      return page.web;
    },
    get route() {
      return page.route;
    },
    get address() {
      return page.url.replace(/^ws/, "http");
    },
    get isAttached() {
      return session.isAttached;
    },
    keep: (login) => session.keepLogin(login),
    openWindow: async (url) => {
      try {
        await UrlLauncher().openWindow(url, { title: "flet_oauth_signin" });
        return true;
      } catch (error) {
        if (error instanceof Error && error.message.includes("blocked")) return false;
        throw error;
      }
    },
    leaveFor: async (url) => {
      // a page that leaves may not come to answer: nobody waits for it, nor hears that it did not
      UrlLauncher()
        .launchUrl(url, { webOnlyWindowName: "_self" })
        .catch(() => {});
    },
    launch: (url) => UrlLauncher().launchUrl(url),
    returnToApp: () =>
      PagePlatform.isMobile(page.platform)
        ? UrlLauncher().closeInAppWebView()
        : page.window.toFront(),
    tell: (event, data) => void session.trigger(page, event, data),
  };
}

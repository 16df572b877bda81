import type { ControlTree } from "@flotilla/tree";
import type { PageTheme } from "../theme/page-theme.ts";
import type { ClientContext } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { ViewChanges } from "../view/view-changes.ts";

interface Init {
  readonly tree: ControlTree;
  readonly theme: PageTheme;
  /** Path of the app's base address, with a slash at its end. */
  readonly base: string;
  readonly density: ClientContext["density"];
}

const nothing = (): void => undefined;

/** A client that nobody uses: it knows the page, and what is done in it has no effect. */
export function snapshotClient({ tree, theme, base, density }: Init): ClientContext {
  return {
    trigger: nothing,
    update: nothing,
    onInvoke: () => nothing,
    activate: nothing,
    isActive: (node) => Boolean(node.url) || Boolean(node.action) || node.on_click === true,
    goBack: nothing,
    canGoBack: () => countViews(tree.page.views) > 1,
    isPopped: () => false,
    confirmPop: nothing,
    get: (id) => tree.get(id),
    parentOf: (node) => tree.parentOf(node._i),
    elementOf: () => undefined,
    redraw: nothing,
    openChannel: () => ({ send: nothing, close: nothing }),
    assetUrl: (src) => pathOf(src, base),
    announce: nothing,
    viewChanges: new ViewChanges(),
    get theme() {
      return theme.state;
    },
    density,
    platform: density === "compact" ? "linux" : "android",
    locales: ["en"],
  };
}

function countViews(views: unknown): number {
  return Array.isArray(views) ? (views as ControlMap[]).length : 1;
}

/** Other addresses stay as they are; the page's own become paths. */
function pathOf(src: string, base: string): string {
  if (/^[a-z][a-z\d+.-]+:/i.test(src)) return src;
  const host = "http://host";
  const address = src.replace(/^\/+/, "");
  if (!URL.canParse(address, host + base)) return "";
  const url = new URL(address, host + base);
  return url.origin === host ? url.pathname + url.search : url.href;
}

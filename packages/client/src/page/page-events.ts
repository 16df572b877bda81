import { loadChunk } from "../view/load-chunk.ts";
import { brightnessOf, mediaOf, sizeOf } from "./page-fields.ts";

/** What the page's watchers tell. `fields` are changed in the page before `event` is sent. */
export interface PageNews {
  update(fields: Readonly<Record<string, unknown>>): void;
  /** Sent whether the app listens or not. */
  event(name: string, data: unknown): void;
  /** Whether the app listens to an event. */
  isHeard(name: string): boolean;
  /** Sent only if the app listens. */
  eventIfHeard(name: string, data: unknown): void;
}

type Size = ReturnType<typeof sizeOf>;

const resizeDelayMs = 100;

/** Watches size, orientation, brightness, languages, keys and visibility; `size` has been told. */
export function watchPage(view: Window, root: Element, size: Size, news: PageNews): void {
  let told = Promise.resolve();
  watchSize(view, root, size, news);
  watchBrightness(view, news);
  watchLifecycle(view, news);
  on(view, "languagechange", () =>
    news.eventIfHeard("locale_change", { locales: localesOf(view) }),
  );
  on(view, "keydown", (event) => {
    if (!news.isHeard("keyboard_event")) return;
    told = told.then(() => tellKey(event as KeyboardEvent, news)); // keys stay in order
  });
}

/** Few apps listen to keys, so their names come when one does. */
async function tellKey(event: KeyboardEvent, news: PageNews): Promise<void> {
  const { shiftKey: shift, ctrlKey: ctrl, altKey: alt, metaKey: meta } = event;
  const { keyLabel } = await loadChunk(() => import("./key-label.ts"));
  const key = keyLabel(event);
  if (key !== undefined) news.event("keyboard_event", { key, shift, ctrl, alt, meta });
}

function on(target: EventTarget, type: string, heard: (event: Event) => void): void {
  target.addEventListener(type, heard, true);
}

function watchSize(view: Window, root: Element, told: Size, news: PageNews): void {
  let size = told;
  let orientation = mediaOf(view, root).orientation;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    const now = sizeOf(root);
    if (now.width === size.width && now.height === size.height) return;
    size = now;
    news.update(size);
    news.event("resize", size);
  };
  const observer = new ResizeObserver(() => {
    const media = mediaOf(view, root);
    if (media.orientation !== orientation) {
      orientation = media.orientation;
      news.update({ media });
      news.event("media_change", media);
    }
    clearTimeout(timer);
    timer = setTimeout(settle, resizeDelayMs);
  });
  observer.observe(root);
}

function watchBrightness(view: Window, news: PageNews): void {
  on(view.matchMedia("(prefers-color-scheme: dark)"), "change", () => {
    const platform_brightness = brightnessOf(view);
    news.update({ platform_brightness });
    news.event("platform_brightness_change", platform_brightness);
  });
}

function watchLifecycle(view: Window, news: PageNews): void {
  const state = (...states: string[]) => {
    for (const state of states) news.event("app_lifecycle_state_change", { state });
  };
  on(view, "focus", (event) => event.target === view && state("resume"));
  on(view, "blur", (event) => event.target === view && state("inactive"));
  on(view.document, "visibilitychange", () =>
    view.document.hidden ? state("inactive", "hide") : state("show", "resume"),
  );
}

function localesOf(view: Window): unknown[] {
  return view.navigator.languages.map((tag) => {
    const locale = new Intl.Locale(tag);
    return {
      language_code: locale.language,
      country_code: locale.region ?? null,
      script_code: locale.script ?? null,
    };
  });
}

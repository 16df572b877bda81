const tickMs = 5_000;
/** A timer that is so late has slept with its machine. */
const sleptMs = 5_000;
/** How often a page that is looked at makes sure all the same. */
const calmTicks = 5;

/** Calls whenever the host may have gone away unnoticed: the page or its machine has slept, or nothing has been asked for long. */
export function watchWaking(view: Window, woke: () => void): void {
  const { document } = view;
  let ticks = 0;
  let at = Date.now();
  const wake = () => {
    ticks = 0;
    woke();
  };
  const heard = (event: Event) => {
    if (!document.hidden && (event.type !== "pageshow" || (event as PageTransitionEvent).persisted))
      wake();
  };
  setInterval(() => {
    const late = Date.now() - at - tickMs;
    at = Date.now();
    ticks += 1;
    if (!document.hidden && (late > sleptMs || ticks >= calmTicks)) wake();
  }, tickMs);
  view.addEventListener("online", heard);
  view.addEventListener("pageshow", heard);
  document.addEventListener("visibilitychange", heard);
}

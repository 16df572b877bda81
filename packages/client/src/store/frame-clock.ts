const hiddenDelayMs = 100;

/**
 * Calls back once a frame at most: at the end of the running task if nothing was drawn since the last frame, so that
 * what comes alone is drawn at once, else before the next frame. A hidden tab, which has no frames, has a slow timer.
 */
export class FrameClock {
  readonly #window: Window;
  #callback: (() => void) | undefined;
  #cancel: (() => void) | undefined;

  constructor(view: Window) {
    this.#window = view;
  }

  /** Asks for one call; further requests before it comes are the same request. */
  request(callback: () => void): void {
    const asked = this.#callback;
    this.#callback = callback;
    if (!asked && !this.#cancel) queueMicrotask(() => this.#run());
  }

  #run(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const callback = this.#callback;
    if (!callback) return;
    this.#callback = undefined;
    // The frame may never come if the tab is hidden meanwhile: the timer is the second way.
    const run = () => this.#run();
    const timer = this.#window.setTimeout(run, hiddenDelayMs);
    const frame = this.#window.document.hidden ? 0 : this.#window.requestAnimationFrame(run);
    this.#cancel = () => {
      this.#window.clearTimeout(timer);
      if (frame) this.#window.cancelAnimationFrame(frame);
    };
    callback();
  }
}

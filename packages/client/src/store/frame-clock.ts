const hiddenDelayMs = 100;

/** Calls back once before the next frame; in a hidden tab, which has no frames, after a short while. */
export class FrameClock {
  readonly #window: Window;
  #cancel: (() => void) | undefined;

  constructor(view: Window) {
    this.#window = view;
  }

  /** Asks for one call; further requests before it comes are the same request. */
  request(callback: () => void): void {
    if (this.#cancel) return;
    const run = () => {
      this.#cancel?.();
      this.#cancel = undefined;
      callback();
    };
    // The frame may never come if the tab is hidden meanwhile: the timer is the second way.
    const timer = this.#window.setTimeout(run, hiddenDelayMs);
    const frame = this.#window.document.hidden ? 0 : this.#window.requestAnimationFrame(run);
    this.#cancel = () => {
      this.#window.clearTimeout(timer);
      if (frame) this.#window.cancelAnimationFrame(frame);
    };
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

import { expect, test } from "@jest/globals";
import type { ServiceHost } from "./service.ts";
import { bind } from "./wakelock.ts";

/** A browser's screen locks; it takes a moment to give one. */
class Screen {
  held = 0;
  isRefusing = false;
  readonly document = Object.assign(new EventTarget(), { hidden: false });
  readonly navigator = { wakeLock: { request: () => this.#request() } };

  methods() {
    const binding = bind({ _c: "Wakelock", _i: 5 }, { window: this } as unknown as ServiceHost);
    const { enable, disable, is_enabled } = binding.methods;
    return {
      enable: async () => enable?.({}),
      disable: async () => disable?.({}),
      isEnabled: () => is_enabled?.({}),
    };
  }

  async #request() {
    await Promise.resolve();
    if (this.isRefusing) throw new Error("refused");
    this.held += 1;
    const lock = {
      released: false,
      release: async () => {
        if (!lock.released) this.held -= 1;
        lock.released = true;
      },
    };
    return lock;
  }
}

test("a screen that is kept on twice goes off when it is let go once", async () => {
  const screen = new Screen();
  const { enable, disable, isEnabled } = screen.methods();
  await Promise.all([enable(), enable()]);
  await enable();
  expect([screen.held, isEnabled()]).toEqual([1, true]);
  await disable();
  expect([screen.held, isEnabled()]).toEqual([0, false]);
});

test("a lock that comes after it was let go is given back", async () => {
  const screen = new Screen();
  const { enable, disable, isEnabled } = screen.methods();
  const enabled = enable();
  await disable();
  await enabled;
  expect([screen.held, isEnabled()]).toEqual([0, false]);
});

test("what the browser refuses is not tried again later", async () => {
  const screen = new Screen();
  const { enable, isEnabled } = screen.methods();
  screen.isRefusing = true;
  await expect(enable()).rejects.toThrow("refused");
  screen.isRefusing = false;
  screen.document.dispatchEvent(new Event("visibilitychange"));
  await new Promise((resolve) => setTimeout(resolve));
  expect([screen.held, isEnabled()]).toEqual([0, false]);
});

import type { Component } from "./component.ts";

/** What a service needs open as long as it runs, such as its store: opened before it, closed after it, named when it hangs. */
export function resource(
  name: string,
  part: { start?(): Promise<void>; stop(): Promise<void> },
): Component {
  const stop = () => part.stop();
  return {
    name,
    start: async () => await part.start?.(),
    drain: async () => {},
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

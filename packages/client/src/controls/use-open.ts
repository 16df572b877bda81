import { useEffect, useRef, useState } from "preact/hooks";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

const exitMs = 150;

/** Whether something that opens is to be seen at the moment, and how to close it. */
export interface Opening {
  readonly phase: "hidden" | "open" | "closing";
  /** Closes it as the visitor wishes; the app is told when it is gone. */
  close(): void;
}

/**
 * Follows `open` of a dialog: shows it, lets it fade, and tells the app that it was dismissed, whoever closed it.
 * `farewell` are updates to send before that; `end` tells it in another way.
 */
export function useOpen(
  node: ControlMap,
  farewell?: Readonly<Record<string, unknown>>,
  end?: () => void,
): Opening {
  const client = useClient();
  const [phase, setPhase] = useState<Opening["phase"]>("hidden");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const open = node.open === true;
  const close = () => {
    setPhase("closing");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setPhase("hidden");
      if (end) return end();
      if (farewell) client.update(node, farewell);
      client.update(node, { open: false });
      client.trigger(node, "dismiss", undefined, "always");
    }, exitMs);
  };
  useEffect(() => {
    if (open) {
      clearTimeout(timer.current);
      setPhase("open");
    } else if (phase === "open") {
      close();
    }
  }, [open]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { phase, close };
}

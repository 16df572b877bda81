import { useEffect, useRef, useState } from "preact/hooks";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

const usualLeaveMs = 150;

interface OpenOptions {
  /** Updates to send before the app is told. */
  readonly farewell?: Readonly<Record<string, unknown>>;
  /** Tells the app in another way. */
  readonly end?: () => void;
  /** How long it is still seen while it goes. */
  readonly leaveMs?: number | undefined;
}

/** Whether something that opens is to be seen at the moment, and how to close it. */
export interface Opening {
  readonly phase: "hidden" | "open" | "closing";
  /** Closes it as the visitor wishes; the app is told when it is gone. */
  close(): void;
}

/** Follows `open` of a dialog: shows it, lets it fade, and tells the app that it was dismissed, whoever closed it. */
export function useOpen(
  node: ControlMap,
  { farewell, end, leaveMs = usualLeaveMs }: OpenOptions = {},
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
    }, leaveMs);
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

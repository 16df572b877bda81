import type { ComponentChild } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Shows its children only if it is still wanted after a while, so that short breaks do not flicker. */
export function Late({ ms, children }: { ms: number; children: ComponentChild }): ComponentChild {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return due ? children : null;
}

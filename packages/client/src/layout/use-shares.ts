import { useCallback, useRef } from "preact/hooks";
import type { Line } from "./line.ts";
import { useMeasuring } from "./use-measuring.ts";

type SetElement = (element: HTMLElement | null) => void;

/**
 * Measures a share of a line's free space into `--fl-share`, where a child may leave a part of its share:
 * CSS would give that part to the others, Flutter leaves it free. `grows` has the shares of each child. A line
 * that `shrinks` to its children shares what the element around it has.
 */
export function useShares(line: Line, shrinks: boolean, grows: readonly number[], ref: SetElement) {
  const element = useRef<HTMLElement | null>(null);
  const measured = useMeasuring(true, ({ measureShares }) =>
    element.current ? measureShares(element.current, { line, shrinks, grows }) : undefined,
  );
  const setElement = useCallback<SetElement>(
    (box) => {
      element.current = box;
      ref(box);
    },
    [ref],
  );
  return { ...measured, ref: setElement };
}

import type { Notice } from "@flotilla/protocol";
import type { ComponentChild } from "preact";
import { useRef } from "preact/hooks";

export { styles } from "../styles/waiting.chunk.css";

interface Props {
  readonly waiting: Extract<Notice, { readonly type: "waiting" }>;
}

/** Tells a visitor for whom there is no free place yet how many are before them. */
export function WaitingPanel({ waiting: { position, length } }: Props): ComponentChild {
  const first = useRef(position);
  first.current = Math.max(first.current, position);
  const text =
    position > 1 ? `You are number ${position} of ${length} in the line.` : "You are next.";
  return (
    <div class="fl-panel" role="status">
      <h1>Waiting for a free place</h1>
      <p>{text}</p>
      <progress
        class="fl-waiting"
        aria-label="Progress in the line"
        max={first.current}
        value={first.current - position}
      />
    </div>
  );
}

/** Says that there was no free place in time, and that nothing has to be done about it. */
export function BusyPanel({ retry }: { readonly retry: () => void }): ComponentChild {
  return (
    <div class="fl-panel" role="status">
      <h1>This app is full at the moment</h1>
      <p>It is tried again by itself in a few seconds.</p>
      <button type="button" onClick={retry}>
        Try now
      </button>
    </div>
  );
}

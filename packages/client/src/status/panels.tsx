import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { GesturePrompt } from "./status-state.ts";

interface PanelProps {
  readonly title: string;
  readonly text: string;
  /** What the visitor can do about it, the best first. */
  readonly actions: Readonly<Record<string, () => void>>;
}

/** Covers the page, which cannot be used, until the visitor has chosen: the focus is in here, and goes back. */
export function Panel({ title, text, actions }: PanelProps): ComponentChild {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="fl-panel"
      role="alertdialog"
      aria-labelledby="fl-panel-title"
      aria-describedby="fl-panel-text"
      onCancel={(event) => event.preventDefault()}
    >
      <h1 id="fl-panel-title">{title}</h1>
      <p id="fl-panel-text">{text}</p>
      {Object.entries(actions).map(([label, run]) => (
        <button key={label} type="button" onClick={run}>
          {label}
        </button>
      ))}
    </dialog>
  );
}

interface StartProps {
  /** Begins a new session. */
  readonly restart: () => void;
}

/** The app failed: its first line is for the visitor, all of it can be copied. */
export function FailurePanel({
  message,
  restart,
}: StartProps & { readonly message: string }): ComponentChild {
  const [first = ""] = message.split("\n", 1);
  const copy = () => void navigator.clipboard?.writeText(message);
  return (
    <Panel
      title="Error running app"
      text={`The application encountered an error: ${first}`}
      actions={{ "Start again": restart, Copy: copy }}
    />
  );
}

/** There is no such app. */
export function GonePanel({ restart }: StartProps): ComponentChild {
  return (
    <Panel
      title="This app is not here (any more)"
      text="It was moved or taken away. Its address may have changed."
      actions={{ "Try again": restart }}
    />
  );
}

/** The session has ended while a dialog of the app is open, beside which nothing can be used. */
export function EndedPanel({ restart }: StartProps): ComponentChild {
  return (
    <Panel
      title="This session has ended."
      text="What you see is how it was in the end."
      actions={{ "Start again": restart }}
    />
  );
}

/** Another tab goes on with this page. */
export function ElsewherePanel(): ComponentChild {
  return (
    <Panel
      title="This page is open in another tab"
      text="It goes on there: only one tab at a time can have it."
      actions={{ "Use it here": () => location.reload() }}
    />
  );
}

/** Asks for the tap that the browser wants before it does what the app asked for. */
export function Prompt({ prompt }: { readonly prompt: GesturePrompt }): ComponentChild {
  return (
    <div class="fl-status" role="alertdialog" aria-label={prompt.label}>
      <button type="button" onClick={prompt.confirm}>
        {prompt.label}
      </button>
      <button type="button" onClick={prompt.cancel}>
        Cancel
      </button>
    </div>
  );
}

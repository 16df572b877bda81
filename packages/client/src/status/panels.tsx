import type { ComponentChild } from "preact";
import type { GesturePrompt } from "./status-state.ts";

interface PanelProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly run: () => void;
}

/** Covers the page: there is nothing to read on it. */
export function Panel({ title, text, action, run }: PanelProps): ComponentChild {
  return (
    <div class="fl-panel" role="alert">
      <h1>{title}</h1>
      {text !== "" && <p>{text}</p>}
      <button type="button" onClick={run}>
        {action}
      </button>
    </div>
  );
}

/** The app failed: its first line is for the visitor, all of it can be copied. */
export function FailurePanel({ message }: { readonly message: string }): ComponentChild {
  const [first = ""] = message.split("\n", 1);
  return (
    <Panel
      title="Error running app"
      text={`The application encountered an error: ${first}`}
      action="Copy"
      run={() => void navigator.clipboard?.writeText(message)}
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

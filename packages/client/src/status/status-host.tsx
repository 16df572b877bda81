import type { ComponentChild } from "preact";
import { useEffect, useReducer, useState } from "preact/hooks";
import type { SessionStatus } from "../session/session-client.ts";
import type { GesturePrompt, StatusStore } from "./status-state.ts";

interface Props {
  readonly status: StatusStore;
  readonly restart: () => void;
}

const patienceMs = 1_000;
const loadingMs = 300;

/** Shows how the session goes without covering what the visitor reads, as long as there is something to read. */
export function StatusHost({ status, restart }: Props): ComponentChild {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => status.listen(() => redraw(undefined)), [status]);
  const { session, prompt } = status.state;
  return (
    <>
      <Session session={session} restart={restart} />
      {prompt && <Prompt prompt={prompt} />}
    </>
  );
}

function Session({
  session,
  restart,
}: {
  session: SessionStatus;
  restart: () => void;
}): ComponentChild {
  const { connection, started, refusal, crash } = session;
  if (connection === "gone") {
    return (
      <Panel title="This app is not here (any more)" text="" action="Try again" run={restart} />
    );
  }
  if (refusal !== undefined) return <FailurePanel message={refusal} />;
  if (crash !== undefined) return <FailurePanel message={crash} />;
  if (connection === "ended") {
    return (
      <Bar text="This session has ended.">
        <button type="button" onClick={restart}>
          Start again
        </button>
      </Bar>
    );
  }
  if (connection === "live") return null;
  return started ? (
    <Late ms={patienceMs}>
      <Bar text="Connection lost. Reconnecting…" />
    </Late>
  ) : (
    <Late ms={loadingMs}>
      <div class="fl-loading" role="progressbar" aria-label="Loading" />
    </Late>
  );
}

/** Shows its children only if it is still wanted after a while, so that short breaks do not flicker. */
function Late({ ms, children }: { ms: number; children: ComponentChild }): ComponentChild {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return due ? children : null;
}

function Bar({ text, children }: { text: string; children?: ComponentChild }): ComponentChild {
  return (
    <div class="fl-status" role="status">
      <span>{text}</span>
      {children}
    </div>
  );
}

function FailurePanel({ message }: { message: string }): ComponentChild {
  const [first = ""] = message.split("\n", 1);
  const copy = () => void navigator.clipboard?.writeText(message);
  return (
    <Panel
      title="Error running app"
      text={`The application encountered an error: ${first}`}
      action="Copy"
      run={copy}
    />
  );
}

function Panel(props: {
  title: string;
  text: string;
  action: string;
  run: () => void;
}): ComponentChild {
  return (
    <div class="fl-panel" role="alert">
      <h1>{props.title}</h1>
      {props.text !== "" && <p>{props.text}</p>}
      <button type="button" onClick={props.run}>
        {props.action}
      </button>
    </div>
  );
}

function Prompt({ prompt }: { prompt: GesturePrompt }): ComponentChild {
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

import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import type { SessionStatus } from "../session/session-client.ts";
import type { StatusStore } from "./status-state.ts";

interface Props {
  readonly status: StatusStore;
  readonly restart: () => void;
}

const patienceMs = 1_000;
const loadingMs = 300;

/** Shows how the session goes without covering what the visitor reads, as long as there is something to read. */
export function StatusHost({ status, restart }: Props): ComponentChild {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => status.listen(() => redraw(undefined)), [status]);
  const { session, prompt } = status.state;
  return (
    <>
      <Session session={session} restart={restart} />
      {prompt && <Seldom draw={({ Prompt }) => <Prompt prompt={prompt} />} />}
    </>
  );
}

interface SessionProps {
  readonly session: SessionStatus;
  readonly restart: () => void;
}

function Session({ session, restart }: SessionProps): ComponentChild {
  const { connection, started, refusal, crash } = session;
  const failure = refusal ?? crash;
  if (connection === "gone") {
    const title = "This app is not here (any more)";
    return (
      <Seldom
        draw={({ Panel }) => <Panel title={title} text="" action="Try again" run={restart} />}
      />
    );
  }
  if (failure !== undefined) {
    return <Seldom draw={({ FailurePanel }) => <FailurePanel message={failure} />} />;
  }
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

type Panels = typeof import("./panels.tsx");

/** Draws what is seldom needed, when its chunk has come. */
function Seldom({ draw }: { readonly draw: (panels: Panels) => ComponentChild }): ComponentChild {
  const [panels, setPanels] = useState<Panels>();
  useEffect(() => void import("./panels.tsx").then(setPanels), []);
  return panels ? draw(panels) : null;
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

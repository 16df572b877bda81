import type { ComponentChild } from "preact";
import { useCallback, useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import type { SessionStatus } from "../session/session-client.ts";
import type { ChunkStyles } from "../view/chunk-styles.ts";
import type { StatusStore } from "./status-state.ts";

interface Props {
  readonly status: StatusStore;
  readonly restart: () => void;
  readonly styles: ChunkStyles;
}

const patienceMs = 1_000;
const loadingMs = 300;

/** Shows how the session goes without covering what the visitor reads, as long as there is something to read. */
export function StatusHost({ status, restart, styles }: Props): ComponentChild {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => status.listen(() => redraw(undefined)), [status]);
  const { session, prompt, failure, waiting, isBusy, isSilent } = status.state;
  const isLive = session.connection === "live";
  const dismiss = useCallback(() => status.change({ failure: undefined }), [status]);
  return (
    <>
      <Session session={session} restart={restart} />
      {isSilent && isLive && <Bar text="The app is not responding." />}
      {waiting && session.connection === "registering" && (
        <Seldom
          load={waitingPanels}
          styles={styles}
          draw={({ WaitingPanel }) => <WaitingPanel waiting={waiting} />}
        />
      )}
      {isBusy && !isLive && (
        <Seldom
          load={waitingPanels}
          styles={styles}
          draw={({ BusyPanel }) => <BusyPanel retry={restart} />}
        />
      )}
      {failure && (
        <Seldom
          load={() => import("./build-failure.tsx")}
          styles={styles}
          draw={({ BuildFailure }) => <BuildFailure failure={failure} dismiss={dismiss} />}
        />
      )}
      {prompt && <Seldom load={panels} draw={({ Prompt }) => <Prompt prompt={prompt} />} />}
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
        load={panels}
        draw={({ Panel }) => <Panel title={title} text="" action="Try again" run={restart} />}
      />
    );
  }
  if (failure !== undefined) {
    return <Seldom load={panels} draw={({ FailurePanel }) => <FailurePanel message={failure} />} />;
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

const panels = () => import("./panels.tsx");
const waitingPanels = () => import("./waiting-panel.tsx");

interface SeldomProps<T> {
  readonly load: () => Promise<T>;
  readonly draw: (chunk: T) => ComponentChild;
  readonly styles?: ChunkStyles;
}

/** Draws what is seldom needed, when its chunk has come. */
function Seldom<T extends object>({ load, draw, styles }: SeldomProps<T>): ComponentChild {
  const [chunk, setChunk] = useState<T>();
  useEffect(
    () =>
      void load().then((loaded) => {
        if ("styles" in loaded) styles?.apply(loaded.styles);
        setChunk(loaded);
      }),
    [],
  );
  return chunk ? draw(chunk) : null;
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

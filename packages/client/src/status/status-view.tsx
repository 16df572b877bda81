import type { ComponentChild } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { SessionStatus } from "../session/session-client.ts";
import type { ChunkStyles } from "../view/chunk-styles.ts";
import { useClient } from "../view/client-context.ts";
import { loadChunk } from "../view/load-chunk.ts";
import { Late } from "./late.tsx";
import type { StatusProps } from "./status-state.ts";

const patienceMs = 1_000;

/** Shows how the session goes without covering what the visitor reads, as long as there is something to read. */
export function StatusView({ status, restart, styles }: StatusProps): ComponentChild {
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
  const { connection, started, refusal, crash, renewed } = session;
  const message = refusal ?? crash;
  const panel = (draw: (chunk: typeof import("./panels.tsx")) => ComponentChild) => (
    <Seldom load={panels} draw={draw} />
  );
  if (connection === "elsewhere") return panel(({ ElsewherePanel }) => <ElsewherePanel />);
  if (connection === "gone") return panel(({ GonePanel }) => <GonePanel restart={restart} />);
  if (message !== undefined)
    return panel(({ FailurePanel }) => <FailurePanel message={message} restart={restart} />);
  if (connection === "ended") {
    if (hasModal()) return panel(({ EndedPanel }) => <EndedPanel restart={restart} />);
    return (
      <Bar text="This session has ended.">
        <button type="button" onClick={restart}>
          Start again
        </button>
      </Bar>
    );
  }
  if (connection === "live") return renewed ? <Renewed /> : null;
  if (!started) return null; // it waits, which is shown beside
  return (
    <Late ms={patienceMs}>
      <Bar text="Connection lost. Reconnecting… What you enter is kept." />
    </Late>
  );
}

function hasModal(): boolean {
  return document.querySelector(":modal") !== null;
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
      void loadChunk(load).then((loaded) => {
        if ("styles" in loaded) styles?.apply(loaded.styles);
        setChunk(loaded);
      }),
    [],
  );
  return chunk ? draw(chunk) : null;
}

/** The session was not there any more, so that the app has begun anew. */
function Renewed(): ComponentChild {
  const [read, setRead] = useState(false);
  if (read) return null;
  return (
    <Bar text="Your session had ended. This is a new one.">
      <button type="button" onClick={() => setRead(true)}>
        OK
      </button>
    </Bar>
  );
}

function Bar({ text, children }: { text: string; children?: ComponentChild }): ComponentChild {
  const client = useClient();
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    ref.current?.showPopover();
    // Beside an open dialog nothing is read out.
    if (hasModal()) client.announce(text);
  }, []);
  return (
    <div ref={ref} class="fl-status" role="status" popover="manual">
      <span>{text}</span>
      {children}
    </div>
  );
}

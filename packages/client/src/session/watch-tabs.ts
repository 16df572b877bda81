import type { StatusStore } from "../status/status-state.ts";
import type { SessionClient } from "./session-client.ts";

/** What a tab tells the others of the browser: which session it has got, and when. */
interface Claim {
  readonly session: string;
  readonly at: number;
}

/**
 * A tab that was duplicated has the session of the first one. The one that got it last keeps it: the other
 * stands back, as else each would take it from the other again and again.
 */
export function watchTabs(
  view: Window & typeof globalThis,
  session: SessionClient,
  status: StatusStore,
): void {
  const channel = new view.BroadcastChannel("flotilla.sessions");
  let own: Claim | undefined;
  let wasLive = false;
  const follow = () => {
    const isLive = status.state.session.connection === "live";
    if (isLive === wasLive) return;
    wasLive = isLive;
    if (!isLive || session.id === null) return;
    own = { session: session.id, at: Date.now() };
    channel.postMessage(own);
  };
  channel.onmessage = ({ data }: MessageEvent<Claim>) => {
    if (!own || data.session !== own.session || data.at <= own.at) return;
    own = undefined;
    session.standBack();
  };
  status.listen(follow);
  follow();
}

import { Action, decodeMessage, PacketType } from "@flotilla/protocol";
import { AppSession, IdCounter, PubSubHub } from "@flotilla/sdk/runtime";
import type { ClientLink, Transport } from "./driver.ts";
import type { Scenario } from "./scenario.ts";

/** Who the recorded client was. */
const client = {
  ip: "203.0.113.7",
  userAgent: "vector-recorder/1.0",
  pageUrl: "ws://apps.example/app",
  pageName: "app",
};

/** Runs an app's sessions in this process, without sockets. */
export function inProcess(scenario: Scenario): Transport & { readonly crashes: unknown[] } {
  const sessions = new Map<string, AppSession>();
  const hub = new PubSubHub();
  const ids = new IdCounter();
  const crashes: unknown[] = [];

  function create(): AppSession {
    const session = new AppSession({
      id: `session-${sessions.size}-`.padEnd(22, "x"),
      app: { main: scenario.main, options: scenario.options ?? {} },
      hub,
      ids,
      hooks: { publish() {}, log() {}, crashed: (error) => crashes.push(error) },
    });
    sessions.set(session.id, session);
    return session;
  }

  return {
    crashes,
    connect(receive): ClientLink {
      let session: AppSession | undefined;
      const connection = { send: receive, end() {} };
      return {
        send(packet) {
          if (session !== undefined) return session.receive(packet);
          if (packet[0] !== PacketType.message) return;
          const [action, body] = decodeMessage(packet);
          if (action !== Action.register) return;
          const page = body.page as Record<string, unknown>;
          const known = sessions.get(String(body.session_id));
          if (known !== undefined && !known.isAttached) {
            session = known;
            void known.attach(page, client, connection);
          } else {
            session = create();
            void session.open(page, client, connection);
          }
        },
        close: async () => session?.detach("closed"),
      };
    },
    async stop() {
      for (const session of sessions.values()) await session.close("expired");
    },
  };
}

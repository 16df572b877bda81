import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { ErrorCode } from "@flotilla/protocol";
import type { Logger } from "@flotilla/service-kit";
import {
  type Logins,
  type PendingLogin,
  type SessionOwner,
  type SessionRecord,
  type Sessions,
  sealRecord,
} from "@flotilla/store";
import type { ClientFacts } from "../http/client-facts.ts";
import { hashSecret, readSecret, renewSecret } from "../http/resume-secret.ts";
import type { AddressLimits } from "../limits/address-limits.ts";
import type { LiveApp } from "../routing/app-directory.ts";
import { matchesSecret } from "../session/matches-secret.ts";
import type { AppLink } from "../upstream/app-link.ts";
import type { LinkPool } from "../upstream/link-pool.ts";
import { type LoginReply, readReply } from "./login-answer.ts";
import { sendDone, sendRefusal } from "./login-pages.ts";

/** How long an answer waits for a session whose process has ended, and how many answers may. */
const lateMs = 60_000;
const maxLate = 1_000;
const lookAgainMs = 200;

/** What taking providers' answers needs. */
export interface LoginReturnParts {
  readonly logins: Logins;
  readonly sessions: Sessions;
  readonly links: Pick<LinkPool, "get">;
  readonly addresses: AddressLimits;
  /** Seals the records that app processes keep. */
  readonly key: string;
  readonly logger: Logger;
  readonly observe: (result: "done" | "denied" | keyof typeof refusals) => void;
}

/**
 * Where providers send browsers back to: finds the session that waits for the answer, makes sure that it came in the browser
 * that began, once and in time, gives the browser a new secret and the session its answer.
 */
export class LoginReturn {
  readonly #parts: LoginReturnParts;
  readonly #late = new Set<AbortController>();

  constructor(parts: LoginReturnParts) {
    this.#parts = parts;
  }

  /** Answers one request at an app's callback address. */
  async handle(
    live: LiveApp,
    query: string,
    request: IncomingMessage,
    response: ServerResponse,
    facts: ClientFacts,
  ): Promise<void> {
    response.setHeader("cache-control", "no-store");
    response.setHeader("referrer-policy", "no-referrer"); // the address holds a code
    const appPath = `/${live.team}/${live.app}/`;
    const refuse = (reason: keyof typeof refusals): void => {
      this.#parts.observe(reason);
      sendRefusal(request, response, { ...refusals[reason], appPath });
    };
    if (request.method !== "GET") {
      response.setHeader("allow", "GET");
      refuse("method");
      return;
    }
    const reply = readReply(query);
    if (reply === undefined) {
      refuse("malformed");
      return;
    }
    const { logins, sessions } = this.#parts;
    const login = await logins.find(live.team, live.app, reply.state);
    if (login === undefined) {
      refuse(this.#parts.addresses.unknownSession(facts.ip) ? "unknown" : "often");
      return;
    }
    const session = await sessions.get(login.sessionId);
    if (session === undefined) {
      refuse("ended");
    } else if (!this.#isSameBrowser(live, session, request, facts)) {
      // whoever began it may still end it
      this.#parts.logger.warn({ team: live.team, app: live.app }, "sign-in of another browser");
      refuse("elsewhere");
    } else if ((await logins.take(live.team, live.app, reply.state)) === undefined) {
      refuse("unknown");
    } else if (!(await this.#deliver(session, reply)) && !this.#deliverLater(session, reply)) {
      refuse("away");
    } else {
      this.#parts.observe(reply.error === undefined ? "done" : "denied");
      if (reply.error === undefined) await this.#renewSecret(live, session, response, facts);
      complete(response, login, reply, live);
    }
  }

  /** A session without a secret can only be told by the address that it is used from. */
  #isSameBrowser(
    { team, app }: LiveApp,
    session: SessionRecord,
    request: IncomingMessage,
    facts: ClientFacts,
  ): boolean {
    if (session.secretHash === null) return session.client.ip === facts.ip;
    const secret = readSecret(request, team, app);
    return matchesSecret(session.secretHash, secret === undefined ? null : hashSecret(secret));
  }

  /** False if no process runs the session now. */
  async #deliver(session: SessionRecord, reply: LoginReply): Promise<boolean> {
    const { owner, id: sessionId, epoch } = session;
    if (owner === null) return false;
    const link = await this.#linkTo(owner);
    return link?.login({ sessionId, epoch, ...reply }) ?? false;
  }

  /** The session goes on elsewhere soon, at the latest when its visitor is back; false if too many wait for that. */
  #deliverLater({ id, epoch }: SessionRecord, reply: LoginReply): boolean {
    if (this.#late.size >= maxLate) return false;
    const waiting = new AbortController();
    this.#late.add(waiting);
    const end = AbortSignal.any([waiting.signal, AbortSignal.timeout(lateMs)]);
    void this.#tryUntilBack(id, epoch, reply, end).finally(() => this.#late.delete(waiting));
    return true;
  }

  async #tryUntilBack(
    sessionId: string,
    epoch: number,
    reply: LoginReply,
    end: AbortSignal,
  ): Promise<void> {
    const { sessions, logger } = this.#parts;
    try {
      for (;;) {
        await setTimeout(lookAgainMs, undefined, { signal: end, ref: false });
        const session = await sessions.get(sessionId);
        if (session === undefined) return;
        const isElsewhere = session.owner !== null && session.epoch > epoch;
        if (isElsewhere && (await this.#deliver(session, reply))) return;
      }
    } catch (err) {
      logger.warn({ err }, "answer to a sign-in not delivered");
    }
  }

  /** Gives up the answers that still wait for their sessions. */
  stop(): void {
    for (const waiting of this.#late) waiting.abort();
  }

  /** Whoever knew the browser's secret before must not profit from the sign-in, nor from a store that forgets it. */
  async #renewSecret(
    { team, app }: LiveApp,
    { secretHash }: SessionRecord,
    response: ServerResponse,
    facts: ClientFacts,
  ): Promise<void> {
    if (secretHash === null) return;
    const secret = renewSecret(response, team, app, facts.isSecure);
    const { sessions, key } = this.#parts;
    const changed = await sessions.renewSecret(team, app, secretHash, hashSecret(secret));
    const told = changed.map(async (record) => {
      const { id: sessionId, epoch, owner } = record;
      const link = owner === null ? undefined : await this.#linkTo(owner);
      link?.tellRecord({ sessionId, epoch, record: sealRecord(record, key) });
    });
    await Promise.all(told);
  }

  /** Undefined if its process cannot be reached. */
  async #linkTo(owner: SessionOwner): Promise<AppLink | undefined> {
    return await this.#parts.links.get(owner).catch(() => undefined);
  }
}

const refusals = {
  method: {
    code: "METHOD_NOT_ALLOWED",
    title: "This address can only be read",
    text: "Providers send browsers here with a link.",
  },
  malformed: {
    code: "REQUEST_INVALID",
    title: "This is no answer to a sign-in",
    text: "The provider should have sent a state and a code, or an error.",
  },
  unknown: {
    code: "LOGIN_UNKNOWN",
    title: "Nobody waits for this sign-in",
    text: "It was used already, or took too long. Please sign in again.",
  },
  often: {
    code: "RATE_LIMITED",
    title: "Too many unknown sign-ins",
    text: "Please wait a moment and sign in again.",
  },
  ended: {
    code: "SESSION_CLOSED",
    title: "The session has ended",
    text: "Please open the app again and sign in there.",
  },
  elsewhere: {
    code: "LOGIN_ELSEWHERE",
    title: "This sign-in began in another browser",
    text: "Nobody was signed in. If you want to, please sign in from the app in this browser.",
  },
  away: {
    code: "UNAVAILABLE",
    title: "The app was started anew meanwhile",
    text: "Please go back to it and sign in again.",
  },
} as const satisfies Readonly<Record<string, { code: ErrorCode; title: string; text: string }>>;

/** Back to the app's own page, or a page that says that this is all. Only a path of the app can stand in a redirect. */
function complete(
  response: ServerResponse,
  { completeRoute, completePageHtml }: PendingLogin,
  reply: LoginReply,
  { team, app, routeUrlStrategy }: LiveApp,
): void {
  const appPath = `/${team}/${app}/`;
  if (completeRoute === null) {
    sendDone(response, { appPath, hasFailed: reply.error !== undefined, html: completePageHtml });
    return;
  }
  const route = encodeURI(completeRoute).replaceAll("%25", "%");
  const location =
    routeUrlStrategy === "hash" ? `${appPath}#${route}` : `${appPath}${route.slice(1)}`;
  response.writeHead(307, { location, "content-length": 0 }).end();
}

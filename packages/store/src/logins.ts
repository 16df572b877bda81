/** A sign-in that has begun: which session waits for the answer of a provider. */
export interface PendingLogin {
  readonly team: string;
  readonly app: string;
  /** What the provider gives back to say which sign-in it answers. */
  readonly state: string;
  readonly sessionId: string;
  /** What the browser shows when the answer has come; null for the host's own page. */
  readonly completePageHtml: string | null;
  /** The route of the app to go on at, instead of a page that says that all is done. */
  readonly completeRoute: string | null;
}

/** Sign-ins that wait for an answer. Each is answered once and in time, or never; those of one app are unknown to others. */
export interface Logins {
  /** Keeps a sign-in for some time. Throws `CONFLICT` if the app has one of this state. */
  begin(login: PendingLogin, ttlMs: number): Promise<void>;
  /** Looks a sign-in up and leaves it where it is. */
  find(team: string, app: string, state: string): Promise<PendingLogin | undefined>;
  /** Takes a sign-in away: of all callers at most one gets it. */
  take(team: string, app: string, state: string): Promise<PendingLogin | undefined>;
}

import { messageOf } from "@flotilla/protocol";
import type { KeptParts } from "../keeping/kept-parts.ts";
import type { Omissions } from "../keeping/omissions.ts";
import type { Authorization, AuthorizationClass } from "./authorization.ts";
import { AuthorizationService } from "./authorization-service.ts";
import { encodeLogins, type KeptLogins, loginsPart } from "./kept-logins.ts";
import type { OAuthProvider } from "./oauth-provider.ts";

/** How `page.login` goes about it. */
export interface LoginOptions<A extends Authorization = AuthorizationService> {
  /** Whether `auth.user` is wanted; true if left out. */
  readonly fetchUser?: boolean;
  /** Whether `auth.user.groups` are wanted. */
  readonly fetchGroups?: boolean;
  /** Scopes beside those of the provider. */
  readonly scope?: readonly string[];
  /** What `auth.token.toJson()` was: nobody is asked to sign in. */
  readonly savedToken?: string | null;
  /** Opens the provider's page; without it, a window of its own. */
  readonly onOpenAuthorizationUrl?: (url: string) => unknown;
  /** What that window shows if it cannot close itself. */
  readonly completePageHtml?: string;
  /** Goes to the provider's page and back in the window of the app. */
  readonly redirectToPage?: boolean;
  /** Another way of authorizing users. */
  readonly authorization?: AuthorizationClass<A>;
}

/** A sign-in that has begun, as the host keeps it. */
export interface BegunLogin {
  readonly state: string;
  readonly completePageHtml?: string;
  readonly completeRoute?: string;
}

/** What a provider has answered. */
export interface LoginAnswer {
  readonly state: string;
  readonly code?: string;
  readonly error?: string;
  readonly errorDescription?: string;
  readonly issuer?: string;
}

/** What signing in needs of the page and its session. */
export interface LoginHost {
  readonly web: boolean;
  readonly route: string;
  /** The app's own address, as browsers have it. */
  readonly address: string;
  readonly isAttached: boolean;
  /** Has a login kept until its answer comes. */
  keep(login: BegunLogin): Promise<void>;
  /** Opens a provider's page in a window of its own; false if the browser does not let that happen. */
  openWindow(url: string): Promise<boolean>;
  /** Leaves for a provider's page in the window of the app. */
  leaveFor(url: string): Promise<void>;
  /** Opens a provider's page outside of a native client. */
  launch(url: string): Promise<void>;
  /** Brings a native client back to its user. */
  returnToApp(): Promise<void>;
  /** Runs the handler of `login` or `logout`. */
  tell(event: "login" | "logout", data: unknown): void;
}

/** Where a page keeps its sign-ins. */
export const loginsKey: unique symbol = Symbol("flotilla.logins");

/** A sign-in that waits for its answer. */
interface Begun {
  readonly authorization: Authorization;
  readonly provider: () => OAuthProvider;
}

/** More than a user has open at once; the oldest are given up. */
const maxPending = 16;

/** Signs the user of one session in and out. */
export class LoginFlow {
  readonly #host: LoginHost;
  readonly #pending = new Map<string, Begun>();
  #told: unknown[] = [];
  #auth: Authorization | null = null;

  constructor(host: LoginHost) {
    this.#host = host;
  }

  get auth(): Authorization | null {
    return this.#auth;
  }

  /** Goes on from what was kept of a session whose process has ended. */
  restore({ auth, pending }: KeptLogins): void {
    this.#auth = auth && AuthorizationService.restored(auth);
    for (const [state, kept] of pending) {
      const authorization = AuthorizationService.restored(kept);
      this.#pending.set(state, { authorization, provider: () => authorization.provider });
    }
  }

  /** Puts what is to be kept into a checkpoint; authorizations of the app's own classes are not. */
  collect(parts: KeptParts, omissions: Omissions): void {
    const pending = [...this.#pending].flatMap(([state, { authorization }]) =>
      isOurs(authorization) ? [[state, authorization.kept()] as const] : [],
    );
    const auth = isOurs(this.#auth) ? this.#auth.kept() : null;
    const isAnything = auth !== null || pending.length > 0;
    const bytes = isAnything
      ? omissions.guard("page.auth", () => encodeLogins({ auth, pending }))
      : undefined;
    if (bytes === undefined) parts.drop(loginsPart);
    else parts.put(loginsPart, bytes);
  }

  async login<A extends Authorization>(
    provider: OAuthProvider,
    options: LoginOptions<A>,
  ): Promise<A> {
    const { fetchUser = true, fetchGroups = false, scope = [] } = options;
    const Kind = (options.authorization ?? AuthorizationService) as AuthorizationClass<A>;
    const redirectUrl = `${this.#host.address}/oauth_callback`;
    const authorization = new Kind(provider, { fetchUser, fetchGroups, scope, redirectUrl });
    if (options.savedToken === undefined || options.savedToken === null) {
      return await this.#begin(authorization, provider, options);
    }
    await authorization.dehydrateToken(options.savedToken);
    this.#auth = authorization;
    this.#tell("", "");
    return authorization;
  }

  logout(): void {
    this.#auth = null;
    // the handler that signs the user out ends its own step first
    queueMicrotask(() => this.#host.tell("logout", null));
  }

  /** The provider has answered: the token is fetched, then `login` is told, with the error if there was one. */
  async answer(answer: LoginAnswer): Promise<void> {
    const { state, error = null, errorDescription = null } = answer;
    const begun = this.#pending.get(state);
    this.#pending.delete(state);
    if (!this.#host.web) await this.#host.returnToApp().catch(() => {}); // the login matters more
    if (begun === undefined || isOrphan(begun)) {
      this.#tell("login_lost", "The app was started anew since the sign-in began; sign in again");
    } else if (error !== null && error !== "") {
      this.#tell(error, errorDescription);
    } else {
      const failure = await this.#redeem(begun, answer).catch(textOf);
      this.#tell(failure, failure === null ? null : "");
    }
  }

  /** A client is there: what it has to hear is told. */
  attached(): void {
    for (const data of this.#told.splice(0)) this.#host.tell("login", data);
  }

  async #begin<A extends Authorization>(
    authorization: A,
    provider: OAuthProvider,
    options: LoginOptions<A>,
  ): Promise<A> {
    const { completePageHtml, redirectToPage = false, onOpenAuthorizationUrl } = options;
    const { url, state } = await authorization.getAuthorizationData();
    this.#wait(state, authorization, provider);
    await this.#host.keep({
      state,
      ...(completePageHtml !== undefined && { completePageHtml }),
      ...(redirectToPage && { completeRoute: this.#host.route || "/" }),
    });
    if (onOpenAuthorizationUrl !== undefined) await onOpenAuthorizationUrl(url);
    else if (!this.#host.web) await this.#host.launch(url);
    else if (redirectToPage) await this.#host.leaveFor(url);
    else if (!(await this.#host.openWindow(url))) {
      return await this.#begin(authorization, provider, { ...options, redirectToPage: true });
    }
    return authorization;
  }

  #wait(state: string, authorization: Authorization, provider: OAuthProvider): void {
    this.#pending.set(state, { authorization, provider: () => provider });
    const [oldest] = this.#pending.keys();
    if (this.#pending.size > maxPending && oldest !== undefined) this.#pending.delete(oldest);
  }

  /** Null if all went well. */
  async #redeem(
    { authorization, provider }: Begun,
    { code = "", issuer }: LoginAnswer,
  ): Promise<null> {
    const expected = provider().issuer;
    if (expected !== undefined && issuer !== expected) {
      throw new Error(`invalid_issuer: expected the answer of ${expected}`);
    }
    if (code === "") throw new Error("invalid_response: the answer holds no code");
    await authorization.requestToken(code);
    this.#auth = authorization;
    return null;
  }

  /** While no client is attached, the handler waits: it could neither show nor ask anything. */
  #tell(error: string | null, description: string | null): void {
    const data = { error, error_description: description };
    if (this.#host.isAttached) this.#host.tell("login", data);
    else this.#told.push(data);
  }
}

/** Whether it can be kept: of another class nobody knows what it consists of. */
function isOurs(authorization: Authorization | null): authorization is AuthorizationService {
  return authorization?.constructor === AuthorizationService;
}

/** Whether it was begun for a provider that this program has not made: what is asked of it is not known. */
function isOrphan({ authorization }: Begun): boolean {
  return isOurs(authorization) && authorization.isOrphan;
}

function textOf(error: unknown): string {
  return messageOf(error) || "login failed";
}

/** The fields of a token; times are in seconds. */
export interface OAuthTokenInit {
  readonly accessToken: string;
  readonly scope?: readonly string[] | null;
  readonly tokenType?: string | null;
  readonly expiresIn?: number | null;
  /** Seconds since 1970. */
  readonly expiresAt?: number | null;
  readonly refreshToken?: string | null;
}

/** What a provider gives for a sign-in, with which requests are sent for the user. */
export class OAuthToken {
  readonly accessToken: string;
  readonly scope: readonly string[] | null;
  readonly tokenType: string | null;
  readonly expiresIn: number | null;
  /** Seconds since 1970. */
  readonly expiresAt: number | null;
  readonly refreshToken: string | null;

  constructor(init: OAuthTokenInit) {
    this.accessToken = init.accessToken;
    this.scope = init.scope ?? null;
    this.tokenType = init.tokenType ?? null;
    this.expiresIn = init.expiresIn ?? null;
    this.expiresAt = init.expiresAt ?? null;
    this.refreshToken = init.refreshToken ?? null;
  }

  /** The token as text, to be kept and given to `page.login` as `savedToken` later. It is a secret. */
  toJson(): string {
    return JSON.stringify({
      access_token: this.accessToken,
      scope: this.scope,
      token_type: this.tokenType,
      expires_in: this.expiresIn,
      expires_at: this.expiresAt,
      refresh_token: this.refreshToken,
    });
  }

  /** Reads what `toJson` has written; throws for anything else. */
  static fromJson(text: string): OAuthToken {
    const fields = parse(text);
    if (typeof fields?.access_token !== "string") {
      throw new TypeError("expected a token as OAuthToken.toJson() writes it");
    }
    return tokenOf(fields, 0);
  }

  /** Reads the answer of a token endpoint; `now` is in milliseconds since 1970. */
  static fromAnswer(fields: Readonly<Record<string, unknown>>, now: number): OAuthToken {
    return tokenOf(fields, now);
  }
}

function tokenOf(fields: Readonly<Record<string, unknown>>, now: number): OAuthToken {
  const expiresIn = numberOf(fields.expires_in);
  const ends = expiresIn === null || now === 0 ? null : now / 1_000 + expiresIn;
  return new OAuthToken({
    accessToken: String(fields.access_token),
    scope: scopesOf(fields.scope),
    tokenType: textOf(fields.token_type),
    expiresIn,
    expiresAt: numberOf(fields.expires_at) ?? ends,
    refreshToken: textOf(fields.refresh_token),
  });
}

/** Standard answers part scopes by blanks, some providers by commas. */
function scopesOf(scope: unknown): string[] | null {
  if (Array.isArray(scope)) return scope.map(String);
  return typeof scope === "string" ? scope.split(/[ ,]+/).filter((each) => each !== "") : null;
}

/** Some providers send numbers as text. */
function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null; // said by the caller
  }
}

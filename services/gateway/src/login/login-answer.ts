/** What a provider says in the address that it sends a browser to. */
export interface LoginReply {
  readonly state: string;
  readonly code?: string;
  readonly error?: string;
  readonly errorDescription?: string;
  readonly issuer?: string;
}

const maxTextLength = 1_000;

/** Reads a provider's answer; undefined if it is none, or could be read in two ways. */
export function readReply(query: string): LoginReply | undefined {
  const fields = new URLSearchParams(query);
  const names = ["state", "code", "error", "error_description", "iss"] as const;
  if (names.some((name) => fields.getAll(name).length > 1)) return undefined;
  const [state, code, error, description, issuer] = names.map((name) => fields.get(name) ?? "");
  if (!state || !(code || error)) return undefined;
  return {
    state,
    ...(error
      ? {
          error: error.slice(0, maxTextLength),
          ...(description && { errorDescription: description.slice(0, maxTextLength) }),
        }
      : { code: code ?? "" }),
    ...(issuer && { issuer }),
  };
}

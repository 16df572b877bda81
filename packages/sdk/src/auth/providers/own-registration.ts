/** An app's registration with one of the known providers. */
export interface OwnRegistration {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** Where answers go, as registered; without it, the app's own address with `/oauth_callback`. */
  readonly redirectUrl?: string;
}

/** Only what a registration says; the rest of the options is the provider's. */
export function registrationOf(options: OwnRegistration): OwnRegistration {
  const { clientId, clientSecret, redirectUrl } = options;
  return {
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    ...(redirectUrl !== undefined && { redirectUrl }),
  };
}

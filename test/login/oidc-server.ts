import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type Provider from "oidc-provider";

/** An app's registration with the provider. */
export interface Registration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUrl: string;
  /** How long access tokens of this app are good. */
  readonly tokenSeconds?: number;
}

/** A real OpenID provider on the loopback: forms to sign in, consent, userinfo, refresh, revocation. */
export class OidcServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #Provider: typeof Provider;
  #provider: Provider | undefined;

  private constructor(server: Server, provider: typeof Provider) {
    this.#server = server;
    this.#Provider = provider;
    server.on("request", (request, response) => {
      void this.#provider?.callback()(request, response);
    });
  }

  static async listen(): Promise<OidcServer> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { default: Provider } = await quietly(() => import("oidc-provider"));
    return new OidcServer(server, Provider);
  }

  /** Another site than the host's, which is at 127.0.0.1. */
  get place(): string {
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get issuer(): string {
    return `http://${this.place}`;
  }

  /** Takes registrations; from then on it answers. */
  async serve(registrations: readonly Registration[]): Promise<void> {
    this.#provider = await quietly(async () => this.#create(registrations));
  }

  #create(registrations: readonly Registration[]): Provider {
    const seconds = new Map(registrations.map((each) => [each.clientId, each.tokenSeconds]));
    return new this.#Provider(this.issuer, {
      clients: registrations.map(({ clientId, clientSecret, redirectUrl }) => ({
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUrl],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_post",
      })),
      claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
      cookies: { keys: ["a key of these tests"] },
      features: {
        devInteractions: { enabled: true },
        revocation: { enabled: true, allowedPolicy: () => true },
      },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, name: `Person ${id}`, email: `${id}@example.test` }),
      }),
      issueRefreshToken: () => true,
      pkce: { required: () => true },
      ttl: {
        AccessToken: (_context, _token, client) => seconds.get(client.clientId) ?? 3_600,
        AuthorizationCode: 60,
        Grant: 3_600,
        IdToken: 3_600,
        Interaction: 600,
        RefreshToken: 3_600,
        Session: 3_600,
      },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

/** It remarks on its console that these tests are no production. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn, info } = console;
  console.warn = console.info = () => {};
  try {
    return await work();
  } finally {
    Object.assign(console, { warn, info });
  }
}

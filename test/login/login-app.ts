import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandResult } from "../support/served-host.ts";
import type { OidcServer, Registration } from "./oidc-server.ts";

/** Shows who has signed in, what became of the last sign-in, and how often its button was pressed. */
function program(issuer: string, registration: Registration): string {
  return `
import * as ft from "@flotilla/sdk";

const issuer = ${JSON.stringify(issuer)};
const registration = ${JSON.stringify(registration)};

function main(page: ft.Page) {
  const user = ft.Text("nobody", { key: "user" });
  const result = ft.Text("", { key: "result" });
  const token = ft.Text("", { key: "token" });
  const count = ft.Text("0", { key: "count" });
  const tokens: string[] = [];

  const provider = (changes = {}) => ft.OAuthProvider({
    clientId: registration.clientId,
    clientSecret: registration.clientSecret,
    authorizationEndpoint: issuer + "/auth",
    tokenEndpoint: issuer + "/token",
    revocationEndpoint: issuer + "/token/revocation",
    userEndpoint: issuer + "/me",
    userIdFn: (user) => user.sub,
    userScopes: ["openid", "profile", "email"],
    issuer,
    ...changes,
  });
  provider();
  class OwnProvider extends ft.OAuthProvider {}
  const show = () => {
    const who = page.auth?.user;
    user.value = who ? \`\${who.id} \${who.name} \${who.email}\` : "nobody";
  };
  if (page.restored) show();
  const button = (text: string, onClick: () => unknown) => ft.Button(text, { onClick });

  page.onLogin = (e) => {
    result.value = e.error ? \`refused: \${e.error}\` : "signed in";
    show();
  };
  page.onLogout = () => {
    result.value = "signed out";
    show();
  };

  page.add(
    user, result, token, count,
    button("Sign in", () => page.login(provider())),
    button("Sign in here", () => page.login(provider(), { redirectToPage: true })),
    button("Sign in wrongly", () => page.login(provider({ clientSecret: "wrong" }))),
    button("Sign in nowhere", () => page.login(provider({ tokenEndpoint: "https://10.1.2.3/token" }))),
    button("Sign in to another", () => page.login(provider({ issuer: "https://other.test" }))),
    button("Sign in with own page", () => page.login(provider(), {
      completePageHtml: "<h1>Own page</h1><script>document.title = 'ran'</script>",
    })),
    button("Sign in by address", () => page.login(provider(), {
      onOpenAuthorizationUrl: (url) => { token.value = url; },
    })),
    button("Sign in to one of its own", () => page.login(new OwnProvider({ ...provider() }), {
      onOpenAuthorizationUrl: (url) => { token.value = url; },
    })),
    button("Sign out", () => page.logout()),
    button("Token", async () => {
      const now = (await page.auth?.getToken())?.accessToken ?? "none";
      if (!tokens.includes(now)) tokens.push(now);
      token.value = \`token \${tokens.indexOf(now) + 1}\`;
    }),
    button("Save", () => page.session.store.set("token", page.auth?.token?.toJson() ?? "")),
    button("Sign in again", () => page.login(provider(), { savedToken: page.session.store.get("token") })),
    button("Sign in again late", () => {
      const saved = JSON.parse(page.session.store.get("token") ?? "{}");
      return page.login(provider(), { savedToken: JSON.stringify({ ...saved, expires_at: 1 }) });
    }),
    button("Revoke", async () => {
      await page.auth?.revokeToken?.();
      token.value = "revoked";
    }),
    button("Count", () => { count.value = String(Number(count.value) + 1); }),
  );
}

ft.run(main);
`;
}

/** Where the app goes. */
export interface AppHost {
  readonly url: string;
  command(...args: readonly string[]): Promise<CommandResult>;
}

/** Deploys the app and registers it with the provider. */
export async function deployLoginApp(
  host: AppHost,
  oidc: OidcServer,
  app: string,
  options: { readonly tokenSeconds?: number; readonly settings?: Record<string, unknown> } = {},
): Promise<Registration> {
  const { tokenSeconds, settings = {} } = options;
  const registration = {
    clientId: app,
    clientSecret: `secret of ${app}`,
    redirectUrl: `${host.url}/local/${app}/oauth_callback`,
    ...(tokenSeconds !== undefined && { tokenSeconds }),
  };
  const folder = await mkdtemp(join(tmpdir(), "flotilla-login-app-"));
  try {
    await writeFile(join(folder, "main.ts"), program(oidc.issuer, registration));
    await writeFile(
      join(folder, "flotilla.json"),
      JSON.stringify({ typecheck: "off", ...settings }),
    );
    const { code, stderr } = await host.command("deploy", folder, "--app", app, "--json");
    if (code !== 0) throw new Error(`not deployed: ${stderr}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return registration;
}

import type { ApiClient } from "./api-client.ts";

/** The team that a command acts for: the one that is named, the token's own, or the administrator's. */
export async function chooseTeam(api: ApiClient, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const { team } = await api.call<{ team: string | null }>({ path: "/whoami" });
  return team ?? "local";
}

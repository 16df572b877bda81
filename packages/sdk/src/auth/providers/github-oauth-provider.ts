import { callableClass } from "../../core/callable-class.ts";
import { Group } from "../group.ts";
import { getFields, getList } from "../oauth-http.ts";
import { OAuthProvider } from "../oauth-provider.ts";
import { User } from "../user.ts";
import { type OwnRegistration, registrationOf } from "./own-registration.ts";

const api = "https://api.github.com";

class GitHubClass extends OAuthProvider {
  constructor(options: OwnRegistration) {
    super({
      ...registrationOf(options),
      authorizationEndpoint: "https://github.com/login/oauth/authorize",
      tokenEndpoint: "https://github.com/login/oauth/access_token",
      userScopes: ["read:user", "user:email"],
      groupScopes: ["read:org"],
    });
  }

  /** The profile, with the primary address as `email` even if it is not public. */
  override async fetchUser(accessToken: string): Promise<User> {
    const profile = await getFields(`${api}/user`, accessToken);
    const addresses = await getList(`${api}/user/emails`, accessToken);
    const primary = addresses.find((each) => each.primary === true);
    const email = primary === undefined ? {} : { email: primary.email };
    return new User({ ...profile, ...email }, String(profile.id));
  }

  /** The teams of the user. */
  override async fetchGroups(accessToken: string): Promise<readonly Group[]> {
    const teams = await getList(`${api}/user/teams`, accessToken);
    return teams.map((team) => new Group(team, String(team.name)));
  }
}

/** Sign-in with GitHub; groups are teams. */
export const GitHubOAuthProvider = callableClass(GitHubClass);
/** Sign-in with GitHub. */
export type GitHubOAuthProvider = GitHubClass;

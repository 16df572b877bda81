import { FlotillaError } from "@flotilla/protocol";
import type { Logins, PendingLogin } from "../logins.ts";
import { type RedisClient, script } from "./redis-client.ts";

/** A sign-in is a hash of its end and its text; Redis deletes it some time after its end. */
const live = `
local function live()
  local found = redis.call("HMGET", KEYS[1], "end", "login")
  if found[1] and tonumber(found[1]) > now then return found[2] end
end
`;

const begin = script(`${live}
if live() then return 0 end
redis.call("HSET", KEYS[1], "end", now + ARGV[2], "login", ARGV[3])
redis.call("PEXPIRE", KEYS[1], ARGV[2] * 2)
return 1
`);

const find = script(`${live}
return live()
`);

const take = script(`${live}
local login = live()
redis.call("DEL", KEYS[1])
return login
`);

/** Sign-ins that wait, in Redis. */
export class RedisLogins implements Logins {
  readonly #redis: RedisClient;

  constructor(redis: RedisClient) {
    this.#redis = redis;
  }

  async begin(login: PendingLogin, ttlMs: number): Promise<void> {
    const { team, app, state } = login;
    const args = [Math.ceil(ttlMs), JSON.stringify(login)];
    if ((await this.#redis.call(begin, [this.#key(team, app, state)], args)) === 1) return;
    throw new FlotillaError("CONFLICT", "login: the state is taken");
  }

  async find(team: string, app: string, state: string): Promise<PendingLogin | undefined> {
    return loginOf(await this.#redis.call(find, [this.#key(team, app, state)]));
  }

  async take(team: string, app: string, state: string): Promise<PendingLogin | undefined> {
    return loginOf(await this.#redis.call(take, [this.#key(team, app, state)]));
  }

  #key(team: string, app: string, state: string): string {
    return `${this.#redis.prefix}:login:${team}/${app}/${state}`;
  }
}

function loginOf(text: unknown): PendingLogin | undefined {
  return typeof text === "string" ? (JSON.parse(text) as PendingLogin) : undefined;
}

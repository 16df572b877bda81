import { randomBytes } from "node:crypto";
import type { ObjectStore } from "../object-store.ts";
import { Documents } from "./documents.ts";
import { keys } from "./keys.ts";
import { type Token, type TokenRole, tokenRecord } from "./records.ts";

/** API tokens, kept by hash: who reads the store cannot act as anybody. */
export class Tokens {
  readonly #documents: Documents;
  readonly #objects: ObjectStore;

  constructor(objects: ObjectStore) {
    this.#objects = objects;
    this.#documents = new Documents(objects);
  }

  /** Makes a token; its text is returned this once. */
  async create(
    owner: { team: string | null; role: TokenRole; name: string },
    now: Date,
  ): Promise<{ text: string; token: Token }> {
    const text = `flo_${randomBytes(32).toString("base64url")}`;
    const token = { id: randomBytes(8).toString("hex"), ...owner, createdAt: now.toISOString() };
    await this.#documents.create(keys.token(text), token);
    return { text, token };
  }

  /** The token with this text; only its hash is looked up, so timing tells nothing. */
  async find(text: string): Promise<Token | undefined> {
    return await this.#documents.read(keys.token(text), tokenRecord);
  }

  async list(team: string | null): Promise<readonly Token[]> {
    const found: Token[] = [];
    for await (const [, token] of this.#all()) if (token.team === team) found.push(token);
    return found;
  }

  /** False if the team has no such token. */
  async remove(team: string | null, id: string): Promise<boolean> {
    for await (const [key, token] of this.#all()) {
      if (token.team !== team || token.id !== id) continue;
      await this.#objects.delete(key);
      return true;
    }
    return false;
  }

  async *#all(): AsyncIterable<[string, Token]> {
    for await (const { key } of this.#objects.list(keys.tokens)) {
      const token = await this.#documents.read(key, tokenRecord);
      if (token !== undefined) yield [key, token];
    }
  }
}

import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { messageOf } from "@flotilla/protocol";
import { errorField } from "../error-field.ts";

const busy = 5; // SQLITE_BUSY

/**
 * One lock among all processes that use the same folder. SQLite holds it as a lock of the operating system,
 * so a process that dies lets go of it; nothing is ever written to the database.
 */
export class FileLock {
  readonly #path: string;
  readonly #timeoutMs: number;
  #database: DatabaseSync | undefined;
  #tail: Promise<void> = Promise.resolve();

  constructor(path: string, timeoutMs = 10_000) {
    this.#path = path;
    this.#timeoutMs = timeoutMs;
  }

  /** Runs the work while no other holder, here or in another process, runs its own. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#tail;
    const mine = Promise.withResolvers<void>();
    this.#tail = mine.promise;
    await before;
    try {
      const database = await this.#acquire();
      try {
        return await work();
      } finally {
        database.exec("ROLLBACK");
      }
    } finally {
      mine.resolve();
    }
  }

  /** Waits for running work, then closes the lock's file. */
  async close(): Promise<void> {
    await this.#tail;
    this.#database?.close();
    this.#database = undefined;
  }

  #open(): DatabaseSync {
    try {
      return new DatabaseSync(this.#path, { timeout: 0 });
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** SQLite does not say what it could not do it to. */
  #failed(cause: unknown): Error {
    return new Error(`${this.#path}: the lock cannot be taken: ${messageOf(cause)}`, { cause });
  }

  async #acquire(): Promise<DatabaseSync> {
    this.#database ??= this.#open();
    const deadline = performance.now() + this.#timeoutMs;
    for (;;) {
      try {
        this.#database.exec("BEGIN IMMEDIATE");
        return this.#database;
      } catch (error) {
        if (errorField(error, "errcode") !== busy) throw this.#failed(error);
        if (performance.now() > deadline) {
          throw new Error(`${this.#path}: another process holds the lock for too long`, {
            cause: error,
          });
        }
        await delay(1 + Math.random() * 4);
      }
    }
  }
}

import type { LinkLogin } from "@flotilla/protocol";

const most = 64;

/** Answers to sign-ins that came before the sessions that they are for. */
export class EarlyAnswers {
  readonly #answers: LinkLogin[] = [];

  keep(login: LinkLogin): void {
    if (this.#answers.push(login) > most) this.#answers.shift();
  }

  /** Those for a session that is here now. */
  take(id: string, epoch: number): LinkLogin[] {
    const found = this.#answers.filter((each) => each.sessionId === id && each.epoch >= epoch);
    for (const login of found) this.#answers.splice(this.#answers.indexOf(login), 1);
    return found;
  }
}

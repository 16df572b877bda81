import { FlotillaError } from "@flotilla/protocol";

/** What the sessions of each app keep together: one app cannot fill the memory of all. */
export class AppTotals {
  readonly #max: number;
  readonly #totals = new Map<string, number>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Adds to an app's total; throws `QUOTA_EXCEEDED` and changes nothing if that is over the limit. */
  change({ team, app }: { readonly team: string; readonly app: string }, by: number): void {
    const key = `${team}/${app}`;
    const total = (this.#totals.get(key) ?? 0) + by;
    if (by > 0 && total > this.#max) {
      throw new FlotillaError(
        "QUOTA_EXCEEDED",
        `app "${key}": its sessions keep ${total} bytes, the limit is ${this.#max}`,
      );
    }
    if (total > 0) this.#totals.set(key, total);
    else this.#totals.delete(key);
  }
}

/** A time for an app's log. */
export function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}

/** A size for an app's log. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

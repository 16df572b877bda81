/** What a program says in its call of `ft.run` that the host has to know before the program runs. */
export interface StaticRunOptions {
  readonly assetsDir?: string;
  readonly routeUrlStrategy?: "path" | "hash";
}

/** Finds options that are written as plain texts; others are named in `flotilla.json`. */
export function readRunOptions(source: string): StaticRunOptions {
  const call = source.slice(Math.max(0, source.lastIndexOf("run(")));
  const assetsDir = /\bassetsDir\s*:\s*(["'`])(?:\.\/)?([\w][\w./-]*?)\/?\1/.exec(call)?.[2];
  const strategy = /\brouteUrlStrategy\s*:\s*(["'`])(path|hash)\1/.exec(call)?.[2];
  return {
    ...(assetsDir !== undefined && !assetsDir.split("/").includes("..") && { assetsDir }),
    ...((strategy === "path" || strategy === "hash") && { routeUrlStrategy: strategy }),
  };
}

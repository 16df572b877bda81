const maxMessage = 1_024;
const maxStack = 8_192;
const maxCauses = 4;

/** An error as logs show it: nothing of the fields that libraries add, such as a command with its arguments. */
export interface LoggableError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly stack?: string;
}

/** What a log line keeps of an error and of its causes. */
export function loggableError(error: unknown): LoggableError {
  if (!(error instanceof Error))
    return { type: typeof error, message: capped(String(error), maxMessage) };
  const code: unknown = Reflect.get(error, "code");
  const stacks: string[] = [];
  for (let at: unknown = error; at instanceof Error && stacks.length < maxCauses; at = at.cause) {
    stacks.push(at.stack ?? at.message);
  }
  return {
    type: error.name,
    ...(typeof code === "string" && { code }),
    message: capped(error.message, maxMessage),
    stack: capped(stacks.join("\ncaused by: "), maxStack),
  };
}

function capped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

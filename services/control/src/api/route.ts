import type { TokenRole } from "@flotilla/objects";
import type { z } from "zod";
import type { Call } from "./call.ts";

/** An answer as the reference describes it. */
interface AnswerDescription {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly mediaType?: string;
}

/** A query parameter as the reference describes it. */
interface QueryParameter {
  readonly name: string;
  readonly description: string;
}

/** One operation of the API: its address, who may call it, what goes in, what comes out. */
export interface Route {
  readonly method: "get" | "post" | "put" | "delete";
  /** Below `/api/v1`, with `{names}`. */
  readonly path: string;
  /** The least role that may call it; a route without `{team}` in its path looks at the role alone. */
  readonly role: TokenRole;
  readonly summary: string;
  /** JSON body; checked after the caller was. */
  readonly body?: z.ZodType;
  /** The body is passed on as it is. */
  readonly rawBody?: string;
  readonly query?: readonly QueryParameter[];
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  readonly handle: (call: Call) => Promise<void>;
}

/** A route with a JSON body: `handle` gets it with the type of its schema. */
export function withBody<T>(
  route: Omit<Route, "body" | "handle"> & {
    readonly body: z.ZodType<T>;
    readonly handle: (call: Call, body: T) => Promise<void>;
  },
): Route {
  const { body, handle, ...rest } = route;
  return { ...rest, body, handle: (call) => handle(call, call.body as T) };
}
